package dev.crossfade.core.render;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A repository's files at one commit. Paths are relative to its root, with {@code /} and without a leading slash; files
 * are UTF-8 text.
 */
public interface Tree {

    /** The text of the file, or nothing where the tree has no such file. */
    Optional<String> read(String path);

    /** Every file below the folder (its whole subtree), or of the whole tree for an empty folder. */
    SortedSet<String> list(String folder);

    /** The symbolic links, which are no files, by their paths, and what is written in each. */
    SortedMap<String, String> links();
}
