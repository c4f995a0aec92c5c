package dev.crossfade.core.gate;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What a gate says, the worst first. */
public enum Verdict {
    /** What must hold does not, and waiting will not mend it. */
    FAILED,
    /** It cannot be told. */
    UNKNOWN,
    /** Not yet. */
    WAITING,
    PASSED;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The worst of them; that nobody said anything is not a pass. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream().min(Comparator.naturalOrder()).orElse(UNKNOWN);
    }
}
