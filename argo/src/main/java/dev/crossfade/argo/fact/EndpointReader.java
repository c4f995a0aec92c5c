package dev.crossfade.argo.fact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.core.observation.EndpointFact;
import java.util.ArrayList;
import java.util.List;

/** Reads CiliumEndpoints (cilium, pkg/k8s/apis/cilium.io/v2/types.go). */
public final class EndpointReader implements FactReader<EndpointFact> {

    private final Strings strings = new Strings();

    @Override
    public EndpointFact apply(JsonNode endpoint) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode pair : Json.at(endpoint, "status", "networking", "addressing")) {
            for (String family : List.of("ipv4", "ipv6")) {
                String address = Json.text(pair, family);
                if (!address.isEmpty()) {
                    addresses.add(address);
                }
            }
        }
        return new EndpointFact(
                strings.same(Json.text(endpoint, "metadata", "namespace")),
                Json.text(endpoint, "metadata", "name"),
                strings.same(Json.text(endpoint, "status", "state")),
                addresses,
                Versions.created(endpoint));
    }
}
