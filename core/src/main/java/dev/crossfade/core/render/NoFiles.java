package dev.crossfade.core.render;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** What is before the first commit. */
record NoFiles() implements Tree {

    @Override
    public Optional<String> read(String path) {
        return Optional.empty();
    }

    @Override
    public SortedSet<String> list(String folder) {
        return Collections.emptySortedSet();
    }

    @Override
    public SortedMap<String, String> links() {
        return Collections.emptySortedMap();
    }
}
