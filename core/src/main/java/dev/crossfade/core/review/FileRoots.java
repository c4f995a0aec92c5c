package dev.crossfade.core.review;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The documents of one file, parted into objects of the cluster and the rest. */
record FileRoots(TreeMap<ObjectKey, Object> objects, List<Object> others, boolean readable) {

    static FileRoots of(String path, Optional<String> text) {
        FileRoots roots = new FileRoots(new TreeMap<>(), new ArrayList<>(), true);
        if (text.isEmpty()) {
            return roots;
        }
        if (!path.endsWith(".yaml") && !path.endsWith(".yml")) {
            return new FileRoots(roots.objects, roots.others, false);
        }
        try {
            for (YamlDocument document : YamlFile.parse(path, text.get()).documents()) {
                Object root = document.root();
                if (root != null) {
                    roots.add(root);
                }
            }
            return roots;
        } catch (CrossfadeException unreadable) {
            // what is no YAML is shown as a file, line by line
            return new FileRoots(new TreeMap<>(), List.of(), false);
        }
    }

    private void add(Object root) {
        if (root instanceof Map<?, ?> map
                && map.get("kind") instanceof String kind
                && kind.endsWith("List")
                && map.get("items") instanceof List<?> items) {
            items.forEach(this::add);
            return;
        }
        Optional<ObjectKey> key = ObjectKey.of(root).filter(found -> !objects.containsKey(found));
        key.ifPresentOrElse(found -> objects.put(found, root), () -> others.add(root));
    }
}
