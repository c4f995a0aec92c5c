package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's DNS serves and is left alone: every pod of {@code k8s-app=kube-dns} is Ready, there are some, and none is
 * new. Cilium's operator may delete them again and again while its watcher for unmanaged pods runs before all nodes have
 * moved (cilium, operator/cmd/k8s_pod_controller.go; cilium#6839, #26388).
 *
 * @param cilium the Application of the Cilium whose watcher must be off because nodes are left on Calico, or null where none are
 */
public record CoreDnsRule(@Nullable ObjectId cilium) implements Rule {

    private static final String WATCHER = "unmanaged-pod-watcher-interval";

    @Override
    public Set<Question<?>> asks() {
        Set<Question<?>> asks = new HashSet<>(Set.of(new Question.Pods()));
        if (cilium != null) {
            asks.add(new Question.Named(Seat.CLUSTER, AgentsRule.CONFIG));
        }
        return asks;
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(
                look,
                new Question.Pods(),
                "the pods",
                pods -> cilium != null
                        ? Asked.named(
                                look,
                                Seat.CLUSTER,
                                AgentsRule.CONFIG,
                                config -> config == null
                                        ? Judgement.waiting(
                                                AgentsRule.CONFIG + " answers 404",
                                                List.of(Evidence.absent(AgentsRule.CONFIG)))
                                        : judge(pods, Optional.of(config)))
                        : judge(pods, Optional.empty()));
    }

    private Judgement judge(Grouped<PodFact> pods, Optional<ObjectFact> config) {
        List<PodFact> own = new PodFinding.Dns()
                .of(pods).stream().filter(pod -> !pod.isOver()).toList();
        // an operator that is told nothing looks every 15 s (cilium, operator/option/config.go)
        Optional<String> watcher = config.map(fact -> fact.text("data", WATCHER).orElse("none, which means 15"));
        if (cilium != null && watcher.filter(each -> !each.matches("0s?")).isPresent()) {
            return watching(watcher.get(), cilium);
        }
        if (own.isEmpty()) {
            return Judgement.unknown("there is no pod with k8s-app=kube-dns in kube-system");
        }
        List<String> notReady = own.stream()
                .filter(pod -> !pod.isReady())
                .map(pod -> pod.name() + " on " + (pod.node().isEmpty() ? "no node" : pod.node()))
                .sorted()
                .toList();
        List<Evidence> evidence = new ArrayList<>();
        own.forEach(pod -> evidence.add(
                Evidence.of(pod.id(), "status.conditions[Ready]", pod.isReady() ? "True" : "False", newest(pod))));
        return notReady.isEmpty()
                ? Judgement.passed(own.size() + " of " + own.size() + " CoreDNS pods are Ready", evidence)
                : Judgement.waiting(
                        Words.of(own.size() - notReady.size(), own.size(), "CoreDNS pods are Ready; not: ")
                                + Words.list(notReady),
                        evidence);
    }

    /** The operator reads the ConfigMap as it starts (templates/cilium-operator/deployment.yaml: --config-dir, no checksum without rollOutPods). */
    private static Judgement watching(String interval, ObjectId cilium) {
        return Judgement.failed(
                        "Cilium's operator restarts unmanaged pods (" + WATCHER + " is " + interval
                                + ") while nodes are left on Calico: it deletes CoreDNS again and again",
                        List.of(Evidence.of(AgentsRule.CONFIG, "data." + WATCHER, interval)))
                .needing(Need.of(
                        WATCHER + " of " + AgentsRule.CONFIG + " is " + interval
                                + " and must be 0 until every node has moved: Cilium's operator deletes CoreDNS again and again. Set"
                                + " operator.unmanagedPodWatcher.restart to false in the values in Git (a second key operator in one file"
                                + " undoes the first); where Git says so, somebody has changed the ConfigMap. Sync "
                                + cilium
                                + ", and restart the operator, which reads it only as it starts:",
                        ApplicationNeeds.sync(cilium),
                        "kubectl -n kube-system rollout restart deployment/cilium-operator"));
    }

    private static Instant newest(PodFact pod) {
        return java.util.stream.Stream.of(
                        pod.life().created(), pod.life().started(), pod.life().ready())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
