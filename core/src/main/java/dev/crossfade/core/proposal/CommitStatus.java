package dev.crossfade.core.proposal;

/** What is said of a commit beside it, under a name (the context) of which the newest word counts. */
public record CommitStatus(String context, State state, String description) {

    /** GitHub refuses longer descriptions, and the others show no more. */
    public static final int LONGEST = 140;

    /** The three words that every forge knows. */
    public enum State {
        PENDING,
        SUCCESS,
        FAILURE
    }

    public CommitStatus {
        if (context.isBlank() || description.isBlank()) {
            throw new IllegalArgumentException("a status has a context and a description: '" + context + "'");
        }
        if (description.length() > LONGEST) {
            description = description.substring(0, LONGEST - 1).stripTrailing() + "…";
        }
    }
}
