package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.Preview;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commits tell their reviewers is true of this very plan. */
class ReviewersTextTest {

    private static final String README = "network/migration/README.md";
    private static final String RUNBOOK = "network/migration/runbook.md";

    @ParameterizedTest
    @ValueSource(strings = {"beforeInstall", "beforeFirstNodes"})
    void aStoppedWorkloadIsToldEveryPhaseThatItSleepsThrough(String quiesce) {
        Journey journey =
                Journey.of(Story.preview(text -> Story.replace(text, "quiesce: beforeInstall", "quiesce: " + quiesce)));

        for (String workload : List.of("-kafka-broker", "")) {
            String stop = "quiesce-workloads" + workload;
            String start = "resume-workloads" + workload;
            List<String> between = journey.ids().subList(journey.index(stop) + 1, journey.index(start));
            assertThat(words(journey.commit(stop).message()))
                    .containsIgnoringCase("down through " + String.join(", ", between) + ", until " + start + ":");
        }
        assertThat(words(journey.text("prepare", README)))
                .contains("from `quiesce-workloads-kafka-broker` to `resume-workloads-kafka-broker` the stopped");
    }

    @Test
    void aPlanThatStopsNothingDoesNotSpeakOfIt() {
        Preview preview = Story.preview(text -> text.substring(0, text.indexOf("  workloads:"))
                + text.substring(text.indexOf("  # Where the copy of etcd is")));
        assertThat(Journey.of(preview).text("prepare", README))
                .contains("network policy keeps pods apart.\n")
                .doesNotContain("stopped workloads");
    }

    @Test
    void hostPortsAreAskedForWhereTheyWouldBeLost() {
        Journey without = Journey.of(Story.preview());
        assertThat(without.text("node-templates", RUNBOOK)).contains("### Host ports", "network/cilium/values.yaml");
        assertThat(without.commit("node-config").message()).contains("jq -r", "calico.hostPorts is false");
        assertThat(words(without.commit("node-config").message()))
                .contains("answers for plan-changed under spec.acknowledged")
                .contains("acknowledged: [{code: plan-changed, reason: host ports, by: NAME}]");
        assertThat(words(without.text("node-templates", RUNBOOK)))
                .contains(
                        "The same commit answers for `plan-changed` in `crossfade.yaml`, or the next `crossfade generate`")
                .contains("spec: acknowledged: - {code: plan-changed,");

        Journey with = Journey.of(Story.preview(
                text -> Story.replace(text, "    encapsulation:", "    hostPorts: true\n    encapsulation:")));
        assertThat(with.text("node-templates", RUNBOOK)).doesNotContainIgnoringCase("host ports", "hostPort");
        assertThat(with.commit("node-config").message()).doesNotContain("jq", "hostPort");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server: https://prod.example.com:6443", "name: prod"})
    void theReadmesSayWhichClusterACommandIsFor(String cluster) {
        MapTree tree = Story.tree();
        Journey journey = Journey.of(Story.plan(Story.elsewhere(tree.with(
                "crossfade.yaml",
                Story.replace(
                        tree.files().get("crossfade.yaml"), "  cluster:\n", "  cluster:\n    " + cluster + "\n")))));
        String place = cluster.substring(cluster.indexOf(' ') + 1);

        for (String phase : List.of("prepare", "hand-over")) {
            assertThat(words(journey.text(phase, README)))
                    .contains("Argo CD runs in another cluster: commands with `-n argocd`")
                    .contains("are for that one, all others for `" + place + "`.");
            assertThat(words(Journey.of(Story.preview()).text(phase, README))).doesNotContain("another cluster");
        }
    }

    @Test
    void theReadmeNamesTheApplicationsThatAreLeft() {
        assertThat(words(Journey.of(Story.preview()).text("prepare", README)))
                .contains("for the two roots, then for `prod-cilium`")
                .contains("Your own Applications (calico for Calico, and those of the workloads");
    }

    @Test
    void policiesOfArgoCdAreNamedWhereItsPodsMove() {
        assertThat(Journey.of(Story.preview()).prose("relax-policies"))
                .contains("would drop it, those of Argo CD itself among them, from the first");
        MapTree tree = Story.tree();
        String spec = Story.replace(tree.files().get("crossfade.yaml"), "  cluster:\n", "  cluster:\n    name: prod\n");
        assertThat(Journey.of(Story.plan(Story.elsewhere(tree.with("crossfade.yaml", spec))))
                        .prose("relax-policies"))
                .contains("would drop it from the first")
                .doesNotContain("Argo CD itself");
    }

    @Test
    void theUndoOfTheEndSaysWhatComesBack() {
        assertThat(Journey.of(Story.plan(NodeFiles.karpenter())).prose("hand-over"))
                .containsPattern("nothing in the cluster changes but the markers(, the Application's sync policy)?"
                        + " and the budgets of NodePools\\.");
        assertThat(Journey.of(Story.plan(NodeFiles.clusterApi())).prose("hand-over"))
                .contains(" and the copied KubeadmConfigTemplates, which come back.")
                .doesNotContain("budgets of NodePools");
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
