package dev.crossfade.forgetest;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** The remote of a person's clone, over HTTP with a token. */
record Origin(Git git, UsernamePasswordCredentialsProvider token) {

    static Origin of(Git git, String token) {
        return new Origin(git, credentials(token));
    }

    static UsernamePasswordCredentialsProvider credentials(String token) {
        return new UsernamePasswordCredentialsProvider("x-access-token", token);
    }

    void push(String what) {
        try {
            git.push()
                    .setRemote("origin")
                    .setRefSpecs(new RefSpec(what))
                    .setCredentialsProvider(token)
                    .call()
                    .forEach(result -> result.getRemoteUpdates().forEach(update -> {
                        switch (update.getStatus()) {
                            case OK, UP_TO_DATE -> {}
                            default -> throw new IllegalStateException(update.toString());
                        }
                    }));
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param into where the branches are kept, such as {@code refs/seen/} */
    void fetch(String into) {
        try {
            git.fetch()
                    .setRemote("origin")
                    .setRefSpecs(new RefSpec("+refs/heads/*:" + into + "*"))
                    .setRemoveDeletedRefs(true)
                    .setCredentialsProvider(token)
                    .call();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }
}
