package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Argo CD applies the items of a List one by one, so an Application in one counts as one that has a document of its own. */
class ListedApplicationsTest {

    private static final String FILE = "apps/list.yaml";
    private static final String KAFKA = "apps/kafka.yaml";
    private static final String OURS = "repoURL: https://git.example.com/platform/gitops.git";
    private static final String CONFIG = "  - {apiVersion: v1, kind: ConfigMap, metadata: {name: x}}\n";

    @ParameterizedTest
    @ValueSource(strings = {"apiVersion: v1\nkind: List", "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationList"})
    void itSharesFiles(String head) {
        String text = head + "\nitems:\n" + CONFIG + item("Application", spec("{" + OURS + ", path: network/calico}"));
        assertThat(problems(text, ErrorCode.FILE_SHARED))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.message()).contains("Application second (apps/list.yaml)"));
    }

    @Test
    void itAppliesCilium() {
        String text = list(item("Application", spec("{repoURL: https://helm.cilium.io, chart: cilium}")));
        assertThat(problems(text, ErrorCode.CILIUM_PRESENT)).singleElement().satisfies(problem -> {
            assertThat(problem.isBlocker()).isTrue();
            assertThat(problem.message()).contains("Application second");
            assertThat(problem.where().text()).startsWith(FILE + ":7:");
        });
    }

    @Test
    void aSetCountsTooWithTheTemplatesOfItsGenerators() {
        String generators = "{generators: [{clusters: {}}], template: {metadata: {name: '{{name}}'}, spec: ";
        String shares = item("ApplicationSet", generators + spec("{" + OURS + ", path: kafka}") + "}}");
        assertThat(problems(list(shares), ErrorCode.FILE_SHARED))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("ApplicationSet second (apps/list.yaml)"));

        String applies = item(
                "ApplicationSet",
                generators.replace("clusters: {}", "clusters: {template: {spec: {source: {chart: cilium}}}}")
                        + spec("{repoURL: x, chart: other}") + "}}");
        assertThat(problems(list(applies), ErrorCode.CILIUM_PRESENT))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().text()).startsWith(FILE + ":7:"));
    }

    /** The same Application as an item: it applies its folder, and what it ignores is ignored. */
    @Test
    void itAppliesFiles() {
        String kafka = Story.tree().files().get(KAFKA);
        String listed = list("  - " + kafka.strip().replace("\n", "\n    ") + "\n");
        assertThat(Story.plan(Story.tree().with(KAFKA, listed)).findings())
                .isEqualTo(Story.plan(Story.tree()).findings());

        String ignoring = listed + "      ignoreDifferences:\n"
                + "        - {group: apps, kind: StatefulSet, jsonPointers: [/spec/replicas]}\n";
        assertThat(Story.said(Story.tree().with(KAFKA, ignoring), ErrorCode.APPLICATION_IGNORES))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).startsWith("Application kafka (apps/kafka.yaml) ignores");
                    assertThat(problem.where().text())
                            .startsWith(KAFKA + ":" + ignoring.lines().count() + ":");
                });
    }

    private static String list(String item) {
        return "apiVersion: v1\nkind: List\nitems:\n" + item;
    }

    private static String item(String kind, String spec) {
        return "  - apiVersion: argoproj.io/v1alpha1\n    kind: " + kind + "\n    metadata: {name: second}\n    spec: "
                + spec + "\n";
    }

    private static String spec(String source) {
        return "{destination: {server: 'https://kubernetes.default.svc'}, source: " + source + "}";
    }

    private static List<Problem> problems(String text, ErrorCode code) {
        return Story.said(Story.tree().with(FILE, text), code);
    }
}
