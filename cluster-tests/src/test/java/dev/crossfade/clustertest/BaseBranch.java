package dev.crossfade.clustertest;

import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.render.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.revwalk.RevCommit;

/** The base branch while commits are merged into it one by one, with Git's own commands. */
final class BaseBranch {

    private final Kit kit;
    private final Platform platform;

    BaseBranch(Kit kit, Platform platform) {
        this.kit = kit;
        this.platform = platform;
    }

    RevCommit commit(ChangeSet changes, String message) {
        git("checkout", "-qf", "main");
        changes.files().forEach((path, text) -> write(platform.root().resolve(path), text));
        git("add", "-A");
        person("commit", "-qm", message);
        return head();
    }

    /** Takes the newest commit back, as a person does. */
    RevCommit revert() {
        git("checkout", "-qf", "main");
        person("revert", "--no-edit", "HEAD");
        return head();
    }

    RevCommit head() {
        return platform.commit(git("rev-parse", "main").strip());
    }

    Tree tree() {
        SortedMap<String, String> files = platform.files(head());
        return new Tree() {
            @Override
            public Optional<String> read(String path) {
                return Optional.ofNullable(files.get(path));
            }

            @Override
            public SortedSet<String> list(String folder) {
                TreeSet<String> paths = new TreeSet<>(files.keySet());
                paths.removeIf(path -> !folder.isEmpty() && !path.startsWith(folder + "/"));
                return paths;
            }

            @Override
            public SortedMap<String, String> links() {
                return Collections.emptySortedMap();
            }
        };
    }

    /** A tree with changes over it. */
    static Tree with(Tree base, ChangeSet changes) {
        Workspace workspace = new Workspace(base);
        changes.files()
                .forEach((path, text) ->
                        text.ifPresentOrElse(content -> workspace.write(path, content), () -> workspace.delete(path)));
        return workspace;
    }

    /** As forges squash: who merges is not who wrote. With one name for both, a merge one second after the last commit could be a push. */
    private void person(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "-c", "user.email=somebody@localhost", "-c", "author.name=Somebody", "-c", "committer.name=Forge"));
        command.addAll(Arrays.asList(arguments));
        git(command.toArray(String[]::new));
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        return kit.shellIn(platform.root(), command.toArray(String[]::new));
    }

    private static void write(Path file, Optional<String> text) {
        try {
            if (text.isPresent()) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text.get());
            } else {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
