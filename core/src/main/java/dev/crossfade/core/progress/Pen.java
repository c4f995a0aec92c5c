package dev.crossfade.core.progress;

import java.util.ArrayList;
import java.util.List;

/** Does the steps of a proposal, or only says in a dry run what they would be. */
final class Pen {

    private final boolean dry;
    private final List<String> done = new ArrayList<>();
    private boolean used;

    Pen(boolean dry) {
        this.dry = dry;
    }

    /** @param what a command's verb and object, such as {@code push branch crossfade/prod/prepare} */
    void step(String what, Runnable write) {
        if (!dry) {
            write.run();
        }
        done.add(what);
        used = true;
    }

    /** Something that was not done, for whoever reads what was. */
    void note(String line) {
        done.add(line);
    }

    boolean isDry() {
        return dry;
    }

    /** True where something was written, or would be; a note alone is nothing. */
    boolean isUsed() {
        return used;
    }

    List<String> done() {
        return List.copyOf(done);
    }
}
