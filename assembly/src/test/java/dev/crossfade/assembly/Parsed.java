package dev.crossfade.assembly;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The documents of files that laws look at one after the other: most files of a tree are those of the tree before. */
final class Parsed {

    /** More than the files that one plan writes, and few enough to hold. */
    private static final int KEPT = 1000;

    private static final Map<String, List<YamlDocument>> FILES = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<YamlDocument>> eldest) {
            return size() > KEPT;
        }
    };

    private Parsed() {}

    static synchronized List<YamlDocument> documents(String path, String text) {
        return FILES.computeIfAbsent(
                path + "\n" + text, key -> YamlFile.parse(path, text).documents());
    }

    static List<YamlDocument> documents(MapTree tree, String path) {
        return documents(path, tree.read(path).orElseThrow());
    }
}
