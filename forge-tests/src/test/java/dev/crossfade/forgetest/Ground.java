package dev.crossfade.forgetest;

import dev.crossfade.core.proposal.Forge;

/** A forge with one repository, whose branch main has one commit, and a clone of it. */
interface Ground extends AutoCloseable {

    /** A client with every right. */
    Forge forge();

    /** One whose token may read and nothing else. */
    Forge reader();

    /** One whose token the forge does not know. */
    Forge stranger();

    Clone clone();

    /** Somebody who can review. */
    String reviewer();

    /** Who closes pull requests by {@link #close}. */
    String closer();

    void close(long number);

    /** The only way to merge that the repository allows. */
    void allow(MergeStyle style);

    /** Merges into main only what holds its newest commit. */
    void requireUpToDate();

    @Override
    void close();
}
