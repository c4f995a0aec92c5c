package dev.crossfade.core.render;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one phase does to the repository: path to the file's new text, or to nothing where the file goes. */
public record ChangeSet(SortedMap<String, Optional<String>> files) {

    public ChangeSet {
        for (String path : files.keySet()) {
            requireInside(path);
        }
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public static ChangeSet of(Map<String, Optional<String>> files) {
        return new ChangeSet(new TreeMap<>(files));
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** True where a file in this folder, or below it, changes. */
    public boolean touches(String folder) {
        return files.keySet().stream().anyMatch(path -> path.startsWith(folder + "/"));
    }

    static void requireInside(String path) {
        boolean outside = path.isEmpty() || path.startsWith("/") || path.contains("\\");
        for (String segment : path.split("/", -1)) {
            outside |= segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.equals(".git");
        }
        if (outside) {
            throw new IllegalArgumentException("path leaves the repository: '" + path + "'");
        }
    }
}
