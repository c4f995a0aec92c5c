package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.PolicyRange;
import dev.crossfade.core.spec.PoliciesSpec.Presence;
import java.util.List;
import java.util.stream.Collectors;

/** The policies that a reviewer of enforcement should look at, as a list for the message. */
final class PolicyWords {

    /** What a reader still looks through in a commit message. */
    private static final int MOST = 12;

    private PolicyWords() {}

    /** One line for each ipBlock that Cilium matches less with than Calico; empty where there is none. */
    static String ipBlocks(Migration migration) {
        if (migration.spec().policies().kubernetes() == Presence.ABSENT) {
            return "";
        }
        List<PolicyRange> ranges = migration.inventory().policyRanges();
        String lines = ranges.stream()
                .limit(MOST)
                .map(range -> "- " + range.title() + " (" + range.where().file() + ":"
                        + range.where().line() + ")")
                .collect(Collectors.joining("\n"));
        return ranges.size() > MOST
                ? lines + "\n- and " + (ranges.size() - MOST) + " more; crossfade plan lists them"
                : lines;
    }
}
