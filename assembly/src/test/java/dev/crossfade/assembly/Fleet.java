package dev.crossfade.assembly;

import dev.crossfade.core.render.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** A repository that keeps many clusters like the story's, each in a folder of its own. */
final class Fleet {

    private Fleet() {}

    /** The clusters {@code c01} and on, below {@code clusters/}. */
    static MapTree of(int clusters) {
        TreeMap<String, String> files = new TreeMap<>();
        for (int i = 1; i <= clusters; i++) {
            files.putAll(cluster(i).files());
        }
        return new MapTree(files);
    }

    static MapTree cluster(int number) {
        TreeMap<String, String> files = new TreeMap<>();
        String folder = folder(number);
        Story.tree().files().forEach((path, text) -> {
            String own = text;
            if (path.equals("crossfade.yaml")) {
                own = text.replace("name: prod #", "name: " + name(number) + " #")
                        .replace("prod-", name(number) + "-")
                        .replaceAll("(network/|apps/calico|kafka/broker)", folder + "$1");
            } else if (path.startsWith("apps/")) {
                own = text.replace("    path: ", "    path: " + folder);
            }
            files.put(folder + path, own);
        });
        return new MapTree(files);
    }

    static String name(int number) {
        return (number < 10 ? "c0" : "c") + number;
    }

    static String folder(int number) {
        return "clusters/" + name(number) + "/";
    }

    static String spec(int number) {
        return folder(number) + "crossfade.yaml";
    }

    /** A tree that counts how often each file is read. */
    static final class Counting implements Tree {
        private final Tree tree;
        final Map<String, Integer> reads = new TreeMap<>();

        Counting(Tree tree) {
            this.tree = tree;
        }

        @Override
        public Optional<String> read(String path) {
            reads.merge(path, 1, Integer::sum);
            return tree.read(path);
        }

        @Override
        public SortedSet<String> list(String folder) {
            return tree.list(folder);
        }

        @Override
        public SortedMap<String, String> links() {
            return tree.links();
        }
    }
}
