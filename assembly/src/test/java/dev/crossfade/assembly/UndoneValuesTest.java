package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.plan.PlanRenderer;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of phases can be undone until drop-overlay; what they were meanwhile never becomes permanent. */
class UndoneValuesTest {

    private static final String OVERLAY = "network/migration/cilium/values.migration.yaml";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "finalize-cilium|cni.customConf, operator.unmanagedPodWatcher.restart, policyEnforcementMode, operator.setNodeTaints, bpf.hostLegacyRouting",
                "audit-policies|policyEnforcementMode, bpf.hostLegacyRouting",
                "enforce-policies|policyAuditMode, bpf.hostLegacyRouting",
                "host-routing|bpf.hostLegacyRouting"
            })
    void whatAPhaseSetAndSomebodyUndidIsNotDropped(String phase, String keys) {
        Journey journey = Journey.of(Story.preview(text ->
                Story.replace(text, "    clusterName:", "    hostLegacyRoutingAtEnd: false\n    clusterName:")));
        String undone = journey.states().get(journey.index(phase)).files().get(OVERLAY);
        MapTree before = journey.states().get(journey.index("drop-overlay"));

        List<Problem> problems = refused(journey, before.with(OVERLAY, undone));

        assertThat(problems).allMatch(problem -> problem.code() == ErrorCode.OVERLAY_NOT_FINAL);
        assertThat(problems)
                .extracting(problem -> problem.message().replaceFirst(" .*", ""))
                .containsExactlyInAnyOrder(keys.split(", ", -1));
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.where().file()).isEqualTo(OVERLAY);
            assertThat(problem.where().line()).isPositive();
        });
    }

    @Test
    void anEnforcementThatWasRevertedAsDocumentedIsNamedWithItsCure() {
        Journey journey = Journey.of(Story.preview());
        MapTree enforced = journey.after("enforce-policies");
        MapTree reverted = enforced.with(OVERLAY, journey.text("audit-policies", OVERLAY));

        assertThat(refused(journey, reverted)).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("policyAuditMode is still true", "enforce-policies");
            assertThat(problem.cure()).contains("enforce-policies", OVERLAY);
        });
        assertThat(new PlanRenderer(journey.preview().plan()).render(enforced)).isNotEmpty();
    }

    @Test
    void aKeyOfTheCustomersOwnInTheOverlayIsKept() {
        Journey journey = Journey.of(Story.preview());
        MapTree before = journey.states().get(journey.index("drop-overlay"));
        MapTree debugged = before.with(OVERLAY, before.files().get(OVERLAY) + "debug: {enabled: true}\n");

        MapTree dropped = debugged.with(new PlanRenderer(journey.preview().plan())
                .render(debugged)
                .get(0)
                .changes());

        assertThat(dropped.files().get("network/cilium/values.yaml")).contains("debug:");
    }

    private static List<Problem> refused(Journey journey, MapTree base) {
        List<Problem> problems = new ArrayList<>();
        PlanRenderer renderer = new PlanRenderer(journey.preview().plan());
        assertThatThrownBy(() -> renderer.render(base))
                .isInstanceOfSatisfying(CrossfadeException.class, e -> problems.addAll(e.problems()));
        return problems;
    }
}
