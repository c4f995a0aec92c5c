package dev.crossfade.core.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where and how pull requests are opened. */
public record ProposalsSpec(
        @Key(value = "The forge; none: branches only", or = "none")
        Forge forge,

        @Key("Root address of the forge, as a browser opens it") @Nullable
        String api,

        @Key("Repository on the forge, such as platform/gitops") @Nullable
        String repository,

        @Key(value = "Labels of every pull request", or = "[]")
        List<String> labels,

        @Key(value = "Reviewers of every pull request", or = "[]")
        List<String> reviewers,

        @Key(value = "Open pull requests as drafts", or = "false")
        boolean draft) {

    public ProposalsSpec {
        labels = List.copyOf(labels);
        reviewers = List.copyOf(reviewers);
    }

    /** False where branches are all that is wanted. */
    public boolean hasForge() {
        return forge != Forge.NONE;
    }

    /** Who serves the pull requests. */
    public enum Forge {
        @Word("none")
        NONE,
        @Word("github")
        GITHUB,
        @Word("gitlab")
        GITLAB,
        @Word("gitea")
        GITEA
    }
}
