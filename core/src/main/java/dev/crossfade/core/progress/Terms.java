package dev.crossfade.core.progress;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * Under which something is done.
 *
 * @param now the time, for windows
 * @param resume a person's word to go on after a stop
 * @param dryRun say what would be done, and do nothing
 * @param lead asked as a turn begins, and before each step that writes: a forge may take so long for one that another watcher leads by then
 */
public record Terms(Instant now, boolean resume, boolean dryRun, Supplier<Lead> lead) {

    /** Of a person's command, which nobody takes over: what is to be done is done, and a stop stands. */
    public static Terms of(Instant now) {
        return new Terms(now, false, false, () -> Lead.LEADS);
    }

    public Terms resuming(boolean after) {
        return new Terms(now, after, dryRun, lead);
    }

    public Terms dry(boolean only) {
        return new Terms(now, resume, only, lead);
    }

    /** The same of a watcher, of which there may be others. */
    public Terms led(Supplier<Lead> by) {
        return new Terms(now, resume, dryRun, by);
    }

    /** True while what was said may be taken back: by who is about to lose the lead, too. */
    boolean mayDoubt() {
        return !dryRun && lead.get() != Lead.FOLLOWS;
    }

    /** The same for who takes back: each step is for who leads, or is about to lose that. */
    Terms doubting() {
        return led(() -> lead.get() == Lead.FOLLOWS ? Lead.FOLLOWS : Lead.LEADS);
    }
}
