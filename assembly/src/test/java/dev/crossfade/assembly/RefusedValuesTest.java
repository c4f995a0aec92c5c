package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.facts.CiliumFacts;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that the chart refuses is refused when the plan is made, and the table of them is what the charts say. */
class RefusedValuesTest {

    private static final String VALUES = "network/cilium/values.yaml";

    /** The condition of a fail, and its message. */
    private static final Pattern FAIL = Pattern.compile(
            "\\{\\{-? *if ([^{}]*)}}(?:\\s|\\{\\{- */\\*.*?\\*/ *-?}})*\\{\\{-? *fail \"([^\"]*)\" *-?}}");

    /** This key is a comment in values.yaml of 1.14, and phases set it. */
    private static final String OPTIONAL =
            "Ingress/Gateway API controller and EnvoyConfig require .Values.kubeProxyReplacement to be explicitly set to"
                    + " 'false' or 'true'";

    private static final Pattern KEY = Pattern.compile(
            "dig((?: \"\\w+\")+) \"\"|hasKey \\.Values\\.([\\w.]+) \"(\\w+)\"|\\.Values\\.(?!AsMap)(\\w[\\w.]*)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tunnel: disabled|2:1|tunnel was deprecated in v1.14 and has been removed in v1.15. For details",
                "encryption: {enabled: false, keyFile: keys}|2:30|encryption.{keyFile,mountPath,secretName,interface} were",
                "proxy: {prometheus: {enabled: false}}|2:22|proxy.prometheus.enabled and proxy.prometheus.port were",
                "endpointStatus: {enabled: false}|2:1|endpointStatus has been removed in v1.16.",
                "ipam: {operator: {clusterPoolIPv4PodCIDR: ''}}|2:19|Value ipam.operator.clusterPoolIPv4PodCIDR removed",
                "{ipv6: {enabled: true}, ipam: {operator: {clusterPoolIPv6PodCIDR: a}}}|2:43|Value ipam.operator.clusterPoolIPv6"
            })
    void aKeyThatTheChartRefusesIsToldAtItsPlace(String values, String place, String message) {
        assertThat(refused(Story.tree().with(VALUES, "# ours\n" + values + "\n")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
                    assertThat(problem.where().text()).isEqualTo(VALUES + ":" + place);
                    assertThat(problem.message())
                            .contains(" Argo CD cannot render the chart of Cilium 1.18.12, which says: " + message);
                    assertThat(problem.cure()).startsWith("take the key out of " + VALUES + ", or write there");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tunnel: ''",
                "tunnel: ~",
                "enableCnpStatusUpdates: false",
                "endpointStatus: {}",
                "encryption: {keyFile: []}",
                "proxy: {prometheus: {port: 0}}",
                "ipam: {operator: {clusterPoolIPv6PodCIDR: 'fd00::/104'}}"
            })
    void whatTheChartPassesOverIsFine(String values) {
        assertThat(Story.plan(Story.tree().with(VALUES, values + "\n")).commits())
                .isNotEmpty();
    }

    @Test
    void theFileThatSaysItLastIsNamedAndALaterNullTakesItAway() {
        String base = "network/cilium/base.yaml";
        MapTree tree = Story.tree()
                .with(
                        "crossfade.yaml",
                        Story.replace(
                                Story.tree().files().get("crossfade.yaml"),
                                "values: " + VALUES,
                                "values: [" + base + ", " + VALUES + "]"))
                .with(base, "tunnel: vxlan\nremoteNodeIdentity: true\n")
                .with(VALUES, "tunnel: ~\n");
        assertThat(refused(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.where().text()).isEqualTo(base + ":2:1");
            assertThat(problem.cure()).startsWith("take the key out of " + base);
        });
    }

    /** Every fail whose own condition asks for keys alone that the chart's values do not have any more. */
    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void theTableHasTheRemovedKeysOfTheChartAndItsWords(String version) throws IOException {
        assertThat(table(version)).isEqualTo(removed(version)).hasSizeGreaterThan(1);
    }

    /** Each by itself: the first one hides the others. */
    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void theChartFailsWithEachOfThem(String version) {
        // asked here: inside, its absence would be taken for the chart's own failure
        assertThat(Charts.archive(version)).exists();
        for (CiliumFacts.RefusedValue refused : CiliumFacts.of(version).refusedValues()) {
            assertThatThrownBy(() -> render(version, List.of(refused), refused.empty() ? false : "set"))
                    .as(refused.key())
                    .hasMessageContaining(refused.message());
        }
    }

    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void theChartPassesOverEmptyOnes(String version) throws IOException {
        List<CiliumFacts.RefusedValue> passed = CiliumFacts.of(version).refusedValues().stream()
                .filter(refused -> !refused.empty())
                .toList();
        assertThat(render(version, passed, false)).contains("kind: DaemonSet");
    }

    /** Messages of the table, each with its keys. */
    private static Map<String, TreeSet<String>> table(String version) {
        Map<String, TreeSet<String>> table = new TreeMap<>();
        CiliumFacts.of(version)
                .refusedValues()
                .forEach(refused -> table.computeIfAbsent(refused.message(), any -> new TreeSet<>())
                        .add(refused.key()));
        return table;
    }

    private static Map<String, TreeSet<String>> removed(String version) throws IOException {
        Map<String, String> files = Charts.files(version);
        YamlDocument defaults = YamlFile.parse(
                        "values.yaml",
                        Optional.ofNullable(files.get("values.yaml")).orElseThrow())
                .documents()
                .get(0);
        Map<String, TreeSet<String>> removed = new TreeMap<>();
        files.forEach((path, text) -> {
            if (path.startsWith("templates/")) {
                FAIL.matcher(text).results().forEach(fail -> {
                    TreeSet<String> keys = keys(fail.group(1));
                    boolean gone = keys.stream().noneMatch(key -> has(defaults, key));
                    if (!keys.isEmpty() && gone && !fail.group(2).equals(OPTIONAL)) {
                        removed.put(fail.group(2), keys);
                    }
                });
            }
        });
        return removed;
    }

    private static TreeSet<String> keys(String condition) {
        TreeSet<String> keys = new TreeSet<>();
        for (MatchResult key : KEY.matcher(condition).results().toList()) {
            if (key.group(1) != null) {
                keys.add(key.group(1).strip().replace("\" \"", ".").replace("\"", ""));
            } else {
                keys.add(key.group(2) != null ? key.group(2) + "." + key.group(3) : key.group(4));
            }
        }
        return keys;
    }

    /** A null is a default, too. */
    private static boolean has(YamlDocument defaults, String key) {
        int dot = key.lastIndexOf('.');
        Object parent = dot < 0
                ? defaults.root()
                : defaults.get(YamlPath.parse(key.substring(0, dot))).orElse(null);
        return parent instanceof Map<?, ?> map && map.containsKey(key.substring(dot + 1));
    }

    private String render(String version, List<CiliumFacts.RefusedValue> keys, Object value) throws IOException {
        List<String> values = new ArrayList<>(List.of("hubble: {tls: {auto: {method: cronJob}}}\n"));
        keys.forEach(refused -> {
            refused.when().forEach((other, wanted) -> values.add(line(other, wanted)));
            values.add(line(refused.key(), value));
        });
        return Charts.render(version, folder, values);
    }

    private static String line(String key, Object value) {
        return key.replace(".", ": {") + ": " + value
                + "}".repeat((int) key.chars().filter(letter -> letter == '.').count()) + "\n";
    }

    private static List<Problem> refused(MapTree tree) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, () -> Story.plan(tree));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems().stream().filter(Problem::isBlocker).toList();
    }
}
