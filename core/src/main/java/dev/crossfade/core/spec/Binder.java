package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Nearest;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Binds YAML nodes to records and goes on after every mistake, so that all of them are reported at once. */
final class Binder {

    private final String file;
    private final Bound bound;
    private final List<Problem> problems;
    private final Scalars scalars;

    Binder(String file, Bound bound, List<Problem> problems) {
        this.file = file;
        this.bound = bound;
        this.problems = problems;
        this.scalars = new Scalars(this);
    }

    /** The value, or null where a problem was reported. */
    @Nullable
    Object bind(Type type, @Nullable Key key, Node node, String path) {
        bound.place(path, where(node));
        Object value = type instanceof ParameterizedType generic
                ? container(generic, key, node, path)
                : simple((Class<?>) type, key, node, path);
        bound.value(path, value);
        return value;
    }

    private @Nullable Object simple(Class<?> type, @Nullable Key key, Node node, String path) {
        if (type.isRecord() && type != Cidr.class) {
            return node instanceof MappingNode map ? record(type, map, path) : wrong(node, path, "a map of keys");
        }
        if (type.isSealed()) {
            return option(type, node, path);
        }
        if (type == Object.class) {
            free(node, path);
            return Plain.of(node);
        }
        return node instanceof ScalarNode scalar
                ? scalars.bind(type, key, scalar, path)
                : wrong(node, path, "a single value");
    }

