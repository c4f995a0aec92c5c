package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines of Cluster API move by a copied template, wave by wave, the control plane last, and end with their own. */
class ClusterApiPlanTest {

    private static final Journey JOURNEY = Journey.of(Story.plan(NodeFiles.clusterApi()));
    private static final String KAFKA = "infra/workers-kafka.yaml";

    @Test
    void nothingRefersToTheCopyBeforeItsWave() {
        for (String phase : JOURNEY.between("node-templates", "resume-workloads-kafka-broker")) {
            assertThat(JOURNEY.text(phase, NodeFiles.WORKERS))
                    .startsWith(NodeFiles.workers("v1beta1", "general"))
                    .contains("name: general-join-cilium # what machines join with")
                    .doesNotContain("name: general-join-cilium}");
            assertThat(JOURNEY.text(phase, NodeFiles.PLANE)).isEqualTo(NodeFiles.CONTROL_PLANE);
        }
        assertThat(JOURNEY.text("rotate-nodes-general", NodeFiles.WORKERS)).contains("name: general-join-cilium}");
        assertThat(JOURNEY.text("first-nodes", KAFKA)).contains("name: kafka-join}");
        assertThat(JOURNEY.text("rotate-nodes-general", NodeFiles.PLANE)).isEqualTo(NodeFiles.CONTROL_PLANE);
    }

    @Test
    void theControlPlaneMovesWithTheLastWaveAndKeepsBothTaints() {
        assertThat(JOURNEY.text("rotate-nodes-kafka", NodeFiles.PLANE))
                .contains("io.cilium.migration/cilium-default=true")
                .contains("node-role.kubernetes.io/control-plane")
                .contains("node.cilium.io/agent-not-ready");
        assertThat(JOURNEY.text("clean-nodes-kafka", NodeFiles.PLANE))
                .doesNotContain("cilium-default")
                .contains("node-role.kubernetes.io/control-plane");
    }

