package dev.crossfade.clustertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A repository on a real Gitea, which everybody may read, with an account for Crossfade and a person who reviews. */
final class GiteaOrigin implements Origin {

    static final String REPOSITORY = "kit/platform";
    static final String REVIEWER = "jo";
    private static final String BOT = "crossfade-bot";
    private static final Pattern NAME = Pattern.compile("(?m)^  name: ([a-z0-9-]+)");

    private @Nullable Gitea gitea;
    private @Nullable String token;

    Gitea gitea() {
        return Objects.requireNonNull(gitea, "it was started");
    }

    /** What Crossfade pushes and writes with. */
    String token() {
        return Objects.requireNonNull(token, "it was started");
    }

    @Override
    public List<String> parts() {
        return List.of("gitea");
    }

    @Override
    public String address(Kit kit, Path folder) {
        gitea = new Gitea(kit);
        gitea.call("POST", "/user/repos", "{\"name\": \"platform\", \"default_branch\": \"main\"}");
        gitea.person(BOT, REPOSITORY);
        gitea.person(REVIEWER, REPOSITORY);
        token = gitea.token(BOT, "write:repository", "write:issue", "read:organization", "read:user");
        return gitea.root() + "/" + REPOSITORY + ".git";
    }

    @Override
    public void edit(Path specification) {
        String proposals = "%n  proposals: {forge: gitea, api: \"%s\", repository: %s, reviewers: [%s]}%n"
                .formatted(gitea().root(), REPOSITORY, REVIEWER);
        try {
            Files.writeString(specification, proposals, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String migration(Path clone) {
        try {
            Matcher name = NAME.matcher(Files.readString(clone.resolve("crossfade.yaml")));
            if (!name.find()) {
                throw new IllegalStateException("crossfade.yaml has no name");
            }
            return name.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void publish(Kit kit, Path clone) {
        kit.shellIn(clone, "git", "remote", "add", "origin", gitea().remote(REVIEWER, REPOSITORY));
        kit.shellIn(clone, "git", "push", "-q", "origin", "main");
        // an empty repository has no pull requests, and Gitea sees a push a little later
        Machines.await(
                "Gitea has seen the first push",
                () -> !gitea().call("GET", "/repos/" + REPOSITORY, "")
                        .path("empty")
                        .asBoolean());
    }
}
