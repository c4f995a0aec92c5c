package dev.crossfade.core.plan;

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
import java.util.TreeMap;

/** Finds keys in the customer's values that say something else than a phase: neither may win silently. */
final class ValueConflicts {

    private ValueConflicts() {}

    static List<Problem> check(Migration migration, Tree tree) {
        List<YamlFile> files = migration.spec().cilium().values().stream()
                .map(path -> YamlFile.parse(path, tree.read(path).orElse("")))
                .toList();
        Map<String, Object> wanted = new TreeMap<>();
        flatten("", new PermanentValues(migration).tree(files), wanted);
        EndState.of(migration).forEach(end -> wanted.put(end.key(), end.value()));
        // what the CiliumNodeConfig says of a node while it moves holds for good
        wanted.put("cni.exclusive", migration.spec().cilium().cniExclusive());
        wanted.put("cni.chainingMode", migration.spec().calico().hostPorts() ? "portmap" : "none");
        List<Problem> problems = new ArrayList<>();
        wanted.forEach((key, value) -> compare(files, key, value, problems));
        return problems;
    }

    /** Of several files the last one that has the key gives its value. */
    private static void compare(List<YamlFile> files, String key, Object wanted, List<Problem> problems) {
        YamlPath path = YamlPath.parse(key);
        List<YamlFile> having = files.stream()
                .filter(file -> !file.documents().isEmpty()
                        && file.documents().get(0).get(path).isPresent())
                .toList();
        if (having.isEmpty()) {
            return;
        }
        YamlFile file = having.get(having.size() - 1);
        Object found = file.documents().get(0).get(path).orElseThrow();
        if (!same(found, wanted)) {
            problems.add(Problem.blocker(
                    ErrorCode.VALUE_CONFLICT,
                    file.documents().get(0).where(path),
                    key + " is " + quoted(found) + " here, but the migration needs " + quoted(wanted),
                    "take the key out of " + file.name() + ", or correct crossfade.yaml where it speaks of it"));
        }
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

    private static void flatten(String prefix, Map<?, ?> tree, Map<String, Object> leaves) {
        tree.forEach((key, value) -> {
            String path = prefix + key;
            boolean dotted = String.valueOf(key).contains(".");
            if (value instanceof Map<?, ?> deeper && !dotted) {
                flatten(path + ".", deeper, leaves);
            } else if (!dotted && value != null) {
                leaves.put(path, value);
            }
        });
    }
}
