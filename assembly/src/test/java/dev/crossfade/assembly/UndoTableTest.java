package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.render.ChangeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Git holds while a phase goes back, written down by hand for every phase of every example. */
class UndoTableTest {

    /** Row of the plan to the way back of its commits, as the table of phases promises it. */
    private static final Map<String, Undo> PROMISED = Map.ofEntries(
            Map.entry("prepare", Undo.REVERT),
            Map.entry("adopt-calico", Undo.NONE),
            Map.entry("pin-calico-address", Undo.REVERT),
            Map.entry("relax-policies", Undo.REVERT),
            Map.entry("install-cilium", Undo.ROLLBACK),
            Map.entry("node-config", Undo.ROLLBACK),
            Map.entry("node-templates", Undo.REVERT),
            Map.entry("first-nodes", Undo.REVERT),
            Map.entry("rotate-nodes", Undo.REVERT),
            Map.entry("finalize-cilium", Undo.REVERT),
            Map.entry("retire-node-config", Undo.REVERT),
            Map.entry("audit-policies", Undo.REVERT),
            Map.entry("enforce-policies", Undo.REVERT),
            Map.entry("remove-calico-workloads", Undo.NONE),
            Map.entry("remove-calico-leftovers", Undo.NONE),
            Map.entry("clean-nodes", Undo.REVERT),
            Map.entry("drop-overlay", Undo.REVERT),
            Map.entry("hand-over", Undo.REVERT),
            // a counter-step: of what Git keeps the edit itself, of what a Job did another Job
            Map.entry("quiesce-workloads-kafka-broker", Undo.REVERT),
            Map.entry("quiesce-workloads", Undo.ROLLBACK),
            Map.entry("resume-workloads", Undo.ROLLBACK),
            Map.entry("resume-workloads-kafka-broker", Undo.REVERT));