    /** In braces the label's reason stands above a line that the taint is on, too, whose reason stays. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{joinConfiguration: {nodeRegistration: {kubeletExtraArgs: [{name: cloud-provider, value: external}]}}}",
                "{joinConfiguration: {nodeRegistration: {name: x}}}",
                "{initConfiguration: {nodeRegistration: {name: x}}, joinConfiguration: {nodeRegistration: {name: x}}}",
                "\n    joinConfiguration: {nodeRegistration: {kubeletExtraArgs: [{name: node-labels, value: a=b}]}}"
            })
    void inBracesNothingIsLeftButTheTaint(String spec) {
        String head = NodeFiles.CONTROL_PLANE.substring(0, NodeFiles.CONTROL_PLANE.indexOf("    joinConfiguration"));
        String plane = head.replaceFirst("kubeadmConfigSpec:\n", "kubeadmConfigSpec: ") + spec.stripLeading() + "\n";
        if (spec.startsWith("\n")) {
            plane = head + spec.substring(1) + "\n";
        }
        Journey journey = Journey.of(Story.plan(NodeFiles.clusterApi().with(NodeFiles.PLANE, plane)));
        assertThat(journey.text("rotate-nodes-kafka", NodeFiles.PLANE)).contains("ends with clean-nodes");
        String after = journey.text("hand-over", NodeFiles.PLANE);
        assertThat(after).doesNotContain("ends with", "cilium-default");
        assertThat(after.replaceAll(" *# migration: permanent.*\n", "").replaceAll(", taints: \\[.*?]", ""))
                .isEqualTo(plane);
    }

    @Test
    void atTheEndTheCustomersNamesAreAsBeforeAndTheTaintIsThere() {
        for (String path : java.util.List.of(NodeFiles.WORKERS, KAFKA)) {
            String before = JOURNEY.text("node-config", path);
            String after = JOURNEY.text("hand-over", path);
            assertThat(after).startsWith(before).doesNotContain("-cilium\n", "cilium-default");
            assertThat(after.substring(before.length()))
                    .isEqualTo(
                            "          # migration: permanent; pods wait until Cilium runs on a new node\n"
                                    + "          taints:\n"
                                    + "            - {key: node.cilium.io/agent-not-ready, value: \"true\", effect: NoExecute}\n");
        }
    }

    @Test
    void whatClusterApiDoesByItselfNobodyIsToldToDoByHand() {
        assertThat(JOURNEY.text("node-templates", "network/migration/runbook.md"))
                .contains("with `rotate-nodes` reverted it replaces the machines that moved")
                .doesNotContain("kubeadm reset", "etcdctl", "terminate-instance", "unready()", "{{");
        assertThat(JOURNEY.prose("first-nodes")).contains("delete MachineDeployments general-first, kafka-first, and");
        assertThat(JOURNEY.prose("rotate-nodes-kafka"))
                .contains("annotation cluster.x-k8s.io/paused on KubeadmControlPlane prod");
        assertThat(JOURNEY.prose("rotate-nodes-general")).doesNotContain("KubeadmControlPlane");
    }

    /** No template changes, so only what a person made beside the MachineDeployments can have joined on Cilium. */
    @Test
    void theUndoOfTheTemplatesSpeaksOfClusterApiAlone() {
        assertThat(JOURNEY.prose("node-templates"))
                .contains("nothing has joined on Cilium but those that `first` of runbook.md part 2 made")
                .contains(
                        "delete these MachineDeployments first", "Then revert, and the templates in Git are as before.")
                .doesNotContain("Karpenter", "budget of 0", "outside Git lose", "Keep a copy");
        assertThat(Journey.of(Story.plan(NodeFiles.karpenter())).prose("node-templates"))
                .contains("Karpenter replaces it by itself, at the pool's own pace")
                .doesNotContain("MachineDeployment", "`first`");
        Journey plane = Journey.of(Story.plan(NodeFiles.story("    templates: [" + NodeFiles.PLANE + "]\n")
                .with(NodeFiles.PLANE, NodeFiles.CONTROL_PLANE)));
        assertThat(plane.prose("node-templates"))
                .contains("goes back after that: by part 4 of that copy.")
                .doesNotContain("Karpenter", "`first`");
    }

    @Test
    void machinesThatWaitForSomebodyToDeleteThemAreNotPromisedARotation() {
        MapTree tree = NodeFiles.clusterApi();
        for (String file : java.util.List.of(NodeFiles.WORKERS, KAFKA)) {
            tree = tree.with(
                    file,
                    Story.replace(
                            tree.files().get(file),
                            "  replicas: 5\n",
                            "  replicas: 5\n  strategy: {type: OnDelete}\n"));
        }
        Journey journey = Journey.of(Story.plan(tree));
        assertThat(journey.prose("rotate-nodes-general"))
                .contains("MachineDeployment general refers to the template with label and taint from now on, and has")
                .contains("nothing moves there until somebody deletes a machine (kubectl delete machines")
                .contains("revert freezes the rotation", "comes back on Calico")
                .doesNotContain("as its own rolling update says", "takes machines of Cluster API back", "spec.paused");
        assertThat(journey.prose("rotate-nodes-kafka")).doesNotContain("spec.paused", "kafka (OnDelete)");
        assertThat(journey.prose("first-nodes-workloads"))
                .contains("MachineDeployment kafka refers to the template with label and taint from now on, and has")
                .contains("Undo: revert; machines of MachineDeployment kafka (OnDelete) stay as they are")
                .doesNotContain("as its own rolling update says", "spec.paused");
        assertThat(journey.prose("clean-nodes-general")).contains("general (OnDelete) only as somebody deletes them");
        assertThat(journey.text("node-templates", "network/migration/runbook.md")
                        .replaceAll("\\s+", " "))
                .contains(
                        "MachineDeployment general has strategy OnDelete: once the pull request is merged nothing moves")
                .contains("those of MachineDeployments general, kafka (OnDelete) only as somebody deletes them")
                .contains("but those of kafka (OnDelete) only as somebody deletes their machines")
                .doesNotContain("Cluster API drains and replaces the machines by itself");
        assertThat(JOURNEY.prose("rotate-nodes-general")).doesNotContain("OnDelete");
        assertThat(JOURNEY.text("node-templates", "network/migration/runbook.md"))
                .contains("Cluster API drains and replaces the machines by itself")
                .doesNotContain("OnDelete");
    }

