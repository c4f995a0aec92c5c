package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node that is made to measure; as it begins it has moved, and nothing is wrong with it. */
final class NodeDraft {

    static final String LABEL = "io.cilium.migration/cilium-default";
    static final String CALICO = "projectcalico.org/IPv4Address";

    private final String name;
    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> annotations = new TreeMap<>();
    private final Map<String, Condition> conditions = new LinkedHashMap<>();
    private List<String> taints = List.of();
    private List<String> addresses;
    private Instant created = HealthyCluster.BEFORE;
    private @Nullable Instant deleted;

    NodeDraft(String name, String address, String zone) {
        this.name = name;
        this.addresses = List.of(address);
        label(LABEL, "true").label("topology.kubernetes.io/zone", zone).label("pool", "kafka");
        annotation(CALICO, address + "/24");
        condition("Ready", "True", "KubeletReady").condition("NetworkUnavailable", "False", "CiliumIsUp");
    }

    NodeDraft label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    NodeDraft unlabelled(String key) {
        labels.remove(key);
        return this;
    }

    NodeDraft annotation(String key, String value) {
        annotations.put(key, value);
        return this;
    }

    NodeDraft taint(String taint) {
        taints = List.of(taint);
        return this;
    }

    NodeDraft address(String... all) {
        addresses = List.of(all);
        return this;
    }

    NodeDraft created(Instant time) {
        created = time;
        return this;
    }

    NodeDraft deleted(Instant time) {
        deleted = time;
        return this;
    }

    NodeDraft condition(String type, String status, String reason) {
        return condition(new Condition(type, status, reason, "", HealthyCluster.BEFORE));
    }

    NodeDraft condition(Condition whole) {
        conditions.put(whole.type(), whole);
        return this;
    }

    NodeDraft without(String condition) {
        conditions.remove(condition);
        return this;
    }

    NodeFact fact() {
        Version version = new Version("uid-" + name, "7", 0, created, created, deleted, List.of());
        return new NodeFact(
                name,
                version,
                labels,
                taints,
                addresses,
                annotations,
                List.copyOf(conditions.values()),
                "boot-" + name);
    }
}
