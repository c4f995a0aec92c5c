package dev.crossfade.core.examination;

import dev.crossfade.core.facts.CiliumFacts;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.values.ValuesMerge;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds customer's values with which the release's chart cannot be rendered: Argo CD would install no Cilium. */
final class RefusedValues {

    private RefusedValues() {}

    /**
     * @param files the customer's values files, the last one winning
     * @param version Cilium's, of which the facts are
     */
    static List<Problem> check(List<YamlFile> files, CiliumFacts facts, String version) {
        Map<String, @Nullable Object> merged = ValuesMerge.typed(files);
        return facts.refusedValues().stream()
                .filter(refused -> holds(refused, merged))
                .flatMap(refused -> problem(files, refused, version))
                .toList();
    }

    private static boolean holds(CiliumFacts.RefusedValue refused, Map<String, @Nullable Object> merged) {
        return YamlPath.parse(refused.key())
                        .in(merged)
                        .filter(value -> refused.empty() || counts(value))
                        .isPresent()
                && refused.when().entrySet().stream()
                        .allMatch(other ->
                                YamlPath.parse(other.getKey()).in(merged).equals(Optional.of(other.getValue())));
    }

    /** True as in a condition of a template (pkg.go.dev/text/template, "Actions"). */
    private static boolean counts(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        if (value instanceof Collection<?> list) {
            return !list.isEmpty();
        }
        return !value.equals(false) && !value.equals("");
    }

    private static Stream<Problem> problem(List<YamlFile> files, CiliumFacts.RefusedValue refused, String version) {
        YamlPath path = YamlPath.parse(refused.key());
        return files.stream()
                .filter(file -> !file.documents().isEmpty()
                        && file.documents().get(0).get(path).isPresent())
                .reduce((earlier, later) -> later)
                .map(file -> Problem.blocker(
                        ErrorCode.VALUE_CONFLICT,
                        file.documents().get(0).where(path),
                        "with " + refused.key() + " Argo CD cannot render the chart of Cilium " + version
                                + ", which says: " + refused.message(),
                        "take the key out of " + file.name() + ", or write there what this release has instead"))
                .stream();
    }
}
