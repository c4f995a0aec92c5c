package dev.crossfade.clustertest;

import org.eclipse.jgit.revwalk.RevCommit;

/** Who looks, or does more, while a story goes on. */
interface Companion {

    /** A proposal may be merged, and nobody has merged it yet. */
    default void green(String phase) {
        // nothing to do
    }

    /** It is merged, and nobody waits for Argo CD yet. */
    default void merged(String phase) {
        // nothing to do
    }

    /** Argo CD has made all of it. */
    default void applied(String phase, RevCommit commit) {
        // nothing to do
    }

    /** A person has run what a comment said. */
    default void ran(String command) {
        // nothing to do
    }

    /** People and machines have done what the phase asks of them. */
    default void followed(String phase) {
        // nothing to do
    }
}
