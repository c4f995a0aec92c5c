package dev.crossfade.forgetest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A pull request as the model keeps it. */
final class Pull {
    final long number;
    final String branch;
    final String author;
    final Instant created;
    final boolean fromFork;
    String base;
    String head;
    String baseHead;
    String title;
    String text;
    boolean draft;
    State state = State.OPEN;
    final Set<String> labels = new TreeSet<>();
    final Set<String> reviewers = new TreeSet<>();
    final Set<String> teams = new TreeSet<>();
    final List<Remark> remarks = new ArrayList<>();

    @Nullable
    String closedBy;

    @Nullable
    Instant closed;

    @Nullable
    String mergeCommit;

    int checks;

    /** What became of it. */
    enum State {
        OPEN,
        CLOSED,
        MERGED
    }

    /** A comment. */
    static final class Remark {
        final long id;
        final String author;
        final Instant created;
        String text;

        Remark(long id, String author, Instant created, String text) {
            this.id = id;
            this.author = author;
            this.created = created;
            this.text = text;
        }
    }

    Pull(long number, Opening opening, String author, Instant created) {
        this.number = number;
        this.branch = opening.branch();
        this.base = opening.base();
        this.title = opening.title();
        this.text = opening.text();
        this.draft = opening.draft();
        this.fromFork = opening.fromFork();
        this.head = opening.head();
        this.baseHead = opening.baseHead();
        this.author = author;
        this.created = created;
    }

    /** What a pull request is opened with. */
    record Opening(
            String branch,
            String base,
            String head,
            String baseHead,
            String title,
            String text,
            boolean draft,
            boolean fromFork) {}

    boolean isOpen() {
        return state == State.OPEN;
    }

    void close(String who, Instant when) {
        state = State.CLOSED;
        closedBy = who;
        closed = when;
    }
}
