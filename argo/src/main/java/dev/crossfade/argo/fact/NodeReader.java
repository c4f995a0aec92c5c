package dev.crossfade.argo.fact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.NodeFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads nodes. */
public final class NodeReader implements FactReader<NodeFact> {

    private static final String CALICO = "projectcalico.org/";

    private final Strings strings = new Strings();

    @Override
    public NodeFact apply(JsonNode node) {
        Map<String, String> annotations = Json.map(Json.at(node, "metadata", "annotations"), strings);
        annotations.keySet().removeIf(key -> !key.startsWith(CALICO));
        return new NodeFact(
                Json.text(node, "metadata", "name"),
                Versions.of(node),
                Json.map(Json.at(node, "metadata", "labels"), strings),
                taints(Json.at(node, "spec", "taints")),
                Json.texts(Json.at(node, "status", "addresses"), "type", "InternalIP", "address"),
                annotations,
                conditions(Json.at(node, "status", "conditions")),
                Json.text(node, "status", "nodeInfo", "bootID"));
    }

    /** As kubectl prints them: without an equals sign where there is no value. */
    private List<String> taints(JsonNode taints) {
        List<String> found = new ArrayList<>();
        for (JsonNode taint : taints) {
            String value = Json.text(taint, "value");
            found.add(strings.same(
                    Json.text(taint, "key") + (value.isEmpty() ? "" : "=" + value) + ":" + Json.text(taint, "effect")));
        }
        return found;
    }

    private List<Condition> conditions(JsonNode conditions) {
        List<Condition> found = new ArrayList<>();
        for (JsonNode each : conditions) {
            found.add(new Condition(
                    strings.same(Json.text(each, "type")),
                    strings.same(Json.text(each, "status")),
                    strings.same(Json.text(each, "reason")),
                    strings.same(Json.text(each, "message")),
                    Json.time(each, "lastTransitionTime")));
        }
        return found;
    }
}
