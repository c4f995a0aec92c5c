package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Renders the real chart with the values of every phase, by Helm's own engine, and compares what agents would read. */
class ChartRenderingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void ciliumConfigChangesByExactlyTheKeysThatThePhaseNames(String version) throws IOException {
        Map<String, SortedSet<String>> expected = new LinkedHashMap<>();
        expected.put(
                "finalize-cilium",
                new TreeSet<>(List.of(
                        "custom-cni-conf: true -> false",
                        "write-cni-conf-when-ready: absent -> /host/etc/cni/net.d/05-cilium.conflist",
                        "cni-exclusive: absent -> true",
                        "cni-log-file: absent -> /var/run/cilium/cilium-cni.log",
                        "set-cilium-node-taints: absent -> true",
                        "unmanaged-pod-watcher-interval: 0 -> " + (version.compareTo("1.19") < 0 ? "15" : "15s"))));
        expected.put(
                "audit-policies",
                new TreeSet<>(List.of("enable-policy: never -> default", "policy-audit-mode: absent -> true")));
        expected.put("enforce-policies", new TreeSet<>(List.of("policy-audit-mode: true -> absent")));
        expected.put("host-routing", new TreeSet<>(List.of("enable-host-legacy-routing: true -> false")));

        Preview preview = Story.preview(text -> Story.replace(
                Story.replace(text, "version: 1.18.12", "version: " + version),
                "    clusterName:",
                "    hostLegacyRoutingAtEnd: false\n    clusterName:"));

        assertThat(deltas(preview, version)).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void agentsShareTheCniFolderAndChainHostPortsDuringTheMigrationAndForGood(String version) throws IOException {
        Preview preview = Story.sharingTheCniFolder(version);
        List<MapTree> states = Story.states(preview);

        assertThat(deltas(preview, version).get("finalize-cilium")).contains("cni-exclusive: absent -> false");
        assertThat(states.get(index(preview, "install-cilium") + 1)
                        .read("network/cilium/values.yaml")
                        .orElseThrow())
                .contains(
                        "# migration: permanent; host ports need the portmap plugin, other plugins their CNI configuration\n"
                                + "cni:\n  chainingMode: portmap\n  exclusive: false\n");
        assertThat(states.get(index(preview, "node-config") + 1)
                        .read("network/migration/manifests/ciliumnodeconfig-cilium-default.yaml")
                        .orElseThrow())
                .contains("cni-exclusive: \"false\"", "cni-chaining-mode: portmap");
        for (String phase : List.of("install-cilium", "finalize-cilium", "remove-calico-leftovers", "hand-over")) {
            boolean routedByTheHost = !phase.equals("hand-over");
            assertThat(ciliumConfig(render(preview, states.get(index(preview, phase) + 1), version)))
                    .as(phase)
                    .containsEntry("cni-chaining-mode", "portmap")
                    .containsEntry("enable-host-legacy-routing", String.valueOf(routedByTheHost));
        }
    }

    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void theLastPhasesRenderTheVerySameObjects(String version) throws IOException {
        Preview preview = Story.withCilium(version);
        List<MapTree> states = Story.states(preview);

        String before = render(preview, states.get(index(preview, "drop-overlay")), version);
        String dropped = render(preview, states.get(index(preview, "drop-overlay") + 1), version);
        String after = render(preview, states.get(index(preview, "hand-over") + 1), version);

        assertThat(dropped).isEqualTo(before);
        assertThat(after).isEqualTo(before);
        assertThat(ciliumConfig(after))
                .containsEntry("cluster-name", "prod-cluster")
                .containsEntry("cluster-pool-ipv4-cidr", "10.245.0.0/16")
                .containsEntry("tunnel-port", "8473")
                .containsEntry("enable-policy", "default")
                .containsEntry("custom-cni-conf", "false");
    }

    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void theInstalledAgentsServeNoPodAndTouchNoNode(String version) throws IOException {
        Preview preview = Story.withCilium(version);

        String rendered = render(preview, Story.states(preview).get(index(preview, "install-cilium") + 1), version);
        Map<String, String> config = ciliumConfig(rendered);

        assertThat(config)
                .containsEntry("custom-cni-conf", "true")
                .containsEntry("unmanaged-pod-watcher-interval", "0")
                .containsEntry("enable-policy", "never")
                .containsEntry("enable-host-legacy-routing", "true")
                .containsEntry("kube-proxy-replacement", "false")
                .containsEntry("routing-mode", "tunnel")
                .containsEntry("tunnel-protocol", "vxlan")
                .containsEntry("ipam", "cluster-pool")
                .containsEntry("cluster-pool-ipv4-mask-size", "24")
                .doesNotContainKeys(
                        "write-cni-conf-when-ready", "cni-exclusive", "set-cilium-node-taints", "cni-uninstall");
        assertThat(podsOf(rendered, "DaemonSet", "cilium").containsKey("cilium.io/cilium-configmap-checksum"))
                .as("a changed configuration restarts the agents")
                .isTrue();
    }