    @Test
    void messagesAndRunbookSpeakOfMachines() {
        assertThat(JOURNEY.prose("node-templates"))
                .contains(
                        "KubeadmConfigTemplates general-join, kafka-join get a copy each, under its name",
                        "to these copies yet")
                .contains("KubeadmControlPlane prod stays as it is");
        assertThat(JOURNEY.prose("first-nodes")).contains("MachineDeployments for the time being");
        assertThat(JOURNEY.prose("rotate-nodes-general"))
                .contains("MachineDeployment general refers to the template")
                .doesNotContain("KubeadmControlPlane", "outside Git");
        assertThat(JOURNEY.prose("rotate-nodes-kafka"))
                .contains(
                        "KubeadmControlPlane prod gets label and taint",
                        "Undo: revert takes machines of Cluster API back")
                .doesNotContain("freezes the rotation");
        assertThat(JOURNEY.prose("clean-nodes-kafka")).contains("loses the label and keeps the taint");
        assertThat(JOURNEY.prose("hand-over"))
                .contains(
                        "The copies of KubeadmConfigTemplates general-join, kafka-join leave: nothing refers to them");
        assertThat(JOURNEY.text("node-templates", "network/migration/runbook.md"))
                .contains("first clusters general general-join\nfirst clusters kafka kafka-join\n")
                .contains("kubectl -n clusters get kubeadmcontrolplanes.controlplane.cluster.x-k8s.io prod")
                .doesNotContain("for node in");
    }

