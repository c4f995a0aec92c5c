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

    /** The agent writes that file unless cni.customConf is true (templates/cilium-configmap.yaml); of two files kubelet takes the first by name. */
    private static Need need() {
        return Need.of(
                "Cilium manages pods, which it does on nodes alone that have moved: their nodes have its file"
                        + " /etc/cni/net.d/05-cilium.conflist. See which nodes these are, and what wrote it: custom-cni-conf of "
                        + AgentsRule.CONFIG
                        + " must be true (cni.customConf in the values in Git), and no CiliumNodeConfig may select them. Where they are to"
                        + " be on Calico, replace these nodes; or take the file away there, give 10-calico.conflist.cilium_bak its old"
                        + " name 10-calico.conflist, and delete these pods, which come back on Calico:",
                "kubectl get ciliumendpoints -A -o custom-columns=NAMESPACE:.metadata.namespace,POD:.metadata.name,NODE:.status.networking.node",
                "kubectl -n kube-system get configmap cilium-config -o yaml --show-managed-fields",
                "kubectl get ciliumnodeconfigs -A -o yaml");
    }
}
