package dev.crossfade.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which gates stand in which phase by themselves: from the first to the last, and in none beside them. */
class StandingGatesTest {

    private static final List<String> ROWS = List.of(
            "prepare",
            "adopt-calico",
            "pin-calico-address",
            "relax-policies",
            "quiesce-workloads",
            "install-cilium",
            "node-config",
            "node-templates",
            "first-nodes",
            "resume-workloads",
            "rotate-nodes",
            "finalize-cilium",
            "retire-node-config",
            "audit-policies",
            "enforce-policies",
            "remove-calico-workloads",
            "remove-calico-leftovers",
            "host-routing",
            "clean-nodes",
            "drop-overlay",
            "hand-over");

    @ParameterizedTest
    @CsvSource({
        "argo-synced,prepare,hand-over,''",
        "probe,prepare,host-routing,no-probe",
        "calico-healthy,prepare,enforce-policies,''",
        "calico-address,pin-calico-address,enforce-policies,canal",
        "coredns,prepare,hand-over,''",
        "api-services,prepare,hand-over,''",
        "cilium-health,install-cilium,hand-over,''",
        "agents-ready,install-cilium,hand-over,''",
        "cilium-operator,install-cilium,hand-over,''",
        "calico-pods-gone,remove-calico-leftovers,hand-over,''",
        "nodes-schedulable,remove-calico-leftovers,hand-over,''"
    })
    void aGateStandsFromItsFirstPhaseToItsLast(String id, String from, String to, String unless) {
        List<String> expected = ROWS.subList(ROWS.indexOf(from), ROWS.indexOf(to) + 1);
        assertThat(ROWS.stream().filter(row -> ids(row).contains(id))).containsExactlyElementsOf(expected);
        Gate gate = Gates.named(List.of(id)).get(0);
        for (String trait : List.of("no-probe", "canal", "operator", "manifest")) {
            assertThat(Gates.applies(gate, List.of(trait))).as(trait).isEqualTo(!trait.equals(unless));
        }
    }

    @Test
    void noOtherGateStandsByItself() {
        assertThat(ROWS.stream().flatMap(row -> ids(row).stream()).distinct()).hasSize(11);
        assertThat(ids("no-row")).isEmpty();
    }

    @Test
    void aGateThatIsUnknownOrNamedTwiceIsAMistakeInCode() {
        for (List<String> ids : List.of(List.of("no-gate"), List.of("coredns", "coredns"))) {
            assertThatThrownBy(() -> Gates.named(ids)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<String> ids(String row) {
        return Gates.standing(ROWS, row).stream().map(Gate::id).collect(Collectors.toList());
    }
}
