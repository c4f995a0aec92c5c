package dev.crossfade.core.observation;

import java.util.Set;

/** Looks at clusters. Nothing is ever written through it. */
public interface Observatory {

    /**
     * Answers what it can. What it cannot read is {@link Reading.Unread}; it throws for nothing that a cluster, a network or a
     * server may do.
     */
    Look look(Set<Question<?>> questions);

    /**
     * For one that looks for ever, and spares the servers where nothing waits for what has to be asked again and again.
     *
     * @param closely false where everything is proved and only people are waited for
     */
    default void attend(boolean closely) {}
}
