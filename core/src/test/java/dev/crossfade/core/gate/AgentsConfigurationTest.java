package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.NOW;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AgentsConfigurationTest {

    private final HealthyCluster cluster = new HealthyCluster();

    private static AgentsRule wanting(String key, Optional<String> value) {
        return new AgentsRule(new TreeMap<>(Map.of(key, value)));
    }

    @Test
    void aKeyWithItsValueIsShown() {
        cluster.judge(wanting("enable-policy", Optional.of("never")))
                .passes("each started after")
                .shows(AgentsRule.CONFIG, "data.enable-policy", "never");
    }

    @Test
    void anotherValueIsNamedWithBoth() {
        cluster.judge(wanting("enable-policy", Optional.of("default")))
                .waits("ConfigMap kube-system/cilium-config: enable-policy is never, not default")
                .shows(AgentsRule.CONFIG, "data.enable-policy", "never");
    }

    @Test
    void aKeyThatIsMissingIsNotItsDefault() {
        cluster.judge(wanting("policy-audit-mode", Optional.of("false")))
                .waits("policy-audit-mode is none, not false")
                .shows(AgentsRule.CONFIG, "data.policy-audit-mode", "none");
    }

    @Test
    void aKeyThatMustNotBeThereIsOne() {
        cluster.judge(wanting("policy-audit-mode", Optional.empty())).passes();
        cluster.judge(wanting("enable-policy", Optional.empty())).waits("enable-policy is never, not none");
    }

    @Test
    void aConfigurationThatIsMissingWaits() {
        cluster.without(AgentsRule.CONFIG);

        cluster.judge(wanting("enable-policy", Optional.of("never")))
                .waits("answers 404")
                .shows(AgentsRule.CONFIG, "", "404");
    }

    @Test
    void oneThatChangedSinceAnyAgentStartedWaits() {
        cluster.pod("cilium-a", pod -> pod.started(NOW.minusSeconds(10)));
        cluster.object(AgentsRule.CONFIG).changed(NOW.minusSeconds(20));

        cluster.judge(wanting("enable-policy", Optional.of("never")))
                .waits("1 agents run a configuration from before", "cilium-b on b")
                .doesNotBlame("cilium-a")
                .shows(AgentsRule.CONFIG, "metadata.managedFields", "changed");
    }

    /** An init container fetches the configuration, and an agent that is killed alone does not run that again. */
    @Test
    void oneWhoseContainerStartedAnewAloneHasTheConfigurationOfBefore() {
        cluster.pod("cilium-a", pod -> pod.started(NOW.minusSeconds(10)));
        cluster.pod("cilium-b", pod -> pod.started(NOW.minusSeconds(5)).begun(NOW.minusSeconds(60)));
        cluster.object(AgentsRule.CONFIG).changed(NOW.minusSeconds(20));

        cluster.judge(wanting("enable-policy", Optional.of("never")))
                .waits("1 agents run a configuration from before", "cilium-b on b")
                .doesNotBlame("cilium-a");
    }

    @Test
    void whatKeepsTheRolloutComesFirst() {
        cluster.withoutPod("cilium-b").without(AgentsRule.CONFIG);

        cluster.judge(wanting("enable-policy", Optional.of("never"))).waits("without: b");
    }

    @Test
    void aLabelOfTheConfigurationAsksForNoRestart() {
        cluster.object(AgentsRule.CONFIG)
                .changed(NOW)
                .written("argocd-controller", HealthyCluster.BEFORE, "data.enable-policy")
                .written("labeller", NOW);
        cluster.judge(wanting("enable-policy", Optional.of("never"))).passes();
        cluster.object(AgentsRule.CONFIG).written("argocd-controller", NOW, "data.enable-policy");
        cluster.judge(wanting("enable-policy", Optional.of("never")))
                .waits("agents run a configuration from before " + NOW);
    }
}
