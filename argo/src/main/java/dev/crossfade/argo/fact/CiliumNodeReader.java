package dev.crossfade.argo.fact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.core.observation.CiliumNodeFact;
import java.util.ArrayList;
import java.util.List;

/** Reads CiliumNodes (cilium, pkg/k8s/apis/cilium.io/v2/types.go and pkg/ipam/types/types.go). */
public final class CiliumNodeReader implements FactReader<CiliumNodeFact> {

    @Override
    public CiliumNodeFact apply(JsonNode node) {
        JsonNode ipam = Json.at(node, "spec", "ipam");
        List<String> blocks = new ArrayList<>(Json.texts(ipam.path("podCIDRs")));
        // IPAM mode multi-pool
        for (JsonNode pool : Json.at(ipam, "pools", "allocated")) {
            blocks.addAll(Json.texts(pool.path("cidrs")));
        }
        return new CiliumNodeFact(
                Json.text(node, "metadata", "name"),
                Versions.of(node),
                blocks,
                Json.texts(Json.at(node, "spec", "addresses"), "type", "InternalIP", "ip"),
                Json.text(node, "status", "ipam", "operator-status", "error"));
    }
}
