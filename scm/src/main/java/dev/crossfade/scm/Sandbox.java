package dev.crossfade.scm;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * A repository to play in: the files of an example as one commit on main, by a fixed author at a fixed time, so that an
 * example's commits have the same ids on every machine.
 */
public final class Sandbox {

    private static final String MAIN = Constants.R_HEADS + "main";
    private static final PersonIdent SOMEBODY =
            new PersonIdent("Crossfade", "crossfade@localhost", Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final Path example;
    private final Path target;

    private Sandbox(Path example, Path target) {
        this.example = example;
        this.target = target;
    }

    /**
     * Makes the repository, or brings it to the example's present files; branches of Crossfade's in it stay.
     *
     * @param example the folder with the files; its pom.xml and target/ do not count
     * @return the repository's root
     * @throws CrossfadeException WRITE_FAILED
     */
    public static Path make(Path example, Path target) {
        IsolatedSystemReader.install();
        try {
            return new Sandbox(example, target).make();
        } catch (IOException | GitAPIException e) {
            throw new CrossfadeException(
                    ErrorCode.WRITE_FAILED,
                    Where.file(target.toString()),
                    "the sandbox could not be made: " + e.getMessage(),
                    "delete the folder and run the command again",
                    e);
        }
    }

    private Path make() throws IOException, GitAPIException {
        Map<String, byte[]> files = files();
        try (Git git = Files.isDirectory(target.resolve(".git"))
                ? Git.open(target.toFile())
                : Git.init()
                        .setInitialBranch("main")
                        .setDirectory(target.toFile())
                        .call()) {
            ObjectId commit = commit(git.getRepository(), files);
            RefUpdate update = git.getRepository().updateRef(MAIN);
            update.setNewObjectId(commit);
            update.setForceUpdate(true);
            update.disableRefLog();
            update.update();
            checkOut(files);
            git.reset().call();
        }
        return target;
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(example)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = example.relativize(path).toString().replace('\\', '/');
                boolean ours = name.equals("pom.xml") || name.startsWith("target/") || name.startsWith(".git/");
                if (!ours) {
                    String text = Files.readString(path).replace("\r\n", "\n");
                    files.put(name, text.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    private static ObjectId commit(Repository repository, Map<String, byte[]> files) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
                builder.add(entry);
            }
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setAuthor(SOMEBODY);
            commit.setCommitter(SOMEBODY);
            commit.setMessage("The cluster as it stands before the migration\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    /** Brings the working tree to exactly these files. */
    private void checkOut(Map<String, byte[]> files) throws IOException {
        try (Stream<Path> paths = Files.walk(target)) {
            List<Path> former = paths.filter(path -> !path.startsWith(target.resolve(".git")) && !path.equals(target))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path path : former) {
                Files.delete(path);
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = target.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }
}