    /**
     * Phase and number of the undo's commit; a file, or the begin of its only path; what it holds then, what not. "gone"
     * stands for a file that is not there, M/ for network/migration/manifests/.
     */
    private static final String AFTER = """
            db-schenker | prepare 1 | network/migration/bootstrap.yaml | gone |
            db-schenker | prepare 1 | M/daemonset-crossfade-prod-probe.yaml | gone |
            db-schenker | prepare 1 | network/migration/README.md | gone |
            db-schenker | pin-calico-address 1 | network/calico/calico.yaml | name: calico-node | IP_AUTODETECTION_METHOD
            db-schenker | relax-policies 1 | M/globalnetworkpolicy-crossfade-relax.yaml | gone |
            db-schenker | quiesce-workloads-kafka-broker 1 | kafka/broker.yaml | replicas: 5 | replicas: 0
            db-schenker | quiesce-workloads 1 | M/job- | {.data.undone}=quiesce-workloads | {.data.phase}
            db-schenker | quiesce-workloads 1 | M/job- | --replicas=5 | --replicas=0
            db-schenker | quiesce-workloads 1 | M/role-crossfade-prod-quiesce-workloads-undo-kafka.yaml | kafka-zookeeper |
            db-schenker | quiesce-workloads 2 | M/job- | gone |
            db-schenker | quiesce-workloads 2 | M/role-crossfade-prod-quiesce-workloads | gone |
            db-schenker | install-cilium 1 | network/migration/applications/application-cilium.yaml | resources-finalizer.argocd.argoproj.io/background |
            db-schenker | install-cilium 1 | network/migration/cilium/values.migration.yaml | customConf: true |
            db-schenker | install-cilium 1 | network/cilium/values.yaml | # migration: permanent |
            db-schenker | install-cilium 2 | network/migration/applications/application-cilium.yaml | gone |
            db-schenker | install-cilium 2 | network/migration/cilium/values.migration.yaml | gone |
            db-schenker | install-cilium 2 | network/cilium/values.yaml | hubble: | # migration:
            db-schenker | node-config 1 | M/ciliumnodeconfig-cilium-default.yaml | kind: CiliumNodeConfig | Prune=false
            db-schenker | node-config 1 | M/ciliumnodeconfig-cilium-default.yaml | cni-chaining-mode | Delete=false
            db-schenker | node-config 2 | M/ciliumnodeconfig-cilium-default.yaml | gone |
            db-schenker | node-templates 1 | network/migration/runbook.md | gone |
            db-schenker | first-nodes 1 | M/ciliumnodeconfig-cilium-default.yaml | Prune=false,Delete=false |
            db-schenker | resume-workloads 1 | M/job- | {.data.undone}=resume-workloads | {.data.phase}
            db-schenker | resume-workloads 1 | M/job- | --replicas=0 | --replicas=5
            db-schenker | resume-workloads 2 | M/job- | gone |
            db-schenker | resume-workloads-kafka-broker 1 | kafka/broker.yaml | replicas: 0 | replicas: 5
            db-schenker | rotate-nodes 1 | M/configmap-crossfade.yaml | resume-workloads-kafka-broker |
            db-schenker | finalize-cilium 1 | network/migration/cilium/values.migration.yaml | customConf: true | restart: true
            db-schenker | finalize-cilium 1 | network/migration/cilium/values.migration.yaml | setNodeTaints: false |
            db-schenker | finalize-cilium 1 | M/ciliumnodeconfig-cilium-default.yaml | Prune=false,Delete=false |
            db-schenker | retire-node-config 1 | M/ciliumnodeconfig-cilium-default.yaml | kind: CiliumNodeConfig | Prune=false
            db-schenker | audit-policies 1 | network/migration/cilium/values.migration.yaml | policyEnforcementMode: never | policyAuditMode
            db-schenker | enforce-policies 1 | network/migration/cilium/values.migration.yaml | policyAuditMode: true | policyEnforcementMode: never
            db-schenker | clean-nodes 1 | M/daemonset-crossfade-prod-probe.yaml | kind: DaemonSet |
            db-schenker | drop-overlay 1 | network/migration/applications/application-cilium.yaml | values.migration.yaml | resources-finalizer.argocd
            db-schenker | drop-overlay 1 | network/cilium/values.yaml | # migration: permanent | rollOutCiliumPods
            db-schenker | hand-over 1 | network/migration/cilium/values.migration.yaml | customConf: false |
            db-schenker | hand-over 1 | network/migration/applications/application-cilium.yaml | hand-over sets argo.finalSyncPolicy | values.migration.yaml
            operator-karpenter | prepare 1 | network/migration/bootstrap.yaml | gone |
            operator-karpenter | pin-calico-address 1 | network/calico/calico.yaml | kind: Installation | kubernetes: NodeInternalIP
            operator-karpenter | relax-policies 1 | M/globalnetworkpolicy-crossfade-relax.yaml | gone |
            operator-karpenter | install-cilium 1 | network/migration/applications/application-cilium.yaml | resources-finalizer.argocd.argoproj.io/background |
            operator-karpenter | install-cilium 2 | network/migration/applications/application-cilium.yaml | gone |
            operator-karpenter | node-config 1 | M/ciliumnodeconfig-cilium-default.yaml | kind: CiliumNodeConfig | Prune=false
            operator-karpenter | node-config 2 | M/ciliumnodeconfig-cilium-default.yaml | gone |
            operator-karpenter | node-templates 1 | infra/nodepool-general.yaml | 20% | io.cilium.migration
            operator-karpenter | node-templates 1 | infra/nodepool-data.yaml | kind: NodePool | startupTaints
            operator-karpenter | first-nodes 1 | infra/nodepool-general.yaml | io.cilium.migration |
            operator-karpenter | rotate-nodes-general 1 | infra/nodepool-general.yaml | - nodes: "0"\\n  template | - nodes: "1"
            operator-karpenter | rotate-nodes-data 1 | infra/nodepool-data.yaml | - {nodes: "0"} | - {nodes: "1"}
            operator-karpenter | finalize-cilium 1 | M/ciliumnodeconfig-cilium-default.yaml | Prune=false,Delete=false |
            operator-karpenter | finalize-cilium 1 | network/migration/cilium/values.migration.yaml | customConf: true |
            operator-karpenter | retire-node-config 1 | M/ciliumnodeconfig-cilium-default.yaml | kind: CiliumNodeConfig | Prune=false
            operator-karpenter | audit-policies 1 | network/migration/cilium/values.migration.yaml | policyEnforcementMode: never | policyAuditMode
            operator-karpenter | enforce-policies 1 | network/migration/cilium/values.migration.yaml | policyAuditMode: true |
            operator-karpenter | clean-nodes-general 1 | infra/nodepool-general.yaml | io.cilium.migration |
            operator-karpenter | clean-nodes-data 1 | infra/nodepool-data.yaml | io.cilium.migration |
            operator-karpenter | drop-overlay 1 | network/migration/applications/application-cilium.yaml | values.migration.yaml |
            operator-karpenter | hand-over 1 | infra/nodepool-data.yaml | - {nodes: "1"} |
            operator-karpenter | hand-over 1 | network/migration/cilium/values.migration.yaml | customConf: false |
            kubeadm-small | prepare 1 | network/migration/bootstrap.yaml | gone |
            kubeadm-small | pin-calico-address 1 | M/daemonset-calico-node.yaml | Prune=false,Delete=false | IP_AUTODETECTION_METHOD
            kubeadm-small | relax-policies 1 | M/globalnetworkpolicy-crossfade-relax.yaml | gone |
            kubeadm-small | install-cilium 1 | network/migration/applications/application-cilium.yaml | resources-finalizer.argocd.argoproj.io/background |
            kubeadm-small | install-cilium 2 | network/migration/applications/application-cilium.yaml | gone |
            kubeadm-small | install-cilium 2 | M/daemonset-calico-node.yaml | IP_AUTODETECTION_METHOD |
            kubeadm-small | node-config 1 | M/ciliumnodeconfig-cilium-default.yaml | kind: CiliumNodeConfig | Prune=false
            kubeadm-small | node-config 2 | M/ciliumnodeconfig-cilium-default.yaml | gone |
            kubeadm-small | node-templates 1 | network/migration/runbook.md | gone |
            kubeadm-small | first-nodes 1 | M/configmap-crossfade.yaml | phase: node-templates |
            kubeadm-small | rotate-nodes 1 | M/configmap-crossfade.yaml | phase: first-nodes |
            kubeadm-small | finalize-cilium 1 | M/ciliumnodeconfig-cilium-default.yaml | Prune=false,Delete=false |
            kubeadm-small | retire-node-config 1 | M/ciliumnodeconfig-cilium-default.yaml | kind: CiliumNodeConfig | Prune=false
            kubeadm-small | enforce-policies 1 | network/migration/cilium/values.migration.yaml | policyEnforcementMode: never | policyAuditMode
            kubeadm-small | clean-nodes 1 | M/daemonset-crossfade-lab-probe.yaml | kind: DaemonSet |
            kubeadm-small | drop-overlay 1 | network/migration/applications/application-cilium.yaml | values.migration.yaml |
            kubeadm-small | hand-over 1 | network/migration/live/calico.yaml | kind: |
            kubeadm-small | hand-over 1 | network/migration/cilium/values.migration.yaml | customConf: false |
            """;

