package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.clustertest.Exceptions.Row;
import dev.crossfade.core.plan.PlannedCommit;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Takes every phase back by a plain {@code git revert}, also those whose message says not to: nothing happens that it does
 * not announce, and the phase can be merged again.
 */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class RevertJourneyTest {

    /** What stays or comes although the revert gives the files back; reasons are words of the phase's message. */
    private final Exceptions announced = new Exceptions(
            new Row(
                    "adopt-calico",
                    ".*/calico\\S+ \\+ .metadata.annotations.(argocd.argoproj.io/|crossfade.dev/adopted-generation)",
                    "the objects would stay as they are (guard)"),
            new Row(
                    "install-cilium",
                    ".*(cilium|hubble)\\S* is there and was not",
                    "would leave Cilium running without an owner"),
            new Row(
                    "install-cilium",
                    "\\S* (ConfigMap|ServiceAccount) cilium-secrets/.* is there and was not",
                    "would leave Cilium running without an owner"),
            new Row(
                    "node-config",
                    "cilium.io CiliumNodeConfig kube-system/cilium-default is there",
                    "the object outlives its file"),
            new Row(
                    "(quiesce|resume)-workloads",
                    "apps StatefulSet kafka/kafka-zookeeper - .spec.replicas",
                    "would leave the workloads as they are"),
            new Row(
                    "remove-calico-workloads",
                    "apps Deployment kube-system/calico-kube-controllers was there and is not",
                    "What the Job deleted comes back with no revert"),
            new Row(
                    "remove-calico-workloads",
                    "operator.tigera.io Installation /default [-+] .metadata.finalizers",
                    "A git revert would start Calico beside Cilium"),
            new Row(
                    "remove-calico-leftovers-rbac",
                    "\\S* \\w+ (kube-system)?/calico-\\S+ was there and is not",
                    "What the Job deleted comes back with no revert"),
            new Row(
                    "remove-calico-leftovers",
                    "api\\S+ (CustomResourceDefinition|APIService) \\S+projectcalico.org was there and is not",
                    "with its CRDs go Calico's pools, policies and address book"));

    /** What Argo CD goes on to say after the revert. */
    private final Exceptions trouble = new Exceptions(
            new Row(
                    "prepare",
                    "crossfade-.*app path does not exist",
                    "Argo CD prunes nothing from a folder that is gone"),
            new Row(
                    "adopt-calico",
                    "crossfade-\\w+: is OutOfSync(; (ConfigMap|DaemonSet)/calico-\\w+ is OutOfSync)+$",
                    "the objects would stay as they are (guard)"),
            new Row(
                    "node-config",
                    "crossfade-\\w+: is OutOfSync; CiliumNodeConfig/cilium-default is OutOfSync$",
                    "the object outlives its file"));

    @ParameterizedTest
    @MethodSource("dev.crossfade.clustertest.Example#chosen")
    void aPlainRevertDoesWhatTheMessageAnnounces(Example example) {
        try (Surroundings surroundings = Surroundings.of(example)) {
            Walk walk = new Walk(surroundings);
            List<String> faults = walk.throughEveryPhase(
                    (phase, before, with) -> backAndAgain(surroundings, walk, phase, before, with));
            assertThat(faults).isEmpty();
        }
    }

    private Snapshot backAndAgain(
            Surroundings surroundings, Walk walk, PlannedCommit phase, Snapshot before, Snapshot with) {
        Snapshot reverted = walk.revert(phase, trouble);
        if (phase.entry().id().equals("prepare")) {
            new PrepareCommands(surroundings).follow(walk.branch().head().getParent(0));
        }
        Snapshot last = walk.compare("reverted", phase, before, List.of(with, reverted), announced);
        walk.note(phase, "announced", unannounced(phase));
        walk.again(phase);
        return walk.compare("again", phase, with, List.of(reverted, last), Exceptions.NONE);
    }

    private List<String> unannounced(PlannedCommit phase) {
        String message = phase.message().replaceAll("\\s+", " ");
        return announced.used().stream()
                .filter(row -> phase.entry().id().matches(row.phase()))
                .filter(row -> !message.contains(row.reason()))
                .map(row -> "the message does not say: " + row.reason())
                .toList();
    }
}
