package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.PodFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Of a node's pods, those that wait for an address while no later pod there has got one from Cilium. Images are pulled and containers
 * are started after a pod has its address, but volumes are mounted before (kubernetes, pkg/kubelet/kubelet.go, SyncPod), and what
 * the API server shows is the same for both: so what waits for long is unknown, which holds at its deadline and undoes nothing.
 */
record Unwired(Addresses cilium) implements PodFinding {

    /** A volume is detached elsewhere and attached here in less, and the plugin was tried some times (kubelet, minutes of back-off). */
    private static final Duration LONG = Duration.ofMinutes(5);

    @Override
    public boolean test(PodFact pod) {
        return pod.life().waiting() != null && pod.life().deleted() == null && pod.hasOwnNetwork();
    }

    @Override
    public List<PodFact> in(List<PodFact> pods) {
        return pods.stream()
                .filter(this)
                .filter(pod -> pods.stream().noneMatch(other -> hasGotLater(other, since(pod))))
                .sorted(BY_NAME)
                .toList();
    }

    private boolean hasGotLater(PodFact pod, Instant time) {
        return pod.hasOwnNetwork()
                && pod.life().created().isAfter(time)
                && pod.placement().addresses().stream().anyMatch(cilium::hold);
    }

    private static Instant since(PodFact pod) {
        return Objects.requireNonNull(pod.life().waiting());
    }

    /** True for one that waits for longer. */
    static boolean isLong(PodFact pod, Duration time, Instant now) {
        return !since(pod).plus(time).isAfter(now);
    }

    /** What no other reason keeps from passing. */
    static Judgement judge(Judgement waiting, List<PodFact> unwired, Grouped<PodFact> pods, Instant now) {
        return need(unwired, pods, now)
                .map(need -> Judgement.of(
                                Verdict.UNKNOWN,
                                waiting.reason() + "; whether the network or a volume keeps them is not known",
                                waiting.evidence())
                        .needing(need))
                .orElse(waiting);
    }

    /** Nothing where all of them may still get one. */
    private static Optional<Need> need(List<PodFact> unwired, Grouped<PodFact> pods, Instant now) {
        List<PodFact> stuck =
                unwired.stream().filter(pod -> isLong(pod, LONG, now)).toList();
        if (stuck.isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> table = new ArrayList<>(List.of(List.of("NODE", "POD", "WITHOUT ADDRESS SINCE")));
        stuck.forEach(pod -> table.add(List.of(
                pod.node(), pod.namespace() + "/" + pod.name(), since(pod).toString())));
        PodFact first = stuck.get(0);
        return Optional.of(new Need(
                "Pods wait for an address for more than " + LONG.toMinutes()
                        + " minutes, and no later pod on their node has got"
                        + " one from Cilium. The events of a pod say what it waits for: FailedCreatePodSandBox is the network, and the"
                        + " log of the node's agent says why; FailedMount and FailedAttachVolume are a volume, a Secret or a"
                        + " ConfigMap. Move no further node before that is mended.",
                table,
                List.of(
                        "kubectl -n " + first.namespace() + " describe pod " + first.name(),
                        agent(first.node(), pods))));
    }

    /** Where the node has no agent, that is why. */
    private static String agent(String node, Grouped<PodFact> pods) {
        return AgentsRule.AGENTS.own(pods).stream()
                .filter(pod -> pod.node().equals(node))
                .findFirst()
                .map(pod -> "kubectl -n kube-system logs " + pod.name() + " -c cilium-agent --since=15m")
                .orElse("kubectl -n kube-system get pods -o wide --field-selector spec.nodeName=" + node);
    }
}
