package dev.crossfade.core.proposal;

import dev.crossfade.core.render.Tree;

/** A commit that changed a file: all files as they were at its first parent, and as they are with it. */
public record FileChange(CommitSeen commit, Tree before, Tree after) {}