    private @Nullable Object container(ParameterizedType type, @Nullable Key key, Node node, String path) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            if (node instanceof SequenceNode sequence) {
                return list(arguments[0], key, sequence.getValue(), path);
            }
            boolean single = key != null && key.orSingle();
            return single ? list(arguments[0], key, List.of(node), path) : wrong(node, path, "a list");
        }
        if (!(node instanceof MappingNode map)) {
            return wrong(node, path, "a map");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        entries(map, path).forEach((name, value) -> {
            Object item = bind(arguments[1], null, value, path + "." + name);
            if (item != null) {
                values.put(name, item);
            }
        });
        return values;
    }

    private @Nullable Object list(Type type, @Nullable Key key, List<Node> nodes, String path) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Object item = bind(type, key, nodes.get(i), path + "." + i);
            if (item != null) {
                items.add(item);
            }
        }
        boolean emptied = nodes.isEmpty() && key != null && key.required();
        if (emptied) {
            report(ErrorCode.SPEC_BAD_VALUE, bound.where(path), path + " is empty", "name at least one");
        }
        return emptied ? null : items;
    }

    /** A sealed type: a word stands for an option without keys, else its first key tells which one is meant. */
    private @Nullable Object option(Class<?> sealed, Node node, String path) {
        List<Class<?>> options = Shape.options(sealed);
        if (node instanceof ScalarNode scalar) {
            for (Class<?> option : options) {
                if (Shape.word(option).equals(Optional.of(scalar.getValue()))) {
                    return construct(option, new Object[0], path);
                }
            }
            return wrong(node, path, Choices.text(options));
        }
        if (!(node instanceof MappingNode map)) {
            return wrong(node, path, Choices.text(options));
        }
        List<String> present = map.getValue().stream()
                .map(NodeTuple::getKeyNode)
                .filter(ScalarNode.class::isInstance)
                .map(name -> ((ScalarNode) name).getValue())
                .toList();
        List<Class<?>> meant = options.stream()
                .filter(option ->
                        Shape.telling(option).filter(present::contains).isPresent())
                .toList();
        if (meant.size() == 1) {
            return record(meant.get(0), map, path);
        }
        report(
                meant.isEmpty() ? ErrorCode.SPEC_MISSING_KEY : ErrorCode.SPEC_CONFLICTING_KEYS,
                where(node),
                path
                        + (meant.isEmpty()
                                ? " says none of its options" + meant(options, present)
                                : " says several of its options"),
                "write exactly one of " + Choices.text(options));
        shared(options, map, path);
        return null;
    }

    /** Which option a key that none of them knows was to be. */
    private static String meant(List<Class<?>> options, List<String> present) {
        List<String> telling = options.stream()
                .flatMap(option -> Shape.telling(option).stream())
                .toList();
        return present.stream()
                .filter(name ->
                        options.stream().noneMatch(option -> Shape.names(option).contains(name)))
                .map(name -> Nearest.hint(name, telling))
                .filter(hint -> !hint.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Where no option is meant, what all of them have is looked at all the same. */
    private void shared(List<Class<?>> options, MappingNode map, String path) {
        Map<String, Node> entries = entries(map, path);
        Shape.components(options.get(0)).stream()
                .filter(component ->
                        options.stream().allMatch(option -> Shape.names(option).contains(Shape.name(component))))
                .forEach(component -> component(component, entries, map, path));
    }

    @Nullable
    Object record(Class<?> type, MappingNode map, String path) {
        Map<String, Node> entries = entries(map, path);
        List<String> known = Shape.names(type);
        entries.forEach((name, node) -> {
            if (!known.contains(name)) {
                report(
                        ErrorCode.SPEC_UNKNOWN_KEY,
                        keyPlace(map, name),
                        "unknown key '" + name + "' under " + (path.isEmpty() ? "the document" : path)
                                + Nearest.hint(name, known),
                        "known here: " + String.join(", ", known));
            }
        });
        List<RecordComponent> components = Shape.components(type);
        Object[] values = new Object[components.size()];
        boolean complete = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = component(components.get(i), entries, map, path);
            complete &= values[i] != null || Shape.nullable(components.get(i));
        }
        return complete ? construct(type, values, path) : null;
    }

    private @Nullable Object component(
            RecordComponent component, Map<String, Node> entries, MappingNode map, String path) {
        String name = Shape.name(component);
        String child = path.isEmpty() ? name : path + "." + name;
        Node node = entries.get(name);
        return node == null || isNull(node)
                ? absent(component, map, child)
                : bind(component.getGenericType(), Shape.key(component), node, child);
    }

    private @Nullable Object absent(RecordComponent component, MappingNode map, String path) {
        Key key = Shape.key(component);
        if (key.required()) {
            String parent = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "the document";
            report(
                    ErrorCode.SPEC_MISSING_KEY,
                    path.contains(".") ? bound.where(parent) : where(map),
                    parent + " lacks key '" + Shape.name(component) + "'",
                    key.value() + ": add it");
            return null;
        }
        if (Shape.nullable(component)) {
            return null;
        }
        if (key.or().isEmpty()) {
            return "";
        }
        // a default is bound like a written value, but its place is the key above it
        Object value = new Binder(file, new Bound(), problems)
                .bind(component.getGenericType(), key, Plain.compose(key.or()), path);
        bound.value(path, value);
        return value;
    }

    private Map<String, Node> entries(MappingNode map, String path) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                report(
                        ErrorCode.SPEC_UNKNOWN_KEY,
                        where(tuple.getKeyNode()),
                        "a list or a map cannot be a key under " + (path.isEmpty() ? "the document" : path),
                        "write a text as the key, in quotes where it has brackets or braces");
                continue;
            }
            String name = scalar.getValue();
            Node former = entries.putIfAbsent(name, tuple.getValueNode());
            if (former != null) {
                report(
                        ErrorCode.YAML_DUPLICATE_KEY,
                        where(tuple.getKeyNode()),
                        "key '" + (path.isEmpty() ? "" : path + ".") + name + "' stands twice, in lines "
                                + keyPlace(map, name).line() + " and "
                                + where(tuple.getKeyNode()).line(),
                        "keep one of the two");
            }
        }
        return entries;
    }

    /** A value without a shape still has no key twice, and no list as a key. */
    private void free(Node node, String path) {
        if (node instanceof MappingNode map) {
            entries(map, path).forEach((name, value) -> free(value, path + "." + name));
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> free(item, path));
        }
    }

    private Where keyPlace(MappingNode map, String name) {
        return map.getValue().stream()
                .map(NodeTuple::getKeyNode)
                .filter(key ->
                        key instanceof ScalarNode scalar && scalar.getValue().equals(name))
                .findFirst()
                .map(this::where)
                .orElse(where(map));
    }

    private @Nullable Object construct(Class<?> type, Object[] values, String path) {
        try {
            Class<?>[] types = Shape.components(type).stream()
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "cannot make " + type.getSimpleName() + " of " + path
                            + ": a component without a default (or) must be a text, required or @Nullable",
                    e);
        }
    }

    @Nullable
    Object wrong(Node node, String path, String wanted) {
        return wrong(node, path, wanted, "write " + wanted);
    }

    @Nullable
    Object wrong(Node node, String path, String wanted, String cure) {
        report(ErrorCode.SPEC_WRONG_TYPE, where(node), path + " must be " + wanted, cure);
        return null;
    }

    void report(ErrorCode code, Where where, String message, String cure) {
        problems.add(Problem.blocker(code, where, message, cure));
    }

    Where where(Node node) {
        return Where.at(
                file, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }

    private static boolean isNull(Node node) {
        return Objects.equals(node.getTag(), org.yaml.snakeyaml.nodes.Tag.NULL);
    }
}
