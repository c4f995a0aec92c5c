package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** NodePools of Karpenter go through the phases closed, opened wave by wave, and back to what they were. */
class NodePoolsTest {

    private static final Journey JOURNEY = Journey.of(Story.plan(NodeFiles.karpenter()));

    @Test
    void poolsAreClosedInTheEditThatMakesTheirNodesDriftAndNothingOpensThemBeforeTheirWave() {
        for (String phase : JOURNEY.between("node-templates", "resume-workloads-kafka-broker")) {
            assertThat(JOURNEY.text(phase, NodeFiles.GENERAL))
                    .contains("io.cilium.migration/cilium-default: \"true\"")
                    .contains("- nodes: \"20%\" # agreed with the teams\n")
                    .contains("- nodes: \"0\"\n");
        }
        assertThat(JOURNEY.text("node-config", NodeFiles.GENERAL)).isEqualTo(NodeFiles.GENERAL_POOL);
        assertThat(JOURNEY.commit("first-nodes").changes().files()).hasSize(1);
    }

    @Test
    void aWaveOpensItsOwnPoolOnly() {
        assertThat(JOURNEY.text("rotate-nodes-general", NodeFiles.GENERAL)).contains("- nodes: \"2\"\n");
        assertThat(JOURNEY.text("rotate-nodes-general", NodeFiles.KAFKA)).contains("nodes: \"0\"");
        assertThat(JOURNEY.text("rotate-nodes-kafka", NodeFiles.KAFKA)).contains("nodes: 10%");
    }

    @Test
    void theLabelGoesByWaveAndHandOverGivesTheBudgetsBack() {
        assertThat(JOURNEY.text("clean-nodes-general", NodeFiles.GENERAL)).doesNotContain("cilium-default");
        assertThat(JOURNEY.text("clean-nodes-general", NodeFiles.KAFKA)).contains("cilium-default");
        for (String path : java.util.List.of(NodeFiles.GENERAL, NodeFiles.KAFKA)) {
            String before = JOURNEY.text("node-config", path);
            String after = JOURNEY.text("hand-over", path);
            assertThat(after).startsWith(before);
            assertThat(after.substring(before.length()))
                    .isEqualTo("      # migration: permanent; pods wait until Cilium runs on a new node\n"
                            + "      startupTaints:\n"
                            + "        - {key: node.cilium.io/agent-not-ready, value: \"true\", effect: NoExecute}\n");
        }
    }

    @Test
    void messagesAndRunbookSpeakOfThePools() {
        assertThat(JOURNEY.prose("node-templates"))
                .contains("NodePools general, kafka get label io.cilium.migration/cilium-default=true")
                .contains("expireAfter")
                .doesNotContain("who keep them outside");
        assertThat(JOURNEY.prose("first-nodes")).contains("kubectl delete nodeclaim");
        assertThat(JOURNEY.prose("rotate-nodes-general"))
                .contains(
                        "Opens NodePool general: Karpenter replaces its nodes, at most 2 at once (the pool's own budgets"
                                + " hold as well: general 20%), within their PodDisruptionBudgets")
                .doesNotContain("kafka:");
        assertThat(JOURNEY.prose("clean-nodes-kafka")).contains("out of NodePool kafka");
        assertThat(JOURNEY.text("node-templates", "network/migration/runbook.md"))
                .contains("kubectl delete nodeclaim NAME")
                .contains("kubectl get nodes -l 'karpenter.sh/nodepool in (kafka),!io.cilium.migration/cilium-default'")
                .doesNotContain("old='!io.cilium.migration/cilium-default,!node-role.kubernetes.io/control-plane'");
    }

    /** Of several budgets the strictest holds; one for other reasons than drift holds nothing back here. */
    @Test
    void thePaceOfAWaveNamesTheBudgetsThatThePoolHasOfItsOwn() {
        String budget = "      - nodes: \"20%\" # agreed with the teams\n";
        Journey scheduled = Journey.of(Story.plan(NodeFiles.karpenter()
                .with(
                        NodeFiles.GENERAL,
                        Story.replace(
                                NodeFiles.GENERAL_POOL,
                                budget,
                                "      - nodes: \"1\"\n"
                                        + "      - {nodes: \"0\", schedule: \"0 6 * * mon-fri\", duration: 14h}\n"))));
        assertThat(scheduled.prose("rotate-nodes-general"))
                .contains("at most 2 at once (the pool's own budgets hold as well: general 1, 0 on schedule"
                        + " 0 6 * * mon-fri for 14h), within");
        assertThat(scheduled.prose("clean-nodes-general")).contains("once more, at most 2 at once (the pool's own");
        Journey others = Journey.of(Story.plan(NodeFiles.karpenter()
                .with(
                        NodeFiles.GENERAL,
                        Story.replace(NodeFiles.GENERAL_POOL, budget, "      - {nodes: \"0\", reasons: [Empty]}\n"))));
        assertThat(others.prose("rotate-nodes-general")).contains("replaces its nodes, 2 at once, within");
    }

