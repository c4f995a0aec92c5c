package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What values set past the chart's own keys may be anything but what phases set. */
class OverriddenOptionsTest {

    private static final String VALUES = "network/cilium/values.yaml";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "extraConfig: {debug: 'true', enable-policy: always}|enable-policy",
                "extraConfig: {custom-cni-conf: 'false'}|custom-cni-conf",
                "extraConfig: {Cluster-Pool-IPv4-CIDR: 10.0.0.0/8}|cluster-pool-ipv4-cidr",
                "extraArgs: ['--enable-policy=always']|enable-policy",
                "extraArgs: [--debug, --cni-exclusive, 'true']|cni-exclusive",
                "operator: {extraArgs: [--unmanaged-pod-watcher-interval=15]}|unmanaged-pod-watcher-interval",
                "extraEnv: [{name: A, value: b}, {name: CILIUM_ENABLE_POLICY, value: always}]|enable-policy",
                "operator: {extraEnv: [{name: CILIUM_SET_CILIUM_NODE_TAINTS, value: 'true'}]}|set-cilium-node-taints",
                "extraArgs: [--k8s-namespace=cilium]|k8s-namespace",
                "extraEnv: [{name: CILIUM_K8S_NAMESPACE, value: cilium}]|k8s-namespace",
                "operator: {extraArgs: [--cilium-pod-namespace=cilium]}|cilium-pod-namespace",
                "daemon: {configSources: config-map:kube-system/cilium-config}|daemon.configSources",
                "daemon: {allowedConfigOverrides: debug}|daemon.allowedConfigOverrides",
                "daemon: {blockedConfigOverrides: custom-cni-conf}|daemon.blockedConfigOverrides"
            })
    void anOptionOfAPhaseIsRefusedAtItsPlace(String values, String option) {
        assertThat(refused(Story.tree().with(VALUES, "# ours\n" + values + "\n")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
                    assertThat(problem.isBlocker()).isTrue();
                    assertThat(problem.where().text()).startsWith(VALUES + ":2:");
                    assertThat(problem.message()).contains(option);
                    assertThat(problem.cure()).contains(VALUES);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extraConfig: {bpf-map-dynamic-size-ratio: '0.0025', enable-policy-secrets-sync: 'true'}",
                "extraConfig: ~",
                "extraArgs: [--debug, 'enable-policy', --enable-policyx=1]",
                "extraEnv: [{name: ENABLE_POLICY, value: a}, {name: CILIUM_DEBUG, value: b}, text]",
                "operator: {extraArgs: [], extraEnv: ~}",
                "daemon: {configSources: ~, runPath: /run/cilium}",
                "envoy: {extraArgs: [--enable-policy=always]}"
            })
    void everythingElsePasses(String values) {
        assertThat(Story.plan(Story.tree().with(VALUES, values + "\n")).commits())
                .isNotEmpty();
    }

    @Test
    void ofSeveralFilesTheLastOneIsNamedAndItsListAloneCounts() {
        String spec = Story.replace(
                Story.tree().files().get("crossfade.yaml"),
                "values: network/cilium/values.yaml",
                "values: [network/cilium/base.yaml, network/cilium/values.yaml]");
        MapTree tree = Story.tree()
                .with("crossfade.yaml", spec)
                .with(
                        "network/cilium/base.yaml",
                        "extraArgs: [--enable-policy=always]\nextraConfig: {ipam: eni, tunnel-port: '1'}\n")
                .with(VALUES, "extraArgs: [--debug]\nextraConfig: {ipam: azure}\n");

        assertThat(refused(tree))
                .extracting(problem -> problem.where().text().replaceFirst(":\\d+$", "") + " " + problem.message())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(VALUES + ":2 ").contains("option ipam"),
                        second -> assertThat(second)
                                .startsWith("network/cilium/base.yaml:2 ")
                                .contains("option tunnel-port"));
    }

    private static List<Problem> refused(MapTree tree) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> Story.plan(tree))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refusal -> problems.addAll(refusal.problems().stream()
                                .filter(Problem::isBlocker)
                                .toList()));
        return problems;
    }
}
