package dev.crossfade.core.proof;

import dev.crossfade.core.gate.AgentsRule;
import dev.crossfade.core.gate.AllRule;
import dev.crossfade.core.gate.CiliumNodesRule;
import dev.crossfade.core.gate.FreeRangesRule;
import dev.crossfade.core.gate.GoneRule;
import dev.crossfade.core.gate.NoEndpointsRule;
import dev.crossfade.core.gate.NodeCheck;
import dev.crossfade.core.gate.NodeSelection;
import dev.crossfade.core.gate.NodesRule;
import dev.crossfade.core.gate.PresentRule;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.UnchangedRule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.spec.Cidr;
import dev.crossfade.core.values.ValuesMerge;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether Cilium is as a phase needs it. */
final class CiliumRules {

    private static final List<String> GUARD = List.of("metadata", "annotations", "argocd.argoproj.io/sync-options");

    private CiliumRules() {}

    static Rule agents(Standpoint at) {
        return new AgentsRule(settings(at));
    }

    /** Options that the values of Git give, under their names in cilium-config (templates/cilium-configmap.yaml, 1.14 to 1.20). */
    private static SortedMap<String, Optional<String>> settings(Standpoint at) {
        Content values = values(at);
        SortedMap<String, Optional<String>> settings = new TreeMap<>();
        values.text("cni", "customConf").ifPresent(value -> settings.put("custom-cni-conf", Optional.of(value)));
        values.text("policyEnforcementMode")
                .ifPresent(value -> settings.put("enable-policy", Optional.of(value.toLowerCase(Locale.ROOT))));
        // the chart writes that key only where the value is there: audit mode that somebody has left on drops nothing
        settings.put("policy-audit-mode", values.text("policyAuditMode"));
        values.text("bpf", "hostLegacyRouting")
                .ifPresent(value -> settings.put("enable-host-legacy-routing", Optional.of(value)));
        values.text("operator", "unmanagedPodWatcher", "restart")
                .filter("false"::equals)
                .ifPresent(value -> settings.put("unmanaged-pod-watcher-interval", Optional.of("0")));
        settings.put("cluster-name", Optional.of(at.spec().cilium().clusterName()));
        settings.put(
                "cluster-pool-ipv4-cidr",
                Optional.of(at.spec().cilium().podCIDRs().stream()
                        .filter(range -> !range.isIpv6())
                        .map(Cidr::toString)
                        .collect(Collectors.joining(" "))));
        return settings;
    }

    /** The values that the Application names, merged as Helm does. */
    private static Content values(Standpoint at) {
        List<YamlFile> files = new ArrayList<>();
        for (Content application : ArgoRules.documents(at, at.layout().ciliumApplication())) {
            for (Content source : application.items("spec", "sources")) {
                for (Content file : source.items("helm", "valueFiles")) {
                    String path = file.text().orElse("").replaceFirst("^\\$values/", "");
                    at.tree().read(path).ifPresent(text -> files.add(YamlFile.parse(path, text)));
                }
            }
        }
        // what no file names any more is the chart's default, and not anything
        return Content.of(ValuesMerge.typed(at.migration().cilium().overlayDefaults(), ValuesMerge.typed(files)));
    }

    static Rule nodes(Standpoint at) {
        return new CiliumNodesRule(at.cilium());
    }

    static Rule nothingMoved(Standpoint at) {
        return AllRule.of(
                new NodesRule(
                        new NodeSelection.All(),
                        true,
                        List.of(
                                new NodeCheck.Unlabelled(at.label()),
                                new NodeCheck.Untainted(
                                        at.spec().nodes().taint().key())),
                        Verdict.FAILED),
                new NoEndpointsRule(at.merge().time()));
    }

    /** Nothing would lose its network with Cilium, and no node would come back without one. */
    static Rule nothingMigrated(Standpoint at) {
        return AllRule.of(
                new NodesRule(
                        new NodeSelection.All(), true, List.of(new NodeCheck.Unlabelled(at.label())), Verdict.FAILED),
                new NoEndpointsRule(at.merge().time()),
                new FreeRangesRule(at.cilium()));
    }

    /** As Git has it, with its guard. */
    static Rule nodeConfig(Standpoint at) {
        return ArgoRules.withDocument(at, at.layout().nodeConfig(), config -> nodeConfig(at, config));
    }

    private static Rule nodeConfig(Standpoint at, Content config) {
        Map<List<String>, Content> fields = new TreeMap<>(CiliumRules::compare);
        fields.put(List.of("spec"), config.at("spec").orElseThrow());
        config.at(GUARD.toArray(String[]::new)).ifPresent(guard -> fields.put(GUARD, guard));
        return AllRule.of(
                new PresentRule(Seat.CLUSTER, ArgoRules.id(config), fields),
                new NodesRule(
                        new NodeSelection.All(), true, List.of(new NodeCheck.Unlabelled(at.label())), Verdict.FAILED));
    }

    private static int compare(List<String> one, List<String> other) {
        return String.join(".", one).compareTo(String.join(".", other));
    }

    static Rule nodeConfigGone(Standpoint at) {
        ObjectId config = ObjectId.namespaced(
                at.migration().cilium().nodeConfigApi(), "CiliumNodeConfig", "kube-system", "cilium-default");
        return AllRule.of(new GoneRule(Seat.CLUSTER, List.of(config), at.merge().time()), agents(at));
    }

    static Rule valuesUnchanged(Standpoint at) {
        return new UnchangedRule(
                ObjectId.namespaced("v1", "ConfigMap", "kube-system", "cilium-config"),
                List.of(
                        ObjectId.namespaced("apps/v1", "DaemonSet", "kube-system", "cilium"),
                        ObjectId.namespaced("apps/v1", "Deployment", "kube-system", "cilium-operator")),
                ArgoRules.cilium(at),
                at.merge().time());
    }
}