    @Test
    void aPaceThatClusterApiDoesNotTakeIsAFinding() {
        MapTree tree = NodeFiles.clusterApi();
        Preview preview = Story.plan(tree.with(
                "crossfade.yaml",
                Story.replace(
                        tree.files().get("crossfade.yaml"),
                        "{name: general, ",
                        "{name: general, maxUnavailable: \"2\", ")));
        assertThat(preview.findings())
                .filteredOn(problem -> problem.code() == ErrorCode.NODE_TEMPLATE_PACE)
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().file()).isEqualTo(NodeFiles.WORKERS));
    }

    /** Workloads start again before the waves, so their machines cannot wait for theirs. */
    @Test
    void machinesOfStoppedWorkloadsMoveBeforeTheWorkloadsComeBack() {
        assertThat(JOURNEY.text("first-nodes", KAFKA)).contains("name: kafka-join}");
        for (String phase : JOURNEY.between("first-nodes-workloads", "clean-nodes-general")) {
            assertThat(JOURNEY.text(phase, KAFKA))
                    .contains("# migration: replaces the machines of stopped workloads; ends with clean-nodes\n")
                    .contains("name: kafka-join-cilium}");
        }
        assertThat(JOURNEY.text("first-nodes-workloads", NodeFiles.WORKERS))
                .doesNotContain("name: general-join-cilium}");
        assertThat(JOURNEY.between("first-nodes", "rotate-nodes-general"))
                .startsWith("first-nodes", "first-nodes-workloads")
                .anyMatch(phase -> phase.startsWith("resume-workloads"));
        assertThat(JOURNEY.prose("first-nodes"))
                .contains("follow with first-nodes-workloads")
                .doesNotContain("so do the pools");
        assertThat(JOURNEY.prose("first-nodes-workloads"))
                .contains(
                        "MachineDeployment kafka refers to the template",
                        "kafka/kafka-broker",
                        "- workload-machines:",
                        "revert takes these machines back",
                        "spec.paused of MachineDeployment kafka");
        assertThat(JOURNEY.prose("rotate-nodes-kafka"))
                .contains("MachineDeployment kafka have moved in first-nodes-workloads")
                .doesNotContain("MachineDeployment kafka refers", "spec.paused");
        assertThat(JOURNEY.text("node-templates", "network/migration/runbook.md"))
                .contains("Those of MachineDeployment kafka Cluster API replaces by itself once the pull request of"
                        + " `first-nodes-workloads` is merged.\n\nTheir pods are stopped")
                .doesNotContain("with the selector of the workload");
    }

    /** A MachineDeployment that rolls by itself, and one beside it that waits for people, each with its own undo. */
    @Test
    void theUndoOfStoppedWorkloadsMachinesTellsApartWhatRollsAndWhatWaits() {
        String waiting = NodeFiles.workers("v1beta2", "slow")
                .replace("pool=slow", "pool=kafka")
                .replace("  replicas: 5\n", "  replicas: 5\n  strategy: {type: OnDelete}\n");
        MapTree tree = NodeFiles.clusterApi();
        Journey journey = Journey.of(Story.plan(tree.with(KAFKA, tree.files().get(KAFKA) + "---\n" + waiting)));
        assertThat(journey.prose("first-nodes-workloads"))
                .contains("spec.paused of MachineDeployment kafka. The machines of MachineDeployment slow (OnDelete)"
                        + " stay as they are; one that somebody deletes after the revert comes back on Calico.");
        assertThat(JOURNEY.prose("first-nodes-workloads"))
                .contains("spec.paused of MachineDeployment kafka.")
                .doesNotContain("OnDelete");
    }

    /** Two MachineDeployments in a file of each kind: those of stopped workloads, and those that wait for their wave. */
    @Test
    void severalMachineDeploymentsAreSeveralInEverySentence() {
        MapTree tree = NodeFiles.clusterApi();
        for (String file : java.util.List.of(NodeFiles.WORKERS, KAFKA)) {
            String text = tree.files().get(file);
            String pool = file.equals(KAFKA) ? "kafka" : "general";
            tree = tree.with(
                    file,
                    text + "---\n"
                            + NodeFiles.workers("v1beta2", pool + "-too")
                                    .replace("pool=" + pool + "-too", "pool=" + pool));
        }
        String one = "MachineDeployment general refers to the template with label and taint from now on: Cluster API"
                + " replaces its machines, as its own rolling update says";
        String two =
                "MachineDeployments %s, %<s-too refer to the templates with label and taint from now on: Cluster API"
                        + " replaces their machines, as their own rolling updates say";
        Journey journey = Journey.of(Story.plan(tree));
        assertThat(journey.prose("rotate-nodes-general"))
                .contains(String.format(two, "general"), "spec.paused of MachineDeployments general, general-too.");
        assertThat(journey.prose("first-nodes-workloads"))
                .contains(String.format(two, "kafka"), "spec.paused of MachineDeployments kafka, kafka-too.");
        assertThat(journey.prose("rotate-nodes-kafka"))
                .contains("machines of MachineDeployments kafka, kafka-too have");
        assertThat(journey.prose("clean-nodes-general"))
                .contains(
                        "MachineDeployments general, general-too refer to their own templates again, which get the taint"
                                + " in the same edit and never had the label: their machines are replaced once more.");
        assertThat(JOURNEY.prose("rotate-nodes-general")).contains(one, "spec.paused of MachineDeployment general.");
        assertThat(JOURNEY.prose("clean-nodes-general"))
                .contains("MachineDeployment general refers to its own template again, which gets the taint in the same"
                        + " edit and never had the label: its machines are replaced once more.");
    }

    @Test
    void oneTemplateOfMachinesHasOneCopy() {
        Journey one = Journey.of(Story.plan(NodeFiles.story("    templates: [" + NodeFiles.WORKERS + "]\n")
                .with(NodeFiles.WORKERS, NodeFiles.workers("v1beta2", "general"))));
        assertThat(one.prose("node-templates"))
                .contains("KubeadmConfigTemplate general-join gets a copy under its name", "refers to the copy yet");
        assertThat(one.prose("first-nodes")).contains("delete MachineDeployment general-first, and the nodes");
        assertThat(one.prose("hand-over"))
                .contains("The copy of KubeadmConfigTemplate general-join leaves: nothing refers to it any more.");
    }

    /** Its machines moved in first-nodes-workloads, which is where they go back. */
    @Test
    void aWaveWhoseMachinesHaveMovedAlreadyTakesNoneBack() {
        MapTree tree = NodeFiles.clusterApi();
        String kafkas = "      - {name: kafka, templates: [" + KAFKA + "]}\n";
        String spec = tree.files().get("crossfade.yaml");
        String swapped = Story.replace(Story.replace(spec, kafkas, ""), "    waves:\n", "    waves:\n" + kafkas);
        Journey journey = Journey.of(Story.plan(tree.with("crossfade.yaml", swapped)));
        assertThat(journey.prose("rotate-nodes-kafka"))
                .contains(
                        "Undo: revert freezes the rotation of what Git keeps; nodes that moved stay on Cilium and keep working.");
        assertThat(journey.prose("rotate-nodes-general")).contains("Undo: revert takes machines of Cluster API back");
    }

    @Test
    void withoutStoppedWorkloadsOnThemMachinesWaitForTheirWave() {
        MapTree tree = NodeFiles.clusterApi();
        String spec = tree.files()
                .get("crossfade.yaml")
                .replace("nodeSelector: {pool: kafka}", "nodeSelector: {pool: other}");
        Preview preview = Story.plan(tree.with("crossfade.yaml", spec));
        assertThat(preview.commits()).noneMatch(commit -> commit.entry().id().equals("first-nodes-workloads"));
        assertThat(Journey.of(preview).text("rotate-nodes-kafka", KAFKA))
                .contains("# migration: replaces the wave's machines; ends with clean-nodes\n");
        assertThat(preview.findings())
                .filteredOn(problem -> problem.code() == ErrorCode.WORKLOAD_NODES)
                .isNotEmpty();
    }

    /** Argo CD leaves in the cluster what leaves Git, unless its Application prunes. */
    @ParameterizedTest
    @CsvSource({
        "'  syncPolicy: {automated: {prune: true}}', false",
        "'  syncPolicy: {automated: {selfHeal: true}}', true",
        "'  syncPolicy: {automated: {enabled: false, prune: true}}', true",
        "'', true"
    })
    void copiesThatNobodyPrunesAreNamedWithTheCommand(String policy, boolean stays) {
        MapTree tree = NodeFiles.clusterApi()
                .with("apps/machines.yaml", Applications.reading("machines", Applications.HERE, "infra") + policy);
        Journey journey = Journey.of(Story.plan(tree));
        String message = journey.commit("hand-over").message();
        if (stays) {
            assertThat(journey.prose("hand-over"))
                    .contains("BY HAND, after the merge: Application machines (apps/machines.yaml) applies "
                            + NodeFiles.WORKERS + ", " + KAFKA + " and does not prune by itself");
            assertThat(message)
                    .contains("\nkubectl -n clusters delete kubeadmconfigtemplates.bootstrap.cluster.x-k8s.io"
                            + " general-join-cilium\nkubectl -n clusters delete"
                            + " kubeadmconfigtemplates.bootstrap.cluster.x-k8s.io kafka-join-cilium\n");
        } else {
            assertThat(message).doesNotContain("BY HAND", "kubectl");
        }
        assertThat(journey.commit("clean-nodes-kafka").message()).doesNotContain("BY HAND");
    }

    @Test
    void copiesThatNobodyAppliesAreDeletedByWhoeverAppliesTheFile() {
        assertThat(JOURNEY.prose("hand-over"))
                .contains("no Application of this repository applies " + NodeFiles.WORKERS
                        + ", " + KAFKA + ", so nothing deletes the copies that leave Git. kubectl -n clusters delete"
                        + " kubeadmconfigtemplates.bootstrap.cluster.x-k8s.io general-join-cilium");
    }
}
