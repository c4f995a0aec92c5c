package dev.crossfade.scm;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.render.ChangeSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/** A real repository for tests: two files on main, by a fixed person at a fixed time. */
record Repo(Path root, Git git) implements AutoCloseable {

    static final String PLAN = "crossfade/prod/plan";
    static final Author AUTHOR = new Author("Crossfade", "crossfade@localhost");
    static final PersonIdent SOMEBODY =
            new PersonIdent("Somebody", "somebody@example.com", Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    static Repo at(Path root) throws GitAPIException, IOException {
        Repo repo = new Repo(
                root,
                Git.init().setInitialBranch("main").setDirectory(root.toFile()).call());
        repo.write("crossfade.yaml", "kind: Migration\n");
        repo.write("network/values.yaml", "a: 1\n");
        repo.commit("base");
        return repo;
    }

    Repo write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
        return this;
    }

    ObjectId commit(String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage(message)
                .setAuthor(SOMEBODY)
                .setCommitter(SOMEBODY)
                .setSign(false)
                .call();
    }

    LocalRepository open() {
        return LocalRepository.open(root);
    }

    Optional<String> tip(String branch) throws IOException {
        return Optional.ofNullable(git.getRepository().exactRef("refs/heads/" + branch))
                .map(ref -> ref.getObjectId().name());
    }

    /** Two commits: one adds and changes a file, the other removes one. */
    static List<CommitDraft> drafts() {
        return List.of(
                draft(
                        "one",
                        1,
                        Map.of(
                                "network/new.yaml",
                                Optional.of("b: 2\n"),
                                "network/values.yaml",
                                Optional.of("a: 2\n"))),
                draft("two", 2, Map.of("network/new.yaml", Optional.empty())));
    }

    static CommitDraft draft(String subject, int second, Map<String, Optional<String>> files) {
        return new CommitDraft(
                "prod: " + subject + "\n\nWhy.\n\nCrossfade-Migration: prod\n",
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second),
                new ChangeSet(new TreeMap<>(files)));
    }

    @Override
    public void close() {
        git.close();
    }
}
