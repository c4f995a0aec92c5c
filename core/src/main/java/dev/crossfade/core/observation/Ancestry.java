package dev.crossfade.core.observation;

/** What Git knows of the order of commits. */
public interface Ancestry {

    /** Whether the revision is the commit or has it in its history; unread for a revision that Git does not have at hand. */
    Reading<Boolean> holds(String revision, String commit);
}
