package dev.crossfade.core.yaml;

import dev.crossfade.core.report.Where;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** One document of a file: its position in the file, its value, and the nodes that say where everything stands. */
public final class YamlDocument {

    private final String file;
    private final int index;
    private final Node node;
    private final @Nullable Object root;
    private final @Nullable Patched patched;

    /** The document before a patch, and the patch's place. */
    private record Patched(YamlDocument before, Where place) {}

    YamlDocument(String file, int index, Node node) {
        this(file, index, node, TypedValue.of(node), null);
    }

    private YamlDocument(String file, int index, Node node, @Nullable Object root, @Nullable Patched patched) {
        this.file = file;
        this.index = index;
        this.node = node;
        this.root = root;
        this.patched = patched;
    }

    /** The document with the value that a patch somewhere else makes of it: what differs stands where the patch stands. */
    public YamlDocument patched(Object value, Where place) {
        return new YamlDocument(file, index, node, value, new Patched(this, place));
    }

    /** The same for a patch that sets one value. */
    public YamlDocument patched(YamlPath path, Object value, Where place) {
        return patched(Objects.requireNonNull(TypedEdit.set(root, path.steps(), value)), place);
    }

    /** What stands at a path, read by itself and still at its place in the file. */
    public YamlDocument at(YamlPath path) {
        return path.steps().isEmpty()
                ? this
                : new YamlDocument(
                        file,
                        index,
                        Trail.of(node, path).end(),
                        TypedEdit.get(root, path.steps()),
                        patched == null ? null : new Patched(patched.before().at(path), patched.place()));
    }

    /** Position among all documents of the file, from 0. */
    public int index() {
        return index;
    }

    /** Maps, lists, texts, Long, BigInteger, Double, Boolean or null, typed as Helm types them. */
    public @Nullable Object root() {
        return root;
    }

    /** The first expression of a template that stands in it without quotes. */
    public Optional<Expression> expression() {
        return Expression.in(file, node);
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
        if (patched != null) {
            boolean same = TypedValue.same(
                    TypedEdit.get(root, path.steps()), TypedEdit.get(patched.before().root, path.steps()));
            return same ? patched.before().where(path) : patched.place();
        }
        List<Trail.Stop> stops = Trail.of(node, path).stops();
        Node at = stops.isEmpty() ? node : stops.get(stops.size() - 1).place();
        return Where.at(file, at.getStartMark().getLine() + 1, at.getStartMark().getColumn() + 1);
    }
}
