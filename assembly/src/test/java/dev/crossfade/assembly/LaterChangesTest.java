package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people change while the migration runs meets the phases that are left; what phases wrote is no finding. */
class LaterChangesTest {

    private static final Set<ErrorCode> CODES = EnumSet.of(
            ErrorCode.APPLICATION_IGNORES,
            ErrorCode.APPLICATION_MANUAL,
            ErrorCode.FILE_UNAPPLIED,
            ErrorCode.FILE_SHARED,
            ErrorCode.CILIUM_PRESENT,
            ErrorCode.NAMESPACE_NOT_ALLOWED);
    private static final String SPEC = "crossfade.yaml";
    private static final String KAFKA = "apps/kafka.yaml";
    private static final String VALUES = "network/cilium/values.yaml";
    private static final String SECOND = Applications.of("second", Applications.HERE, "repoURL: x, chart: cilium");

    @Test
    void whatPhasesWriteIsNoFinding() {
        for (String example : Story.examples()) {
            MapTree start = Story.tree(example);
            Journey journey = Journey.of(Story.plan(start));
            for (String phase : journey.ids()) {
                assertThat(problems(start, journey.after(phase)))
                        .as(example + " after " + phase)
                        .isEmpty();
            }
        }
    }

    /** An example, the phase that is merged, an Application of the customer's, what is changed in it, and the finding. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db-schenker|prepare|apps/kafka.yaml|MANUAL|application-manual WARNING",
                "db-schenker|install-cilium|apps/kafka.yaml|MANUAL|application-manual WARNING",
                "db-schenker|install-cilium|apps/kafka.yaml|SKIPPED|application-ignores BLOCKER",
                "db-schenker|install-cilium|apps/kafka.yaml|REPLICAS|application-ignores BLOCKER",
                "db-schenker|resume-workloads-kafka-broker|apps/kafka.yaml|MANUAL|",
                "db-schenker|resume-workloads-kafka-broker|apps/kafka.yaml|REPLICAS|",
                "db-schenker|finalize-cilium|apps/calico.yaml|SKIPPED|application-ignores BLOCKER",
                "db-schenker|remove-calico-leftovers|apps/root.yaml|SKIPPED|",
                "operator-karpenter|node-config|apps/nodes.yaml|MANUAL|application-manual WARNING",
                "operator-karpenter|finalize-cilium|apps/nodes.yaml|SKIPPED|application-ignores BLOCKER",
                "operator-karpenter|drop-overlay|apps/nodes.yaml|SKIPPED|application-ignores BLOCKER",
                "operator-karpenter|hand-over|apps/nodes.yaml|SKIPPED|"
            })
    void whoAppliesWhatIsStillToComeMatters(
            String example, String phase, String application, String change, String finding) {
        MapTree start = Story.tree(example);
        MapTree merged = Journey.of(Story.plan(start)).after(phase);
        String text = merged.files().get(application);
        String changed = switch (change) {
            case "MANUAL" -> text.replaceFirst("(?s)  syncPolicy:.*", "");
            case "SKIPPED" ->
                Story.replace(
                        text,
                        "\n  namespace: argocd\n",
                        "\n  namespace: argocd\n  annotations: {argocd.argoproj.io/skip-reconcile: \"true\"}\n");
            default ->
                text + "  ignoreDifferences:\n    - {group: apps, kind: StatefulSet, jsonPointers: [/spec/replicas]}\n";
        };
        assertThat(changed).isNotEqualTo(text);
        assertThat(problems(start, merged.with(application, changed)))
                .extracting(problem -> problem.code().id() + " " + problem.severity())
                .containsExactlyElementsOf(finding == null ? List.of() : List.of(finding));
    }

    @Test
    void anApplicationThatIsGoneByNowAppliesNothing() {
        MapTree start = Story.tree();
        Journey journey = Journey.of(Story.plan(start));
        MapTree before = journey.after("install-cilium");
        before.files().remove(KAFKA);
        assertThat(problems(start, before)).extracting(Problem::code).containsExactly(ErrorCode.FILE_UNAPPLIED);
        MapTree after = journey.after("rotate-nodes");
        after.files().remove(KAFKA);
        assertThat(problems(start, after)).isEmpty();
    }

    /** As long as anything is to come; afterwards the Application of Cilium's may move where its owner wants it. */
    @Test
    void aSecondCiliumIsSeenWheneverItComes() {
        MapTree start = Story.tree();
        Journey journey = Journey.of(Story.plan(start));
        for (String phase : List.of("prepare", "install-cilium", "remove-calico-leftovers", "drop-overlay")) {
            assertThat(problems(start, journey.after(phase).with("apps/second.yaml", SECOND)))
                    .as(phase)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ErrorCode.CILIUM_PRESENT);
                        assertThat(problem.isBlocker()).isTrue();
                    });
            // which cluster is meant shows no better once Calico's Application has gone
            assertThat(problems(start, journey.after(phase).with("clusters/west/second.yaml", SECOND)))
                    .as(phase)
                    .extracting(Problem::isBlocker)
                    .containsExactly(false);
        }
        assertThat(problems(start, journey.after("hand-over").with("apps/second.yaml", SECOND)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dashboards: {enabled: true, namespace: monitoring}|dashboards.namespace|monitoring",
                "authentication: {mutual: {spire: {enabled: true}}}|authentication.mutual.spire.install.namespace|cilium-spire",
                "dashboards: {namespace: kube-system}||",
                "debug: {enabled: true}||"
            })
    void aNamespaceThatComesAfterTheProjectIsNamed(String values, String key, String namespace) {
        MapTree start = Story.tree();
        Journey journey = Journey.of(Story.plan(start));
        for (String phase : List.of("prepare", "retire-node-config")) {
            MapTree merged = journey.after(phase);
            MapTree later = merged.with(VALUES, merged.files().get(VALUES) + values + "\n");
            if (key == null) {
                assertThat(problems(start, later)).isEmpty();
                continue;
            }
            assertThat(problems(start, later)).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ErrorCode.NAMESPACE_NOT_ALLOWED);
                assertThat(problem.isBlocker()).isFalse();
                assertThat(problem.where().text()).matches(VALUES + ":[0-9]+:[0-9]+");
                assertThat(problem.message())
                        .startsWith(key + " puts objects of Cilium's chart into namespace " + namespace)
                        .contains("network/migration/bootstrap.yaml");
            });
            String bootstrap = "network/migration/bootstrap.yaml";
            String mended = merged.files()
                    .get(bootstrap)
                    .replaceFirst(
                            "(?m)^  destinations:\n",
                            "  destinations:\n    - {server: https://kubernetes.default.svc, namespace: " + namespace
                                    + "}\n");
            assertThat(problems(start, later.with(bootstrap, mended))).isEmpty();
        }
        assertThat(problems(start.with(VALUES, values + "\n"), start.with(VALUES, values + "\n")))
                .isEmpty();
    }

    private static List<Problem> problems(MapTree start, MapTree base) {
        return Story.said(start, base).stream()
                .filter(problem -> CODES.contains(problem.code()))
                .toList();
    }
}
