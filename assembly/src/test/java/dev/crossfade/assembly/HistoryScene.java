package dev.crossfade.assembly;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.observation.Ancestry;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.proof.Merges;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Standpoint;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A merged phase of the published story, and a cluster in which all that it asks for is so. */
final class HistoryScene {

    static final Duration SOAK = Duration.ofMinutes(3);
    static final Instant MERGED = Instant.parse("2026-08-01T12:00:00Z");
    static final String MERGE = "a".repeat(40);
    static final String BEFORE = "b".repeat(40);
    static final String LATER = "c".repeat(40);
    static final String LABEL = "io.cilium.migration/cilium-default";

    private final Journey journey;
    private final String phase;
    private final MapTree tree;
    private final Map<ObjectId, Map<String, Object>> git = new HashMap<>();
    private final List<String> ids;
    private final int position;
    private final Map<String, String> config;
    private final Proof proof;

    HistoryScene(Journey journey, String phase) {
        this.journey = journey;
        this.phase = phase;
        this.tree = journey.after(phase);
        tree.files().keySet().stream()
                .filter(path -> path.endsWith(".yaml") && !path.equals("crossfade.yaml"))
                .forEach(this::keep);
        this.ids = journey.ids();
        this.position = ids.indexOf(phase);
        this.config = rendered();
        this.proof = new Proof(phase, Rules.of(standpoint()), MERGED, new Patience(SOAK, Duration.ofHours(9), false));
    }

    @SuppressWarnings("unchecked")
    private void keep(String path) {
        for (YamlDocument document :
                YamlFile.parse(path, tree.files().get(path)).documents()) {
            if (document.root() instanceof Map<?, ?> root && root.containsKey("kind")) {
                Content content = Content.of(root);
                git.put(
                        new ObjectId(
                                content.text("apiVersion").orElse("?"),
                                content.text("kind").orElse("?"),
                                content.text("metadata", "namespace").orElse(""),
                                content.text("metadata", "name").orElse("?")),
                        (Map<String, Object>) root);
            }
        }
    }

    Proof proof() {
        return proof;
    }

    String phase() {
        return phase;
    }

    /** The object as Git has it. */
    Optional<Map<String, Object>> git(ObjectId id) {
        return Optional.ofNullable(git.get(id));
    }

    /** True where the phase is this one or comes after it; of a row without a commit of its name, its first. */
    boolean isFrom(String other) {
        int exact = ids.indexOf(other);
        int first = journey.preview().commits().stream()
                .map(commit -> commit.entry().phase().id())
                .toList()
                .indexOf(other);
        if (exact < 0 && first < 0) {
            throw new IllegalArgumentException("no phase or row " + other);
        }
        return position >= (exact < 0 ? first : exact);
    }

    boolean hasCilium() {
        return isFrom("install-cilium");
    }

    boolean hasCalico() {
        return !isFrom("remove-calico-workloads");
    }

    boolean hasProbe() {
        return !isFrom("clean-nodes");
    }

    boolean isLabelled() {
        return !isFrom("clean-nodes");
    }

    Sequence.Entry entry() {
        return journey.preview().plan().entry(phase).orElseThrow();
    }

    Standpoint standpoint() {
        Merges merges = id -> Optional.of(
                id.equals(phase)
                        ? new ApplicationRule.Merge(MERGE, MERGED)
                        : new ApplicationRule.Merge(BEFORE, MERGED.minus(Duration.ofHours(6))));
        Ancestry ancestry = (revision, commit) -> revision.equals("d".repeat(40))
                ? new Reading.Unread<>("not at hand", MERGED)
                : new Reading.Read<>(revision.equals(commit) || revision.equals(LATER), MERGED);
        return new Standpoint(journey.preview().plan(), entry(), tree, merges, ancestry);
    }

    /** What the chart renders into cilium-config of the values that the phase has in Git. */
    Map<String, String> config() {
        return config;
    }

    private Map<String, String> rendered() {
        Map<String, String> config = new TreeMap<>();
        if (hasCilium()) {
            config.put("cluster-name", "prod-cluster");
            config.put("cluster-pool-ipv4-cidr", "10.245.0.0/16");
            // the chart's own defaults, for what no values file names
            option("cni.customConf", "custom-cni-conf", "false", config);
            option("policyEnforcementMode", "enable-policy", "default", config);
            journey.value(phase, "policyAuditMode")
                    .ifPresent(value -> config.put("policy-audit-mode", String.valueOf(value)));
            journey.value(phase, "bpf.hostLegacyRouting")
                    .ifPresent(value -> config.put("enable-host-legacy-routing", String.valueOf(value)));
            boolean watches = journey.value(phase, "operator.unmanagedPodWatcher.restart")
                    .filter(Boolean.FALSE::equals)
                    .isEmpty();
            config.put("unmanaged-pod-watcher-interval", watches ? "15" : "0");
        }
        return config;
    }

    private void option(String value, String key, String standard, Map<String, String> config) {
        config.put(key, journey.value(phase, value).map(String::valueOf).orElse(standard));
    }

    /** Everything as the phase wants it, since the merge. */
    HistoryTruth good(int machines) {
        HistoryTruth truth = new HistoryTruth();
        truth.now = MERGED;
        truth.markerPhase = phase;
        truth.configChanged = hasCilium() ? MERGED.minusSeconds(600) : Instant.EPOCH;
        truth.dns = MERGED.minusSeconds(3600);
        truth.config = new TreeMap<>(config);
        for (String app : List.of("crossfade-prod", "crossfade-prod-applications", "prod-cilium")) {
            if (!app.equals("prod-cilium") || hasCilium()) {
                HistoryTruth.App one = new HistoryTruth.App();
                one.revision = MERGE;
                one.finished = MERGED.plusSeconds(5);
                one.reconciled = MERGED.plusSeconds(6);
                truth.apps.put(app, one);
            }
        }
        for (int i = 0; i < machines; i++) {
            truth.machines.add(machine(i, truth));
        }
        return truth;
    }

    private HistoryTruth.Machine machine(int number, HistoryTruth truth) {
        HistoryTruth.Machine machine = new HistoryTruth.Machine();
        machine.name = "node-" + number;
        boolean clean = isFrom("clean-nodes");
        machine.created = MERGED.minusSeconds(clean ? 3600 : 36_000);
        machine.zone = "zone-" + number % 2;
        machine.address = "10.0." + number / 200 + "." + (number % 200 + 10);
        machine.calicoAddress = machine.address;
        machine.moved = isFrom("rotate-nodes") || (isFrom("first-nodes") && number < 4);
        machine.calicoNode = MERGED.minusSeconds(7200);
        machine.agent = truth.configChanged.plusSeconds(30);
        machine.probe = MERGED.minusSeconds(5000);
        return machine;
    }
}
