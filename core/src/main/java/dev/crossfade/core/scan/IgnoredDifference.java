package dev.crossfade.core.scan;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One entry of an Application's ignoreDifferences. A difference that it covers starts no automated sync, and with
 * RespectIgnoreDifferences a sync does not apply it either (argo-cd docs/user-guide/diffing.md and sync-options.md).
 */
public record IgnoredDifference(YamlDocument document, YamlPath at) {

    /** One step down in a jq path: {@code .a}, {@code ."a-b"}, {@code ["a"]}, {@code [0]}. */
    private static final Pattern STEP = Pattern.compile(
            "\\G(?:\\.?\\[\\s*\"([^\"]*)\"\\s*\\]|\\.([A-Za-z_]\\w*)|\\.\"([^\"]*)\"|\\.?\\[(\\d+)\\])\\??");

    /** What lets a jq path leave the place at which it begins. */
    private static final Pattern ELSEWHERE = Pattern.compile(",|\\.\\.|//|\\bas\\b|getpath|paths?\\b");

    /**
     * An entry that covers an edit.
     *
     * @param certain false where nobody can tell here
     * @param written what the entry says
     */
    public record Cover(boolean certain, String written, Where where) {}

    /** @param fields paths in the object that are edited */
    public Optional<Cover> cover(String group, String kind, String namespace, String name, List<YamlPath> fields) {
        // group and kind are globs, the others exact (argo-cd util/argo/normalizers/diff_normalizer.go)
        if (!glob("group", group) || !glob("kind", kind) || !exact("name", name) || !exact("namespace", namespace)) {
            return Optional.empty();
        }
        List<Cover> covers = Stream.of(pointers(fields), queries(fields), managers())
                .flatMap(List::stream)
                .toList();
        return covers.stream()
                .filter(Cover::certain)
                .findFirst()
                .or(() -> covers.stream().findFirst());
    }

    private List<Cover> pointers(List<YamlPath> fields) {
        List<Cover> covers = new ArrayList<>();
        items("jsonPointers").forEach((pointer, where) -> {
            List<String> steps = Arrays.stream(pointer.replaceFirst("^/", "").split("/"))
                    .map(step -> step.replace("~1", "/").replace("~0", "~"))
                    .toList();
            if (meets(steps, fields)) {
                covers.add(new Cover(true, pointer, where));
            }
        });
        return covers;
    }

    private List<Cover> queries(List<YamlPath> fields) {
        List<Cover> covers = new ArrayList<>();
        items("jqPathExpressions").forEach((written, where) -> {
            String query = written.strip();
            List<String> steps = new ArrayList<>();
            Matcher step = STEP.matcher(query);
            int end = 0;
            while (step.find()) {
                steps.add(Stream.of(1, 2, 3, 4)
                        .map(step::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""));
                end = step.end();
            }
            boolean plain = end == query.length() && !steps.isEmpty();
            boolean anywhere =
                    steps.isEmpty() || (!plain && ELSEWHERE.matcher(query).find());
            if (anywhere || meets(steps, fields)) {
                covers.add(new Cover(plain, written, where));
            }
        });
        return covers;
    }

    /** Whose fields are left alone; which ones these are, only the cluster knows. */
    private List<Cover> managers() {
        List<Cover> covers = new ArrayList<>();
        items("managedFieldsManagers")
                .forEach((manager, where) -> covers.add(new Cover(false, "what " + manager + " manages", where)));
        return covers;
    }

    /** True where one of the two is above the other, or both are the same. */
    private static boolean meets(List<String> steps, List<YamlPath> fields) {
        return fields.stream()
                .map(field -> field.steps().stream().map(String::valueOf).toList())
                .anyMatch(field -> {
                    int common = Math.min(field.size(), steps.size());
                    return field.subList(0, common).equals(steps.subList(0, common));
                });
    }

    private Map<String, Where> items(String key) {
        Map<String, Where> items = new LinkedHashMap<>();
        YamlPath list = at.child(key);
        if (document.get(list).orElse(null) instanceof List<?> found) {
            for (int i = 0; i < found.size(); i++) {
                items.putIfAbsent(String.valueOf(found.get(i)), document.where(list.child(i)));
            }
        }
        return items;
    }

    private String text(String key) {
        return document.get(at.child(key)).map(String::valueOf).orElse("");
    }

    /** An expression of an ApplicationSet may become any text. */
    private boolean exact(String key, String value) {
        String wanted = text(key);
        return wanted.isEmpty() || wanted.contains("{{") || wanted.equals(value);
    }

    private boolean glob(String key, String value) {
        String wanted = text(key);
        if (wanted.contains("{") || wanted.contains("[")) {
            return true;
        }
        String pattern = Pattern.quote(wanted).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return value.matches(pattern);
    }
}
