package dev.crossfade.scm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * One folder of a commit that is being made. Only folders on the way to a change are ever opened; all others keep their
 * id, so that a large repository costs no more than a small one.
 */
final class TreeFolder {
    /**
     * Keyed by the name's bytes as Latin-1, with a slash behind a folder's: that is the order in which Git sorts a tree,
     * and names in any encoding survive.
     */
    private final SortedMap<String, Entry> entries = new TreeMap<>();

    private final ObjectReader reader;

    private TreeFolder(ObjectReader reader) {
        this.reader = reader;
    }

    static TreeFolder read(ObjectReader reader, ObjectId tree) throws IOException {
        TreeFolder folder = new TreeFolder(reader);
        CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
        for (; !parser.eof(); parser.next(1)) {
            byte[] name = new byte[parser.getNameLength()];
            parser.getName(name, 0);
            boolean isFolder = FileMode.TREE.equals(parser.getEntryRawMode());
            folder.entries.put(
                    new String(name, ISO_8859_1) + (isFolder ? "/" : ""),
                    new Stored(parser.getEntryFileMode(), parser.getEntryObjectId()));
        }
        return folder;
    }

    /** Sets the file's content; an existing file keeps its mode. */
    void put(String path, ObjectId blob) throws IOException, Obstacle {
        int slash = path.indexOf('/');
        if (slash > 0) {
            folder(path.substring(0, slash)).put(path.substring(slash + 1), blob);
            return;
        }
        String name = key(path);
        if (entries.containsKey(name + "/")) {
            throw new Obstacle("a folder");
        }
        entries.put(name, new Stored(fileMode(name), blob));
    }

    /** Takes the file out, and the folder with its last file; false where there is no such file. */
    boolean remove(String path) throws IOException {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return entries.get(key(path)) instanceof Stored stored
                    && CommitTree.isFile(stored.mode())
                    && entries.remove(key(path)) != null;
        }
        String key = key(path.substring(0, slash)) + "/";
        TreeFolder folder = opened(key);
        boolean removed = folder != null && folder.remove(path.substring(slash + 1));
        if (folder != null && folder.entries.isEmpty()) {
            entries.remove(key);
        }
        return removed;
    }

    ObjectId write(PendingObjects objects) {
        TreeFormatter tree = new TreeFormatter();
        for (var entry : entries.entrySet()) {
            byte[] name = entry.getKey().replace("/", "").getBytes(ISO_8859_1);
            if (entry.getValue() instanceof Opened opened) {
                tree.append(name, FileMode.TREE, opened.folder().write(objects));
            } else if (entry.getValue() instanceof Stored stored) {
                tree.append(name, stored.mode(), stored.id());
            }
        }
        return objects.add(Constants.OBJ_TREE, tree.toByteArray());
    }

    private TreeFolder folder(String name) throws IOException, Obstacle {
        String key = key(name) + "/";
        if (entries.get(key(name)) instanceof Stored file) {
            throw new Obstacle(describe(file.mode()));
        }
        TreeFolder existing = opened(key);
        if (existing != null) {
            return existing;
        }
        TreeFolder created = new TreeFolder(reader);
        entries.put(key, new Opened(created));
        return created;
    }

    private @Nullable TreeFolder opened(String key) throws IOException {
        Entry entry = entries.get(key);
        if (entry instanceof Stored stored) {
            TreeFolder folder = read(reader, stored.id());
            entries.put(key, new Opened(folder));
            return folder;
        }
        return entry instanceof Opened opened ? opened.folder() : null;
    }

    private FileMode fileMode(String name) throws Obstacle {
        if (!(entries.get(name) instanceof Stored existing)) {
            return FileMode.REGULAR_FILE;
        }
        if (!CommitTree.isFile(existing.mode())) {
            throw new Obstacle(describe(existing.mode()));
        }
        return existing.mode();
    }

    private static String describe(FileMode mode) {
        if (FileMode.SYMLINK.equals(mode.getBits())) {
            return "a symbolic link";
        }
        return FileMode.GITLINK.equals(mode.getBits()) ? "a submodule" : "a file";
    }

    private static String key(String name) {
        return new String(name.getBytes(UTF_8), ISO_8859_1);
    }

    private sealed interface Entry permits Stored, Opened {}

    private record Stored(FileMode mode, ObjectId id) implements Entry {}

    private record Opened(TreeFolder folder) implements Entry {}

    /** What stands where a file or one of its folders would have to be. */
    static final class Obstacle extends Exception {
        private static final long serialVersionUID = 1L;

        Obstacle(String what) {
            super(what);
        }
    }
}
