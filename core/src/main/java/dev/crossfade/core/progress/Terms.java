package dev.crossfade.core.progress;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * Under which a proposal is made.
 *
 * @param now the time, for windows
 * @param resume a person's word to go on after a stop
 * @param dryRun say what would be done, and do nothing
 * @param lead asked before each step that writes: a forge may take so long for one that another watcher leads by then
 */
public record Terms(Instant now, boolean resume, boolean dryRun, Supplier<Lead> lead) {

    /** Of a person's command, which nobody takes over. */
    public Terms(Instant now, boolean resume, boolean dryRun) {
        this(now, resume, dryRun, () -> Lead.LEADS);
    }

    /** True while what was said may be taken back: by who is about to lose the lead, too. */
    boolean mayDoubt() {
        return !dryRun && lead.get() != Lead.FOLLOWS;
    }
}
