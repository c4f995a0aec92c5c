package dev.crossfade.core.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KarpenterPoolTest {

    private static final String LABEL = "io.cilium.migration/cilium-default";

    private static final String POOL = """
            # the general pool
            apiVersion: karpenter.sh/v1
            kind: NodePool
            metadata:
              name: general
            spec:
              disruption:
                consolidationPolicy: WhenEmptyOrUnderutilized
                consolidateAfter: 1m # ours
                budgets: # what we agreed with the teams
                  - nodes: "20%"
                  # nobody is there at night
                  - nodes: "0"
                    schedule: "0 20 * * *"
                    duration: 10h
              template:
                metadata:
                  labels:
                    pool: general # for nodeSelectors
                spec:
                  requirements:
                    - {key: karpenter.sh/capacity-type, operator: In, values: [on-demand]}
            """;

    @Test
    void labelTaintAndAClosedBudgetComeInOneEditAndNothingElseChanges() {
        String prepared = prepare(POOL, true, null);

        assertThat(prepared)
                .isEqualTo(
                        POOL.replace(
                                        "duration: 10h\n",
                                        "duration: 10h\n      # migration: 0 until the wave of this pool, then its pace; ends with hand-over\n"
                                                + "      - nodes: \"0\"\n")
                                .replace(
                                        "for nodeSelectors\n",
                                        "for nodeSelectors\n        # migration: new nodes use Cilium; ends with clean-nodes\n"
                                                + "        io.cilium.migration/cilium-default: \"true\"\n")
                                .replace(
                                        "[on-demand]}\n",
                                        "[on-demand]}\n      # migration: permanent; pods wait until Cilium runs on a new node\n"
                                                + "      startupTaints:\n"
                                                + "        - {key: node.cilium.io/agent-not-ready, value: \"true\", effect: NoExecute}\n"));
    }

    @Test
    void aWaveOpensAtItsPaceAndElseAtTheCustomers() {
        String prepared = prepare(POOL, true, "5");
        assertThat(rotate(prepared, true, "5"))
                .as("one number changes, and the comment above it is true before and after")
                .isEqualTo(prepared.replace("      - nodes: \"0\"\n  template", "      - nodes: \"5\"\n  template"))
                .contains("then its pace; ends with hand-over\n      - nodes: \"5\"\n");
        assertThat(rotate(prepare(POOL, true, null), true, null)).doesNotContain("- nodes: \"0\"\n  template", "pace");
    }

    @Test
    void aPoolWithoutBudgetsOpensAtKarpentersOwnDefaultWhichAWrittenListReplaces() {
        String plain = POOL.replaceFirst("(?s)    budgets:.*?10h\n", "");
        String prepared = prepare(plain, false, null);
        assertThat(prepared).contains("    budgets:\n      - {nodes: \"0\"}\n");

        assertThat(rotate(prepared, false, null)).contains("    budgets:\n").contains("nodes: 10%");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"5,false", "-,false", "5,true", "-,true"})
    void afterHandOverOnlyTheTaintIsLeft(@Nullable String pace, boolean windows) {
        String lineBreak = windows ? "\r\n" : "\n";
        for (String text : List.of(
                POOL,
                POOL.replaceFirst("(?s)    budgets:.*?10h\n", ""),
                POOL.replaceFirst("(?s)  disruption:.*?10h\n", ""),
                POOL.replaceFirst("(?s)    metadata:\n.*?nodeSelectors\n", ""),
                "# head\nkind: ConfigMap\nmetadata: {name: general}\n---\n" + POOL + "---\n# tail\na: 1\n")) {
            String pool = text.replace("\n", lineBreak);
            boolean budgeted = text.contains("budgets");
            String end = edited(pool, budgeted, pace, file -> {
                NodeTemplates templates = templates(budgeted, pace);
                return templates.release(
                        templates.clean(templates.rotate(templates.prepare(file), "general"), "general"));
            });
            String taint = "      # migration: permanent; pods wait until Cilium runs on a new node\n"
                    + "      startupTaints:\n"
                    + "        - {key: node.cilium.io/agent-not-ready, value: \"true\", effect: NoExecute}\n";
            assertThat(end).contains(taint.replace("\n", lineBreak));
            assertThat(end.replace(taint.replace("\n", lineBreak), "")).isEqualTo(pool);
        }
    }

    @Test
    void aStartupTaintOfTheSameKeyIsEnough() {
        String tainted = POOL + "      startupTaints:\n        - key: node.cilium.io/agent-not-ready\n"
                + "          effect: NoSchedule\n";

        String prepared = prepare(tainted, true, null);

        assertThat(prepared).contains(LABEL).doesNotContain("NoExecute");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pool: general # for|io.cilium.migration/cilium-default: \"true\" # for|has label|off the nodes",
                "nodes: \"20%\"|nodes: \"0\"|budget of 0 nodes at all times|schedule",
                "nodes: \"20%\"|nodes: 0%|budget of 0% nodes at all times|schedule",
                "nodes: \"20%\"|nodes: \"0\", reasons: [Drifted]|budget of 0|schedule",
                "requirements:|taints: [{key: node.cilium.io/agent-not-ready, effect: NoExecute}], requirements:|under taints|startupTaints"
            })
    void whatContradictsTheMigrationIsNamedWithItsPlaceAndACure(String old, String with, String what, String cure) {
        String text = POOL.replace(
                old, with.replaceAll(", (?=reasons)", "\n        ").replaceAll(", (?=requirements)", "\n      "));

        assertThat(templates(true, null).conflicts(YamlFile.parse("pool.yaml", text)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_CONFLICT);
                    assertThat(problem.isBlocker()).isTrue();
                    assertThat(problem.where().line()).isGreaterThan(1);
                    assertThat(problem.message()).startsWith("NodePool general").contains(what);
                    assertThat(problem.cure()).contains(cure);
                });
    }

    @Test
    void budgetsThatLetDriftPassAreNoConflict() {
        assertThat(templates(true, null).conflicts(YamlFile.parse("pool.yaml", POOL)))
                .isEmpty();
        assertThat(templates(true, null)
                        .conflicts(YamlFile.parse(
                                "pool.yaml", POOL.replace("\"20%\"", "\"0\"\n        reasons: [Underutilized]"))))
                .isEmpty();
        assertThat(templates(true, null)
                        .conflicts(YamlFile.parse(
                                "pool.yaml", POOL.replaceFirst("(?s)    budgets:.*?10h\n", "    budgets: []\n"))))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.NODE_TEMPLATE_CONFLICT);
    }

    @Test
    void aBudgetThatSomebodyTookAwayStopsTheWave() {
        assertThatThrownBy(() -> rotate(POOL, true, null))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_CONFLICT);
                                    assertThat(problem.message()).contains("has lost the budget");
                                }));
        assertThatThrownBy(() -> rotate("a: 1\n", true, null))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::code)
                                .containsExactly(ErrorCode.NODE_TEMPLATE_NOT_FOUND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels: &labels\n        pool", "labels: *labels\n    #"})
    void anchorsInTheWayAreRefused(String labels) {
        String text = ("x: &" + (labels.contains("&") ? "other" : "labels") + " {a: b}\n" + POOL)
                .replace("labels:\n        pool", labels);
        assertThatThrownBy(() -> prepare(text, true, null))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::code)
                                .containsExactly(ErrorCode.YAML_NOT_EDITABLE));
    }

    private static String prepare(String text, boolean budgeted, @Nullable String pace) {
        return edited(text, budgeted, pace, templates(budgeted, pace)::prepare);
    }

    private static String rotate(String text, boolean budgeted, @Nullable String pace) {
        return edited(text, budgeted, pace, file -> templates(budgeted, pace).rotate(file, "general"));
    }

    private static String edited(
            String text, boolean budgeted, @Nullable String pace, java.util.function.UnaryOperator<YamlFile> edit) {
        return edit.apply(YamlFile.parse("pool.yaml", text)).text();
    }

    private static NodeTemplates templates(boolean budgeted, @Nullable String pace) {
        NodesSpec nodes = new NodesSpec(
                NodesSpec.Strategy.REPLACE,
                LABEL,
                new NodesSpec.Taint("node.cilium.io/agent-not-ready", "true", "NoExecute"),
                List.of("pool.yaml"),
                List.of(new NodesSpec.Wave("general", List.of("pool.yaml"), Map.of(), pace)),
                1,
                NodesSpec.Recycle.PRINT,
                List.of());
        return new NodeTemplates(
                nodes,
                List.of(new NodeTemplate.KarpenterPool(
                        new NodeObject("pool.yaml", "NodePool", "", "general"), "general", budgeted, "", "", "")));
    }
}