    /** Phase to what it changes in cilium-config; phases that change nothing there are left out. */
    private Map<String, SortedSet<String>> deltas(Preview preview, String version) throws IOException {
        List<MapTree> states = Story.states(preview);
        Map<String, SortedSet<String>> deltas = new LinkedHashMap<>();
        Map<String, String> former = null;
        for (int i = 0; i < preview.commits().size(); i++) {
            MapTree state = states.get(i + 1);
            if (state.read(preview.plan().migration().layout().ciliumApplication())
                    .isEmpty()) {
                continue;
            }
            Map<String, String> now = ciliumConfig(render(preview, state, version));
            if (former != null) {
                SortedSet<String> delta = delta(former, now);
                if (!delta.isEmpty()) {
                    deltas.put(preview.commits().get(i).entry().id(), delta);
                }
            }
            former = now;
        }
        return deltas;
    }

    private static SortedSet<String> delta(Map<String, String> former, Map<String, String> now) {
        TreeSet<String> keys = new TreeSet<>(former.keySet());
        keys.addAll(now.keySet());
        TreeSet<String> delta = new TreeSet<>();
        for (String key : keys) {
            String old = former.getOrDefault(key, "absent");
            String with = now.getOrDefault(key, "absent");
            if (!old.equals(with)) {
                delta.add(key + ": " + old + " -> " + with);
            }
        }
        return delta;
    }

    /** The chart with the value files that the Application names in this tree, in their order. */
    private String render(Preview preview, MapTree state, String version) throws IOException {
        String path = preview.plan().migration().layout().ciliumApplication();
        YamlDocument application =
                YamlFile.parse(path, state.read(path).orElseThrow()).documents().get(0);
        List<?> files = (List<?>) application
                .get(YamlPath.of("spec", "sources", 0, "helm", "valueFiles"))
                .orElseThrow();
        List<String> values = files.stream()
                .map(file ->
                        state.read(String.valueOf(file).replace("$values/", "")).orElseThrow())
                .toList();
        return Charts.render(version, folder, values);
    }

    private static Map<String, String> ciliumConfig(String rendered) {
        Map<String, String> config = Charts.ciliumConfig(rendered);
        assertThat(config).isNotEmpty();
        return config;
    }

    private static Map<?, ?> podsOf(String rendered, String kind, String name) {
        return Charts.object(rendered, kind, name)
                .flatMap(document -> document.get(YamlPath.parse("spec.template.metadata.annotations")))
                .map(annotations -> (Map<?, ?>) annotations)
                .orElse(Map.of());
    }

    private static int index(Preview preview, String id) {
        return preview.commits().stream()
                .map(PlannedCommit::entry)
                .map(entry -> entry.id())
                .toList()
                .indexOf(id);
    }
}
