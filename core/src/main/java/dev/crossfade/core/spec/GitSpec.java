package dev.crossfade.core.spec;

import dev.crossfade.core.proposal.Author;

/** Where the plan is written. */
public record GitSpec(
        @Key(
                value = "Branch that Argo CD reads and phases are merged into",
                or = "main",
                pattern = "(?!crossfade/)[A-Za-z0-9][A-Za-z0-9._/-]*",
                form = "a branch that is not named crossfade/…")
        String branch,

        @Key(
                value = "Folder that the migration writes",
                or = "network/migration",
                pattern = Forms.PATH,
                form = Forms.PATH_MEANS)
        String path,

        @Key(value = "Author of the commits", or = "{name: Crossfade, email: crossfade@localhost}")
        CommitAuthor author) {

    /** Who the commits are by. */
    public record CommitAuthor(
            @Key(value = "Name", or = "Crossfade", pattern = "[^<>\\n]+", form = "a name")
            String name,

            @Key(
                    value = "E-mail address",
                    or = "crossfade@localhost",
                    pattern = "[^<>\\s]+",
                    form = "an e-mail address")
            String email) {

        public Author toAuthor() {
            return new Author(name, email);
        }
    }
}
