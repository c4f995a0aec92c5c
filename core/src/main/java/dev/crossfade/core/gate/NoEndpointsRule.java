package dev.crossfade.core.gate;

import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Cilium manages no pod.
 *
 * @param from what this must be later than: an empty list carries no time
 */
public record NoEndpointsRule(Instant from) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Endpoints());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(look, new Question.Endpoints(), "the CiliumEndpoints", this::judge);
    }

    private Judgement judge(List<EndpointFact> found) {
        List<EndpointFact> endpoints = found.stream()
                .sorted(Comparator.comparing(EndpointFact::namespace).thenComparing(EndpointFact::name))
                .toList();
        if (endpoints.isEmpty()) {
            return Judgement.passed(
                            "no CiliumEndpoint exists", List.of(new Evidence("CiliumEndpoints", "items", "0", null)))
                    .since(from);
        }
        List<String> names = endpoints.stream()
                .map(each -> each.namespace() + "/" + each.name())
                .toList();
        return Judgement.failed(
                        "Cilium manages " + endpoints.size() + " pods already: " + Words.list(names),
                        endpoints.stream()
                                .map(each -> Evidence.of(each.id(), "status.state", each.state(), each.created()))
                                .toList())
                .needing(need());
    }

    /**
     * The agent writes that file unless cni.customConf is true (templates/cilium-configmap.yaml), and reads its configuration only as it
     * starts: one that runs with what was there before writes the file again. Of two files the container
     * runtime takes the first by name (cri-o, contrib/cni/README.md; containerd, go-cni).
     */
    private static Need need() {
        return Need.of(
                "Cilium manages pods, which it does on nodes alone that have moved: their nodes have its file"
                        + " /etc/cni/net.d/05-cilium.conflist. See which nodes these are, and what wrote it: custom-cni-conf of "
                        + AgentsRule.CONFIG
                        + " must be true (cni.customConf in the values in Git), and no CiliumNodeConfig may select them. First correct the"
                        + " values in Git and sync them; then restart the agents by the last command, which does nothing before that"
                        + " ConfigMap is right: an agent reads it only as it starts, and would write the file again. Then replace these"
                        + " nodes where they are to be on Calico; or, one node after the other, drain it, take the file away, give"
                        + " 10-calico.conflist.cilium_bak its old name 10-calico.conflist, delete its pods that are left in the list, which"
                        + " come back on Calico, and uncordon it:",
                "kubectl get ciliumendpoints -A -o custom-columns=NAMESPACE:.metadata.namespace,POD:.metadata.name,NODE:.status.networking.node",
                "kubectl -n kube-system get configmap cilium-config -o yaml --show-managed-fields",
                "kubectl get ciliumnodeconfigs -A -o yaml",
                "kubectl -n kube-system wait --for=jsonpath='{.data.custom-cni-conf}'=true configmap/cilium-config --timeout=5s &&"
                        + " kubectl -n kube-system rollout restart daemonset/cilium &&"
                        + " kubectl -n kube-system rollout status daemonset/cilium");
    }
}
