package dev.crossfade.scm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.render.ChangeSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;

/** A real repository of a person who runs a cluster from Git: branch main with one commit of known files and dates. */
final class TestRepository implements AutoCloseable {
    static final Author CROSSFADE = new Author("Crossfade", "crossfade@localhost");
    static final Instant START = Instant.parse("2026-08-01T06:00:00Z");
    static final String PLAN = "crossfade/prod/plan";
    static final PersonIdent ANNA = new PersonIdent("Anna Ops", "anna@example.com", START, ZoneOffset.ofHours(2));

    final Path root;
    final Git git;

    private TestRepository(Path root, Git git) {
        this.root = root;
        this.git = git;
    }

    static TestRepository empty(Path root) throws Exception {
        IsolatedSystemReader.install();
        Git git =
                Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
        return new TestRepository(root, git);
    }

    static TestRepository create(Path root) throws Exception {
        TestRepository repository = empty(root);
        repository.file("crossfade.yaml", "kind: Migration\n");
        repository.file("network/cilium/values.yaml", "ipam: {}\n");
        repository.file("network/old/only.yaml", "a: 1\n");
        repository.file("run.sh", "#!/bin/sh\n");
        repository.root.resolve("run.sh").toFile().setExecutable(true);
        repository.commit("first");
        return repository;
    }

    Path file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, text.getBytes(UTF_8));
    }

    RevCommit commit(String message) throws Exception {
        git.add().addFilepattern(".").call();
        git.add().addFilepattern(".").setUpdate(true).call();
        return git.commit()
                .setMessage(message)
                .setAuthor(ANNA)
                .setCommitter(ANNA)
                .setSign(false)
                .call();
    }

    /** Every ref, HEAD included, with what it points at. */
    Map<String, String> refs() throws IOException {
        Map<String, String> refs = new TreeMap<>();
        for (Ref ref : git.getRepository().getRefDatabase().getRefs()) {
            refs.put(
                    ref.getName(),
                    ref.getTarget().getName() + " " + ref.getLeaf().getObjectId());
        }
        return refs;
    }

    /** Everything on the disk, .git included, with its content: two are equal when nothing was written at all. */
    Map<String, String> disk() throws IOException {
        return disk(root);
    }

    static Map<String, String> disk(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(file).toString(),
                        new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    /** What a checkout consists of: the working tree and the index. */
    Map<String, String> checkout() throws IOException {
        Map<String, String> files = new HashMap<>(disk());
        files.keySet().removeIf(path -> path.startsWith(".git/") && !path.equals(".git/index"));
        return files;
    }

    String tip(String branch) throws IOException {
        Ref ref = git.getRepository().exactRef("refs/heads/" + branch);
        return ref == null ? "none" : ref.getObjectId().name();
    }

    static CommitDraft draft(int number, String... pathsAndTexts) {
        Map<String, Optional<String>> files = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], Optional.ofNullable(pathsAndTexts[i + 1]));
        }
        String message = "prod: phase " + number
                + "\n\nWhy: größer, 日本.\n\nCrossfade-Migration: prod\nCrossfade-Phase: " + number + "/21 prepare\n";
        return new CommitDraft(message, START.plusSeconds(number), ChangeSet.of(files));
    }

    @Override
    public void close() {
        git.close();
    }
}