    @Test
    void whatKarpenterDoesNotMakeGoesWithTheLastWave() {
        String loop =
                "old='!io.cilium.migration/cilium-default,!karpenter.sh/nodepool,!node-role.kubernetes.io/control-plane'";
        assertThat(JOURNEY.text("node-templates", "network/migration/runbook.md"))
                .containsOnlyOnce("### Other nodes\n")
                .containsOnlyOnce(loop);
        assertThat(JOURNEY.prose("rotate-nodes-general")).doesNotContain("It is the last wave");
        assertThat(JOURNEY.prose("rotate-nodes-kafka"))
                .contains("It is the last wave: nodes that Karpenter does not make");
        assertThat(JOURNEY.prose("clean-nodes-kafka")).contains("Nodes that Karpenter does not make");
        assertThat(Journey.of(Story.plan(NodeFiles.clusterApi()))
                        .text("node-templates", "network/migration/runbook.md"))
                .doesNotContain("### Other nodes");
    }

    @Test
    void withoutWavesPeopleReplaceWhatKarpenterDoesNot() {
        Journey one = Journey.of(Story.plan(NodeFiles.story("    templates: [" + NodeFiles.GENERAL + "]\n")
                .with(NodeFiles.GENERAL, NodeFiles.GENERAL_POOL)));
        assertThat(one.text("node-templates", "network/migration/runbook.md"))
                .contains("old='!io.cilium.migration/cilium-default,!node-role.kubernetes.io/control-plane,"
                        + "!karpenter.sh/nodepool'");
        assertThat(one.text("rotate-nodes", NodeFiles.GENERAL))
                .contains("- nodes: \"20%\" # agreed with the teams\n")
                .doesNotContain("\"0\"");
        assertThat(one.prose("rotate-nodes"))
                .contains("budgets allow (10% where it has none)")
                .contains("outside Git are replaced by the people");
    }

    /** The fields are those of v1; only a release without budgets would hold nothing. */
    @Test
    void aPoolOfV1beta1IsEditedAlikeAndWithoutBudgetsAFinding() {
        MapTree tree = NodeFiles.karpenter();
        MapTree older = tree.with(
                        NodeFiles.GENERAL,
                        NodeFiles.GENERAL_POOL.replace("karpenter.sh/v1\n", "karpenter.sh/v1beta1\n"))
                .with(NodeFiles.KAFKA, NodeFiles.KAFKA_POOL.replace("karpenter.sh/v1\n", "karpenter.sh/v1beta1\n"));
        for (String file : List.of(NodeFiles.GENERAL, NodeFiles.KAFKA)) {
            assertThat(Journey.of(Story.plan(older))
                            .text("node-templates", file)
                            .replace("/v1beta1\n", "/v1\n"))
                    .isEqualTo(Journey.of(Story.plan(tree)).text("node-templates", file));
        }
        assertThat(Story.plan(older).findings())
                .filteredOn(problem -> problem.code() == ErrorCode.NODE_TEMPLATE_PACE)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.where().file()).isEqualTo(NodeFiles.KAFKA);
                    assertThat(problem.message()).contains("karpenter.sh/v1beta1: Karpenter before 0.34");
                });
        assertThat(Story.plan(tree).findings()).noneMatch(problem -> problem.code() == ErrorCode.NODE_TEMPLATE_PACE);
    }

    /** Drift ends what it blocks, so the sentences on budgets of pods hold only as long. */
    @Test
    void aPoolWithATerminationGracePeriodIsAFindingAndItsCommitsSayWhatItDoes() {
        MapTree tree = NodeFiles.karpenter();
        assertThat(JOURNEY.prose("rotate-nodes-general"))
                .contains("within their PodDisruptionBudgets.", "holds its node for ever.");
        Preview preview = Story.plan(tree.with(
                NodeFiles.GENERAL,
                Story.replace(
                        NodeFiles.GENERAL_POOL,
                        "      expireAfter: 720h\n",
                        "      expireAfter: 720h\n      terminationGracePeriod: 1h\n")));
        assertThat(preview.findings())
                .filteredOn(problem -> problem.code() == ErrorCode.NODE_TEMPLATE_PACE)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.where().text()).isEqualTo(NodeFiles.GENERAL + ":19:7");
                    assertThat(problem.message()).contains("terminationGracePeriod of 1h", "do-not-disrupt");
                });
        Journey journey = Journey.of(preview);
        assertThat(journey.prose("rotate-nodes-general"))
                .contains("as long as terminationGracePeriod lets it (general 1h)", "for ever, but in these pools");
        assertThat(journey.prose("clean-nodes-general")).contains("until terminationGracePeriod is over (general 1h)");
        assertThat(journey.prose("rotate-nodes-kafka")).doesNotContain("terminationGracePeriod");
    }
}
