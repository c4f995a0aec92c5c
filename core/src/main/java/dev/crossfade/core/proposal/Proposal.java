package dev.crossfade.core.proposal;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is put before the reviewers: a branch with one commit on top of the base, and a text about it under labels.
 *
 * @param line what stands beside the commit until somebody knows more
 */
public record Proposal(String branch, CommitDraft commit, ReviewText text, Set<String> labels, String line) {

    public Proposal {
        if (!branch.startsWith("crossfade/")) {
            throw new IllegalArgumentException("a proposal's branch is named crossfade/…: '" + branch + "'");
        }
        labels = Collections.unmodifiableSet(new TreeSet<>(labels));
    }
}
