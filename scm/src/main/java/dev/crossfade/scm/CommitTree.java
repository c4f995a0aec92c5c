package dev.crossfade.scm;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** The files of one commit, each read from the object database when it is asked for. */
final class CommitTree implements Tree {
    private final Repository git;
    private final ObjectId root;
    private final ObjectReader reader;
    private final Map<String, SortedSet<String>> listed = new ConcurrentHashMap<>();
    private final Map<String, ObjectId> ids = new ConcurrentHashMap<>();

    CommitTree(Repository git, ObjectId root) {
        this.git = git;
        this.root = root;
        this.reader = git.newObjectReader();
    }

    static CommitTree of(Repository git, String commit) {
        try (RevWalk walk = new RevWalk(git)) {
            return new CommitTree(
                    git, walk.parseCommit(ObjectId.fromString(commit)).getTree().copy());
        } catch (IOException e) {
            throw Unreadable.because("commit " + commit, e);
        }
    }

    @Override
    public Optional<String> read(String path) {
        if (!isPath(path)) {
            return Optional.empty();
        }
        try {
            Optional<byte[]> content = content(path);
            return content.isPresent() ? Optional.of(text(path, content.get())) : Optional.empty();
        } catch (LargeObjectException e) {
            throw notText(path, "is too large for a file of settings", e);
        } catch (IOException e) {
            throw Unreadable.because("file " + path, e);
        }
    }

    /** One reader for all files: it keeps what others are stored as differences of. */
    private synchronized Optional<byte[]> content(String path) throws IOException {
        ObjectId id = id(path);
        return id == null ? Optional.empty() : Optional.of(reader.open(id).getBytes());
    }

    private @Nullable ObjectId id(String path) throws IOException {
        ObjectId known = ids.get(path);
        if (known != null || listed.containsKey("")) {
            return known;
        }
        try (@Nullable TreeWalk found = TreeWalk.forPath(reader, path, root)) {
            return found != null && isFile(found.getFileMode()) ? found.getObjectId(0) : null;
        }
    }

    @Override
    public SortedSet<String> list(String folder) {
        return listed.computeIfAbsent(folder, this::walk);
    }

    @Override
    public SortedMap<String, String> links() {
        SortedMap<String, String> links = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(git)) {
            walk.addTree(root);
            walk.setRecursive(true);
            while (walk.next()) {
                if (FileMode.SYMLINK.equals(walk.getRawMode(0))) {
                    byte[] target =
                            walk.getObjectReader().open(walk.getObjectId(0)).getBytes();
                    links.put(walk.getPathString(), new String(target, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw Unreadable.because("the commit's links", e);
        }
        return links;
    }

    private SortedSet<String> walk(String folder) {
        SortedSet<String> paths = new TreeSet<>();
        try (TreeWalk walk = new TreeWalk(git)) {
            ObjectId start = folder.isEmpty() ? root : subtree(folder);
            if (start != null) {
                walk.addTree(start);
                walk.setRecursive(true);
            }
            String prefix = folder.isEmpty() ? "" : folder + "/";
            while (start != null && walk.next()) {
                if (isFile(walk.getFileMode())) {
                    String path = prefix + walk.getPathString();
                    paths.add(path);
                    ids.put(path, walk.getObjectId(0));
                }
            }
        } catch (IOException e) {
            throw Unreadable.because(folder.isEmpty() ? "the commit's files" : "folder " + folder, e);
        }
        return Collections.unmodifiableSortedSet(paths);
    }

    private @Nullable ObjectId subtree(String folder) throws IOException {
        if (!isPath(folder)) {
            return null;
        }
        try (@Nullable TreeWalk found = TreeWalk.forPath(git, folder, root)) {
            return found != null && found.isSubtree() ? found.getObjectId(0) : null;
        }
    }

    // a link's content is a path and a submodule's is a commit: neither is text that a phase could edit
    static boolean isFile(FileMode mode) {
        return FileMode.REGULAR_FILE.equals(mode.getBits()) || FileMode.EXECUTABLE_FILE.equals(mode.getBits());
    }

    static boolean isPath(String path) {
        return Arrays.stream(path.split("/", -1)).noneMatch(String::isEmpty) && path.indexOf('\0') < 0;
    }

    private static String text(String path, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notText(path, "is not UTF-8 text", e);
        }
    }

    private static CrossfadeException notText(String path, String why, Exception cause) {
        return new CrossfadeException(
                ErrorCode.INPUT_NOT_TEXT,
                Where.file(path),
                path + " " + why + " in the commit",
                "save the file as UTF-8 (encrypted and binary files cannot be inputs), commit it and run again",
                cause);
    }
}
