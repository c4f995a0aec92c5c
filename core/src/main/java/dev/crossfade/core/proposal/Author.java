package dev.crossfade.core.proposal;

/** Who the commits are by, as author and as committer. */
public record Author(String name, String email) {

    public Author {
        if (name.isBlank() || email.isBlank() || (name + email).matches("(?s).*[<>\n].*")) {
            throw new IllegalArgumentException(
                    "an author has a name and an e-mail address: '" + name + " <" + email + ">'");
        }
    }
}
