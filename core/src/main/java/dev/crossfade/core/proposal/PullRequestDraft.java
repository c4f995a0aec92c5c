package dev.crossfade.core.proposal;

/** A pull request that is not open yet: from which branch into which, with what title and text. */
public record PullRequestDraft(String branch, String base, String title, String text, boolean draft) {

    public PullRequestDraft {
        if (branch.isBlank() || base.isBlank() || title.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("a pull request has a branch, a base, a title and a text: " + branch);
        }
    }
}
