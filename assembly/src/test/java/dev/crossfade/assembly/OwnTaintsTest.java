package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A taint of the migration's key that a template has already stays as it is, and messages say so. */
class OwnTaintsTest {

    private static final String OWN = "{key: node.cilium.io/agent-not-ready, effect: NoSchedule}";
    private static final String GIVEN = "taint node.cilium.io/agent-not-ready=true:NoExecute";
    private static final String KAFKA = "infra/workers-kafka.yaml";

    @Test
    void onlyPoolsWithoutOneGetAStartupTaint() {
        MapTree tree = tainted(
                NodeFiles.karpenter(), NodeFiles.GENERAL, "    spec:\n", "      startupTaints: [" + OWN + "]\n");
        String some = Journey.of(Story.plan(tree)).prose("node-templates");
        assertThat(some)
                .contains("label io.cilium.migration/cilium-default=true and startup " + GIVEN + ",")
                .contains("A startup taint node.cilium.io/agent-not-ready that is there already stays as it is:"
                        + " general with effect NoSchedule.");
        Journey all = Journey.of(
                Story.plan(tainted(tree, NodeFiles.KAFKA, "    spec:\n", "      startupTaints: [" + OWN + "]\n")));
        assertThat(all.prose("node-templates"))
                .contains("label io.cilium.migration/cilium-default=true, and in the same edit")
                .contains("stays as it is: general with effect NoSchedule, kafka with effect NoSchedule.")
                .doesNotContain(GIVEN);
        assertThat(all.text("node-templates", NodeFiles.GENERAL))
                .contains("startupTaints: [" + OWN + "]")
                .doesNotContain("NoExecute");
        assertThat(Journey.of(Story.plan(NodeFiles.karpenter())).prose("node-templates"))
                .contains("and startup " + GIVEN + ",")
                .doesNotContain("already stays");
    }

    @Test
    void onlyTemplatesOfMachinesWithoutOneGetATaint() {
        String registration = "        nodeRegistration:\n";
        String taints = "          taints: [" + OWN + "]\n";
        MapTree tree = tainted(NodeFiles.clusterApi(), NodeFiles.WORKERS, registration, taints);
        Journey some = Journey.of(Story.plan(tree));
        assertThat(some.prose("node-templates"))
                .contains("with label io.cilium.migration/cilium-default=true and " + GIVEN + ". A taint")
                .contains("that is there already stays as it is: general-join with effect NoSchedule.");
        assertThat(some.prose("clean-nodes-general"))
                .contains(
                        "refers to its own template again, which has had its taint all along and never had the label");
        assertThat(some.prose("clean-nodes-kafka")).contains("which gets the taint in the same edit and never had");
        assertThat(some.text("clean-nodes-general", NodeFiles.WORKERS)).doesNotContain("NoExecute");
        assertThat(Journey.of(Story.plan(tainted(tree, KAFKA, registration, taints)))
                        .prose("node-templates"))
                .contains("general-join with effect NoSchedule, kafka-join with effect NoSchedule.")
                .doesNotContain(GIVEN);
    }

    @Test
    void aControlPlaneWithOneGetsTheLabelAlone() {
        String last = "rotate-nodes-kafka";
        MapTree tree = tainted(
                NodeFiles.clusterApi(),
                NodeFiles.PLANE,
                "      nodeRegistration:\n",
                "        taints: [" + OWN + "]\n");
        assertThat(Journey.of(Story.plan(tree)).prose(last))
                .contains(
                        "KubeadmControlPlane prod gets the label, and its machines are replaced one by one. A taint"
                                + " node.cilium.io/agent-not-ready is there already and stays as it is: prod with effect NoSchedule.")
                .doesNotContain("kubeadm's own taint");
        assertThat(Journey.of(Story.plan(NodeFiles.clusterApi())).prose(last))
                .contains("KubeadmControlPlane prod gets label and taint, and its machines are replaced one by one."
                        + " kubeadm's own taint is written out")
                .doesNotContain("there already");
    }

    private static MapTree tainted(MapTree tree, String file, String behind, String taints) {
        return tree.with(file, Story.replace(tree.files().get(file), behind, behind + taints));
    }
}
