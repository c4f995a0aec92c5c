package dev.crossfade.forgetest;

/**
 * What a token may do.
 *
 * @param login whose token it is
 * @param read sees the repository
 * @param push pushes to branches, merges, and sets statuses
 * @param write opens and edits pull requests
 */
public record Access(String login, boolean read, boolean push, boolean write) {

    public static Access full(String login) {
        return new Access(login, true, true, true);
    }

    public static Access readOnly(String login) {
        return new Access(login, true, false, false);
    }

    public static Access none(String login) {
        return new Access(login, false, false, false);
    }
}
