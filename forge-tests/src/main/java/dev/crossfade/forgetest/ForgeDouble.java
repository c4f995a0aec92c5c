package dev.crossfade.forgetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * One repository on a forge of this process: Git over HTTP at {@code <root>/<owner>/<name>.git}, the REST API of its flavour, and
 * people who do what people do ({@link #people}).
 */
public final class ForgeDouble implements AutoCloseable {
    private final Model model;
    private final Server server;
    private final Faults faults = new Faults();

    private ForgeDouble(Model model, String prefix) {
        this.model = model;
        this.server = new Server(model, prefix, faults);
    }

    /** @param folder an empty one, for the bare repository */
    public static ForgeDouble start(Flavour flavour, String repository, Path folder) {
        return start(flavour, repository, folder, "", Clock.systemUTC());
    }

    /** @param prefix the path of the forge's root, such as {@code /forge}, or an empty text */
    public static ForgeDouble start(Flavour flavour, String repository, Path folder, String prefix, Clock clock) {
        try {
            Repository git = new FileRepositoryBuilder()
                    .setGitDir(folder.toFile())
                    .setBare()
                    .build();
            git.create(true);
            // it would go on beside whoever looks at the files
            git.getConfig().setBoolean("gc", null, "autoDetach", false);
            git.getConfig().save();
            git.updateRef(Constants.HEAD, true).link(Constants.R_HEADS + "main");
            return new ForgeDouble(new Model(flavour, repository, new Branches(git), clock), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The forge's root, as a browser opens it. */
    public URI root() {
        return server.root();
    }

    /** Where Git fetches and pushes; the password is a token, the name anything. */
    public String remote() {
        return root() + "/" + model.repository + ".git";
    }

    public Faults faults() {
        return faults;
    }

    /** What people do by hand on the forge's pages. */
    public People people() {
        return new People(model);
    }

    /** Makes a token known. */
    public void token(String secret, Access access) {
        synchronized (model) {
            model.user(access.login());
            model.tokens.put(secret, access);
        }
    }

    public void revoke(String secret) {
        synchronized (model) {
            model.tokens.remove(secret);
        }
    }

    public void user(String login) {
        synchronized (model) {
            model.user(login);
        }
    }

    /** @param name without its organisation */
    public void team(String name) {
        synchronized (model) {
            model.teams.put(name, model.nextId());
        }
    }

    /** A label that the owner has for all repositories (GitLab and Gitea). */
    public void ownersLabel(String name) {
        synchronized (model) {
            model.ownersLabels.put(name, model.nextId());
        }
    }

    /** The ways to merge that the repository allows. */
    public void allow(Set<MergeStyle> styles) {
        synchronized (model) {
            model.allowed.clear();
            model.allowed.addAll(styles);
        }
    }

    /** Refuses pushes to a branch; merges go on. */
    public void guard(String branch) {
        synchronized (model) {
            model.guarded.add(branch);
        }
    }

    /** Merges into this branch only what holds its newest commit. */
    public void requireUpToDate(String branch) {
        synchronized (model) {
            model.mustBeUpToDate.add(branch);
        }
    }

    /** How many tries to merge a new pull request are told that it is still being checked. */
    public void slowChecks(int tries) {
        synchronized (model) {
            model.checks = tries;
        }
    }

    /** How many tries to open a pull request for a branch that was just pushed find no branch (Gitea). */
    public void lag(int tries) {
        synchronized (model) {
            model.lag = tries;
        }
    }

    /** All requests since the start, or since they were forgotten, those that went wrong included. */
    public List<Seen> requests() {
        return server.requests();
    }

    /** Requests to the API that were carried out, with their answers. */
    public List<Exchange> exchanges() {
        return server.exchanges();
    }

    public void forget() {
        server.forget();
    }

    /** The bare repository. */
    public Repository git() {
        return model.branches.git();
    }

    @Override
    public void close() {
        server.close();
        model.branches.git().close();
    }
}