    private static final Map<String, Journey> JOURNEYS = new HashMap<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = AFTER)
    void theUndosCommitHolds(String example, String commit, String file, String has, String lacks) {
        String phase = commit.replaceFirst(" \\d$", "");
        int number = Integer.parseInt(commit.substring(commit.length() - 1));
        MapTree tree = undone(journey(example), phase, number);
        List<String> found = tree.list("").stream()
                .filter(path -> path.startsWith(file.replace("M/", "network/migration/manifests/")))
                .toList();

        if (has.equals("gone")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).hasSize(1);
            String text = tree.read(found.get(0)).orElseThrow();
            assertThat(text).contains(has.translateEscapes());
            if (lacks != null) {
                assertThat(text).doesNotContain(lacks);
            }
        }
    }

    @Test
    void everyCommitGoesBackAsItsRowPromises() {
        for (String example : Story.examples()) {
            for (PlannedCommit commit : journey(example).preview().commits()) {
                Step step = step(commit);
                assertThat(step.undo()).as(example + " " + step.id()).isEqualTo(promised(step.id()));
                assertThat(commit.message())
                        .endsWith("Crossfade-Undo: " + promised(step.id()).id() + "\n");
            }
        }
    }

    @Test
    void whatCannotGoBackSaysSo() {
        for (String example : Story.examples()) {
            Journey journey = journey(example);
            for (String phase : journey.ids()) {
                if (promised(phase) == Undo.NONE) {
                    assertThatThrownBy(() -> undone(journey, phase, 1)).hasMessage(phase + " cannot be undone");
                }
            }
        }
    }

    /** A rollback's first commit changes nothing but what the second one needs, and keeps the network as it is. */
    @Test
    void theFirstOfTwoCommitsPreparesAndNoMore() {
        for (String example : Story.examples()) {
            assertThat(changed(example, "install-cilium"))
                    .containsExactly("network/migration/applications/application-cilium.yaml");
            assertThat(changed(example, "node-config"))
                    .containsExactly("network/migration/manifests/ciliumnodeconfig-cilium-default.yaml");
        }
        for (String phase : List.of("quiesce-workloads", "resume-workloads")) {
            assertThat(changed("db-schenker", phase))
                    .allMatch(path -> path.matches(
                            "network/migration/manifests/(job|role|rolebinding|serviceaccount)-crossfade-prod-.*"
                                    + phase + ".*"));
        }
    }

    @Test
    void everyCommitThatCanGoBackHasALine() {
        TreeSet<String> lines = new TreeSet<>();
        AFTER.lines().map(line -> line.split(" \\| ")).forEach(cells -> lines.add(cells[0] + " " + cells[1]));
        List<String> all = new ArrayList<>();
        for (String example : Story.examples()) {
            for (String phase : journey(example).ids()) {
                if (promised(phase) != Undo.NONE) {
                    all.add(example + " " + phase + " 1");
                }
                if (promised(phase) == Undo.ROLLBACK) {
                    all.add(example + " " + phase + " 2");
                }
            }
        }
        assertThat(lines).containsExactlyInAnyOrderElementsOf(all);
    }

    private static Undo promised(String phase) {
        return PROMISED.keySet().stream()
                .filter(row -> phase.equals(row) || phase.startsWith(row + "-"))
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .map(PROMISED::get)
                .orElseThrow(() -> new AssertionError("no row for " + phase));
    }

    private static TreeSet<String> changed(String example, String phase) {
        Journey journey = journey(example);
        return new TreeSet<>(undo(journey, phase).get(0).files().keySet());
    }

    /** The tree with the phase, and so many commits of its undo. */
    private static MapTree undone(Journey journey, String phase, int commits) {
        MapTree tree = journey.after(phase);
        for (ChangeSet commit : undo(journey, phase).subList(0, commits)) {
            tree = tree.with(commit);
        }
        return tree;
    }

    private static List<ChangeSet> undo(Journey journey, String phase) {
        int index = journey.index(phase);
        return step(journey.commit(phase))
                .undoWriter()
                .undo(journey.states().get(index), journey.states().get(index + 1));
    }

    private static Step step(PlannedCommit commit) {
        return Objects.requireNonNull(commit.entry().step());
    }

    private static Journey journey(String example) {
        return JOURNEYS.computeIfAbsent(example, name -> Journey.of(Story.plan(Story.tree(name))));
    }
}
