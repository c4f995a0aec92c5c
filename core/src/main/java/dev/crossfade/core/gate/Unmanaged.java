package dev.crossfade.core.gate;

import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.PodFact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of a node's pods that count and have no other address than Cilium's, those without a ready endpoint. What was found with other
 * endpoints of the same namespaces is of no use any more; those of other namespaces have no part in it.
 *
 * @param namespaces of these pods
 * @param endpoints those of each; groups are equal where they are the same
 */
record Unmanaged(Addresses cilium, List<String> namespaces, List<Grouped.Group<EndpointFact>> endpoints)
        implements PodFinding {

    private static final Grouped.Group<EndpointFact> NONE = new Grouped.Group<>(List.of());
    private static final ByName NAMED = new ByName();

    /** The endpoints of a namespace. */
    private record ByName() implements Finding<EndpointFact, Map<String, EndpointFact>> {
        @Override
        public Map<String, EndpointFact> in(List<EndpointFact> endpoints) {
            Map<String, EndpointFact> byName = new HashMap<>();
            endpoints.forEach(each -> byName.put(each.name(), each));
            return byName;
        }
    }

    /** The namespaces of the pods. */
    private record Namespaces() implements Finding<PodFact, List<String>> {
        @Override
        public List<String> in(List<PodFact> pods) {
            return pods.stream()
                    .filter(PodFact::hasOwnNetwork)
                    .map(PodFact::namespace)
                    .distinct()
                    .toList();
        }
    }

    static List<PodFact> of(Grouped.Group<PodFact> node, Addresses cilium, Grouped<EndpointFact> endpoints) {
        List<String> namespaces = node.find(new Namespaces());
        List<Grouped.Group<EndpointFact>> groups = new ArrayList<>(namespaces.size());
        namespaces.forEach(each -> groups.add(group(endpoints, each)));
        return node.find(new Unmanaged(cilium, namespaces, groups));
    }

    private static Grouped.Group<EndpointFact> group(Grouped<EndpointFact> endpoints, String namespace) {
        return endpoints.groups().getOrDefault(namespace, NONE);
    }

    static @Nullable EndpointFact endpoint(Grouped<EndpointFact> endpoints, PodFact pod) {
        return group(endpoints, pod.namespace()).find(NAMED).get(pod.name());
    }

    @Override
    public boolean test(PodFact pod) {
        EndpointFact found =
                endpoints.get(namespaces.indexOf(pod.namespace())).find(NAMED).get(pod.name());
        return found == null || !isOf(found, pod);
    }

    @Override
    public List<PodFact> in(List<PodFact> pods) {
        ManagedPodsRule.Kept kept = new ManagedPodsRule.Kept(cilium);
        return pods.stream().filter(kept).filter(this).sorted(BY_NAME).toList();
    }

    private static boolean isOf(EndpointFact endpoint, PodFact pod) {
        return endpoint.state().equals("ready")
                && !Collections.disjoint(endpoint.addresses(), pod.placement().addresses());
    }

    @Override
    public Object place() {
        return Unmanaged.class;
    }
}
