package dev.crossfade.core.progress;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.util.ArrayList;
import java.util.List;

/** Does the steps of a proposal, or only says in a dry run what they would be. */
final class Pen {

    private final Terms terms;
    private final List<String> done = new ArrayList<>();
    private boolean used;

    Pen(Terms terms) {
        this.terms = terms;
    }

    /**
     * @param what a command's verb and object, such as {@code push branch crossfade/prod/prepare}
     * @throws CrossfadeException LEASE_LOST where it is another one's to do by now
     */
    void step(String what, Runnable write) {
        if (!isDry()) {
            requireLead(what);
            write.run();
        }
        done.add(what);
        used = true;
    }

    private void requireLead(String what) {
        if (terms.lead().get() != Lead.LEADS) {
            throw new CrossfadeException(
                    ErrorCode.LEASE_LOST,
                    Where.object("the Lease"),
                    "this watcher does not lead any more, and leaves undone: " + what,
                    "the one that leads does it; where none does, see that the API server can be reached");
        }
    }

    /** Something that was not done, for whoever reads what was. */
    void note(String line) {
        done.add(line);
    }

    boolean isDry() {
        return terms.dryRun();
    }

    /** True where something was written, or would be; a note alone is nothing. */
    boolean isUsed() {
        return used;
    }

    List<String> done() {
        return List.copyOf(done);
    }
}
