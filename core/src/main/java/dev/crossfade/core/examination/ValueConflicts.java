package dev.crossfade.core.examination;

import dev.crossfade.core.phase.EndState;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.PermanentValues;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds keys in the customer's values that say something else than a phase: neither may win silently. */
public final class ValueConflicts {

    private ValueConflicts() {}

    public static List<Problem> check(Migration migration, Tree tree) {
        List<YamlFile> files = Settings.of(migration.spec(), tree).values();
        Map<String, Object> wanted = new TreeMap<>();
        SortedSet<String> maps = new TreeSet<>();
        flatten("", new PermanentValues(migration).tree(files), wanted, maps);
        EndState.of(migration).forEach(end -> wanted.put(end.key(), end.value()));
        // what the CiliumNodeConfig says of a node while it moves holds for good
        wanted.put("cni.exclusive", migration.spec().cilium().cniExclusive());
        wanted.put("cni.chainingMode", migration.spec().calico().hostPorts() ? "portmap" : "none");
        wanted.keySet().forEach(key -> addParents(key, maps));
        List<Problem> problems = new ArrayList<>();
        maps.forEach(key -> requireMap(files, key, problems));
        wanted.forEach((key, value) -> compare(files, key, value, problems));
        problems.addAll(OverriddenOptions.check(files, migration.cilium()));
        problems.addAll(RefusedValues.check(
                files, migration.cilium(), migration.spec().cilium().version()));
        CiliumNamespace.check(files, migration.cilium()).ifPresent(problems::add);
        return problems;
    }

    /** What is set below such a key would replace the customer's value without a word; null is the chart's way to say none. */
    private static void requireMap(List<YamlFile> files, String key, List<Problem> problems) {
        YamlPath path = YamlPath.parse(key);
        last(files, path)
                .filter(file -> !(value(file, path) instanceof Map))
                .ifPresent(file -> problems.add(Problem.blocker(
                        ErrorCode.VALUE_CONFLICT,
                        file.documents().get(0).where(path),
                        key + " is " + quoted(value(file, path)) + " here, but the migration sets keys below it",
                        "make it a map as in the chart's values.yaml, or take it out of " + file.name())));
    }

    private static void addParents(String key, SortedSet<String> maps) {
        for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            maps.add(key.substring(0, dot));
        }
    }

    /** Of several files the last one that has the key gives its value. */
    private static Optional<YamlFile> last(List<YamlFile> files, YamlPath path) {
        return files.stream()
                .filter(file -> !file.documents().isEmpty()
                        && file.documents().get(0).get(path).isPresent())
                .reduce((earlier, later) -> later);
    }

    private static Object value(YamlFile file, YamlPath path) {
        return file.documents().get(0).get(path).orElseThrow();
    }

    private static void compare(List<YamlFile> files, String key, Object wanted, List<Problem> problems) {
        YamlPath path = YamlPath.parse(key);
        last(files, path)
                .filter(file -> !same(value(file, path), wanted))
                .ifPresent(file -> problems.add(Problem.blocker(
                        ErrorCode.VALUE_CONFLICT,
                        file.documents().get(0).where(path),
                        key + " is " + quoted(value(file, path)) + " here, but the migration needs " + quoted(wanted),
                        "take the key out of " + file.name() + ", or correct crossfade.yaml where it speaks of it")));
    }

    private static String quoted(Object value) {
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }

    private static boolean same(Object found, Object wanted) {
        if (found instanceof Number left && wanted instanceof Number right) {
            return left.doubleValue() == right.doubleValue();
        }
        // the chart takes kubeProxyReplacement as text or as a boolean
        return found.equals(wanted) || (wanted instanceof Boolean && found.equals(String.valueOf(wanted)));
    }

    private static void flatten(String prefix, Map<?, ?> tree, Map<String, Object> leaves, SortedSet<String> maps) {
        tree.forEach((key, value) -> {
            String path = prefix + key;
            boolean dotted = String.valueOf(key).contains(".");
            if (value instanceof Map<?, ?> deeper && !dotted) {
                maps.add(path);
                flatten(path + ".", deeper, leaves, maps);
            } else if (!dotted && value != null) {
                leaves.put(path, value);
            }
        });
    }
}
