package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Cilium that another Application applies to the cluster is refused, and one of another cluster is not. */
class OtherCiliumsTest {

    private static final String FILE = "apps/other.yaml";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{repoURL: https://helm.cilium.io, chart: cilium, targetRevision: 1.18.1}",
                "{repoURL: registry.example.com, chart: charts/cilium, targetRevision: 1.18.1}",
                "{repoURL: oci://quay.io/cilium/charts/cilium, path: ., targetRevision: 1.18.1}",
                "{repoURL: registry.example.com, path: charts/cilium, targetRevision: 1.18.1}",
                "{repoURL: x, path: ./charts/cilium/}",
                "{repoURL: x, path: charts/around}"
            })
    void itIsRefusedWhereItsChartIsNamed(String source) {
        for (String key : List.of("source: " + source, "sources: [{repoURL: y, ref: values}, " + source + "]")) {
            assertThat(found(repository("other", "server: https://kubernetes.default.svc", key)))
                    .as(key)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.isBlocker()).isTrue();
                        assertThat(problem.where().text()).startsWith(FILE + ":6:");
                        assertThat(problem.message()).contains("Application other", "prod-cilium");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: https://kubernetes.default.svc|source: {repoURL: https://helm.cilium.io, chart: tetragon}",
                "server: https://kubernetes.default.svc|source: {repoURL: x, path: charts/own}",
                "server: https://kubernetes.default.svc|source: {repoURL: x, path: cilium}",
                "server: https://kubernetes.default.svc|source: {repoURL: 'git@git.example.com:a/b.git', path: cilium}",
                "server: https://kubernetes.default.svc|source: {repoURL: https://git.example.com/a/b.git, path: cilium}",
                "server: https://kubernetes.default.svc|source: {repoURL: registry.example.com, path: charts/tetragon}",
                "server: https://staging.example.com:6443|source: {repoURL: x, chart: cilium}",
                "name: staging|source: {repoURL: x, chart: cilium}"
            })
    void otherChartsAndOtherClustersAreNot(String destination, String source) {
        assertThat(found(repository("other", destination, source))).isEmpty();
    }

    @Test
    void whatTheMigrationItselfHasWrittenIsNot() {
        MapTree after =
                Story.states(Story.preview()).get(Story.preview().commits().size());
        assertThat(after.files().values()).anyMatch(text -> text.contains("chart: cilium"));
        assertThat(found(after)).isEmpty();
    }

    @Test
    void whereAnotherClusterMayBeMeantItIsAFinding() {
        String text =
                application("other", "server: https://kubernetes.default.svc", "source: {repoURL: x, chart: cilium}");
        MapTree alone = Story.tree().with("clusters/west/cilium.yaml", text);

        assertThat(found(alone)).singleElement().satisfies(problem -> {
            assertThat(problem.isBlocker()).isFalse();
            assertThat(problem.where().text()).startsWith("clusters/west/cilium.yaml:6:");
        });
    }

    /** Generators, destination and source of an ApplicationSet, and whether its Cilium is one of this cluster. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{clusters: {}}|HERE|{repoURL: x, chart: cilium}|BLOCKER",
                "{clusters: {}}|{server: '{{server}}'}|{repoURL: x, chart: cilium}|WARNING",
                "{clusters: {}}|{name: '{{name}}'}|{repoURL: oci://quay.io/cilium/charts/cilium, path: .}|WARNING",
                "{clusters: {}}|{name: staging}|{repoURL: x, chart: cilium}|",
                "{list: {elements: [{c: tetragon}, {c: cilium}]}}|HERE|{repoURL: x, chart: '{{c}}'}|BLOCKER",
                "{list: {elements: [{c: tetragon}, {c: other}]}}|HERE|{repoURL: x, chart: '{{c}}'}|",
                "{list: {elements: [{c: cilium, at: 'https://b.example.com'}]}}|{server: '{{.at}}'}|{repoURL: x, chart: '{{.c}}'}|",
                "{list: {elements: [{c: cilium, at: 'https://b.example.com'}, {c: cilium, at: 'https://kubernetes.default.svc'}]}}|{server: '{{at}}'}|{repoURL: x, chart: '{{c}}'}|BLOCKER",
                "{list: {elements: [{c: cilium, at: 'https://b.example.com'}, {c: tetragon, at: 'https://kubernetes.default.svc'}]}}|{server: '{{at}}'}|{repoURL: x, chart: '{{c}}'}|",
                "{clusters: {}}|HERE|{repoURL: OURS, path: charts/around}|BLOCKER",
                "{git: {repoURL: OURS, directories: [{path: charts/*}]}}|HERE|{repoURL: OURS, path: '{{path}}'}|BLOCKER",
                "{git: {repoURL: OURS, directories: [{path: charts/*}, {path: charts/cilium, exclude: true}, {path: charts/around, exclude: true}]}}|HERE|{repoURL: OURS, path: '{{path}}'}|",
                "{clusters: {}}|HERE|{repoURL: OURS, path: 'charts/{{metadata.labels.network}}'}|WARNING",
                "{clusters: {}}|HERE|{repoURL: OURS, path: 'addons/{{name}}'}|",
                "{clusters: {template: {spec: {source: {chart: cilium}}}}}|HERE|{repoURL: x, chart: other}|BLOCKER"
            })
    void anApplicationSetMayApplyItToo(String generators, String destination, String source, String severity) {
        String set =
                "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: fleet}\nspec:\n  generators: ["
                        + generators
                        + "]\n  template:\n    metadata: {name: '{{name}}'}\n    spec:\n      destination: "
                        + destination.replace("HERE", "{server: 'https://kubernetes.default.svc'}") + "\n      source: "
                        + source + "\n";
        MapTree tree = repository("other", "name: staging", "source: {repoURL: x, path: shop}")
                .with("apps/fleet.yaml", set.replace("OURS", "https://git.example.com/platform/gitops.git"));
        if (severity == null) {
            assertThat(found(tree)).isEmpty();
            return;
        }
        assertThat(found(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).hasToString(severity);
            assertThat(problem.where().text()).matches("apps/fleet.yaml:[0-9]+:[0-9]+");
            assertThat(problem.message()).startsWith("ApplicationSet fleet (apps/fleet.yaml) applies Cilium");
        });
    }

    private static MapTree repository(String name, String destination, String source) {
        return Story.tree()
                .with(FILE, application(name, destination, source))
                .with("charts/cilium/Chart.yaml", "name: cilium\nversion: 1.18.12\n")
                .with("charts/around/Chart.yaml", "name: around\ndependencies: [{name: x}, {name: cilium}]\n")
                .with("charts/own/Chart.yaml", "name: own\ndependencies: [{name: x}]\n");
    }

    private static String application(String name, String destination, String source) {
        return Applications.with(name, "  destination: {" + destination + "}\n  " + source + "\n");
    }

    private static List<Problem> found(MapTree tree) {
        List<Problem> problems;
        try {
            problems = Story.plan(tree).findings();
        } catch (CrossfadeException refusal) {
            problems = refusal.problems();
        }
        return problems.stream()
                .filter(problem -> problem.code() == ErrorCode.CILIUM_PRESENT)
                .toList();
    }
}
