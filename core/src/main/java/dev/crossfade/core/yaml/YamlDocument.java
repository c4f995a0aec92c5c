package dev.crossfade.core.yaml;

import dev.crossfade.core.report.Where;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** One document of a file: its position in the file, its value, and the nodes that say where everything stands. */
public final class YamlDocument {

    private final String file;
    private final int index;
    private final Node node;
    private final @Nullable Object root;

    YamlDocument(String file, int index, Node node) {
        this.file = file;
        this.index = index;
        this.node = node;
        this.root = TypedValue.of(node);
    }

    /** Position among all documents of the file, from 0. */
    public int index() {
        return index;
    }

    /** Maps, lists, texts, Long, BigInteger, Double, Boolean or null, typed as Helm types them. */
    public @Nullable Object root() {
        return root;
    }

    Node node() {
        return node;
    }

    /** The value at a path; nothing where there is none or it is null. */
    public Optional<Object> get(YamlPath path) {
        return Optional.ofNullable(TypedEdit.get(root, path.steps()));
    }

    /** The place of the key or item, or of the nearest one above it that exists. */
    public Where where(YamlPath path) {
        List<Trail.Stop> stops = Trail.of(node, path).stops();
        Node at = stops.isEmpty() ? node : stops.get(stops.size() - 1).place();
        return Where.at(file, at.getStartMark().getLine() + 1, at.getStartMark().getColumn() + 1);
    }
}
