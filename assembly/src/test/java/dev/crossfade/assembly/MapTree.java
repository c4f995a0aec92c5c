package dev.crossfade.assembly;

import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A tree in memory, for tests. */
record MapTree(TreeMap<String, String> files) implements Tree {

    MapTree {
        files = new TreeMap<>(files);
    }

    static MapTree copyOf(Tree tree) {
        TreeMap<String, String> files = new TreeMap<>();
        tree.list("").forEach(path -> files.put(path, tree.read(path).orElseThrow()));
        return new MapTree(files);
    }

    MapTree with(ChangeSet changes) {
        TreeMap<String, String> changed = new TreeMap<>(files);
        for (Map.Entry<String, Optional<String>> change : changes.files().entrySet()) {
            change.getValue()
                    .ifPresentOrElse(text -> changed.put(change.getKey(), text), () -> changed.remove(change.getKey()));
        }
        return new MapTree(changed);
    }

    MapTree with(String path, String text) {
        TreeMap<String, String> changed = new TreeMap<>(files);
        changed.put(path, text);
        return new MapTree(changed);
    }

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
}
