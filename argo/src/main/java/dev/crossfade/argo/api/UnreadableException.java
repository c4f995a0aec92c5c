package dev.crossfade.argo.api;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something could not be read; its message is for a person who can do something about it. */
public final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Nature nature;

    /**
     * @param status of the answer, or 0 where there was none
     * @param named whether a 404 names the object that is not there; another 404 is one of the path
     * @param passing whether it may pass by itself
     * @param delay how long the server wants to be left alone
     * @param at the server's time, where it said one
     */
    record Nature(
            int status,
            boolean named,
            boolean passing,
            Duration delay,
            @Nullable Instant at) {}

    UnreadableException(String why, Nature nature, @Nullable Throwable cause) {
        super(why, cause);
        this.nature = nature;
    }

    /** @param passing whether it may pass by itself */
    static UnreadableException unanswered(String why, boolean passing, Throwable cause) {
        return new UnreadableException(why, new Nature(0, false, passing, Duration.ZERO, null), cause);
    }

    /** An answer that says something else than what was asked for. */
    public static UnreadableException because(String why) {
        return new UnreadableException(why, new Nature(0, false, false, Duration.ZERO, null), null);
    }

    /** The same with more words before it. */
    public UnreadableException of(String what) {
        return new UnreadableException(what + ": " + getMessage(), nature, getCause());
    }

    /** The HTTP status of the answer, or 0 where there was none. */
    public int status() {
        return nature.status();
    }

    /** True where the server knows the kind, and says that the object is not there. */
    public boolean isAbsence() {
        return nature.status() == 404 && nature.named();
    }

    /** True where nothing came back at all. */
    public boolean isUnanswered() {
        return nature.status() == 0 && getCause() != null;
    }

    /** The server's time, where it said one. */
    public @Nullable Instant at() {
        return nature.at();
    }

    /** The same for an answer, which has one. */
    Instant time() {
        return java.util.Objects.requireNonNull(nature.at());
    }

    public String why() {
        return String.valueOf(getMessage());
    }

    boolean isPassing() {
        return nature.passing();
    }

    Duration pause(Duration otherwise) {
        return nature.delay().compareTo(otherwise) > 0 ? nature.delay() : otherwise;
    }
}
