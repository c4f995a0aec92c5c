package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A migration that runs is not continued with another plan by mistake, and not with values that contradict it by now. */
class ChangedPlanTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String NODE_CONFIG = "node-config";
    private static final String VALUES = "network/cilium/values.yaml";
    private static final String CONFIG = "network/migration/manifests/ciliumnodeconfig-cilium-default.yaml";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "podCIDRs: [10.245.0.0/16]|podCIDRs: [10.250.0.0/16]",
                "version: 1.18.12|version: 1.20.0",
                "strategy: replace|strategy: replace, label: example.com/other"
            })
    void anotherPlanIsRefusedWhilePhasesAreMerged(String old, String with) {
        MapTree base = merged(edited(old, with.replace(", label", "\n    label")));

        assertThatThrownBy(() -> Story.planFrom(Story.tree(), base))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.PLAN_CHANGED);
                                    assertThat(problem.message())
                                            .contains(
                                                    NODE_CONFIG,
                                                    Story.preview().plan().digest());
                                }));
    }

    @Test
    void whatNoFileFollowsFromMayChange() {
        MapTree base = merged(edited("soak: 3m", "soak: 10m"));
        assertThat(Story.planFrom(Story.tree(), base).findings())
                .extracting(Problem::code)
                .doesNotContain(ErrorCode.PLAN_CHANGED);
    }

    /** Who answers for the change has to have made it in what is merged, too. */
    @Test
    void somebodyMayAnswerForIt() {
        MapTree answered = merged(edited("strategy: replace", "strategy: replace\n    label: example.com/other")
                + "  acknowledged: [{code: plan-changed, reason: the label was changed by hand, by: network team}]\n");

        assertThatThrownBy(() -> Story.planFrom(Story.tree(), answered))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.PHASE_LOST);
                                    assertThat(problem.where().text()).isEqualTo(CONFIG);
                                    assertThat(problem.message())
                                            .startsWith(
                                                    "phase node-config of the changed plan would write CiliumNodeConfig"
                                                            + " kube-system/cilium-default spec.nodeSelector.matchLabels.example.com/other"
                                                            + " 'true', and it is not there: the phases");
                                }));

        Preview preview = Story.planFrom(
                Story.tree(),
                answered.with(
                        CONFIG,
                        Story.replace(
                                answered.files().get(CONFIG),
                                "io.cilium.migration/cilium-default",
                                "example.com/other")));
        assertThat(preview.findings())
                .filteredOn(problem -> problem.code() == ErrorCode.PLAN_CHANGED)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.NOTE);
                    assertThat(problem.message()).contains("network team");
                });
        assertThat(preview.commits().get(0).entry().id()).isEqualTo("node-templates");
    }

    /** The edits that runbook.md names where host ports are found after node-config. */
    @Test
    void hostPortsComeInByTheRunbook() {
        MapTree answered = merged(edited("    encapsulation:", "    hostPorts: true\n    encapsulation:")
                + "  acknowledged: [{code: plan-changed, reason: host ports, by: network team}]\n");
        MapTree values = answered.with(VALUES, answered.files().get(VALUES) + "cni: {chainingMode: portmap}\n");
        MapTree all = values.with(
                CONFIG,
                Story.replace(answered.files().get(CONFIG), "cni-chaining-mode: none", "cni-chaining-mode: portmap"));

        assertThat(lost(answered)).containsExactly(VALUES, CONFIG);
        assertThat(lost(values)).containsExactly(CONFIG);
        assertThat(lost(all)).isEmpty();
    }

    private static List<String> lost(MapTree base) {
        try {
            Story.planFrom(Story.tree(), base);
            return List.of();
        } catch (CrossfadeException refused) {
            return refused.problems().stream()
                    .filter(problem -> problem.code() == ErrorCode.PHASE_LOST)
                    .map(problem -> problem.where().file())
                    .toList();
        }
    }

    @Test
    void valuesThatContradictThePlanByNowAreRefused() {
        MapTree base = merged(Story.tree().files().get(SPEC));
        String values = base.files().get("network/cilium/values.yaml");
        MapTree later = base.with("network/cilium/values.yaml", values + "cni: {customConf: true}\n");

        assertThatThrownBy(() -> Story.planFrom(Story.tree(), later))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT)));
    }

    /** The repository with node-config merged, and crossfade.yaml as it says now. */
    private static MapTree merged(String spec) {
        return Journey.of(Story.preview()).after(NODE_CONFIG).with(SPEC, spec);
    }

    private static String edited(String old, String with) {
        return Story.replace(Story.tree().files().get(SPEC), old, with);
    }
}
