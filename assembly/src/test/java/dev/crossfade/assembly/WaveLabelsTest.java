package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wave that selects none of the nodes that its templates make would pass its gates at once. */
class WaveLabelsTest {

    @ParameterizedTest
    @CsvSource({"pool: shop,pool=general,pool=shop", "karpenter.sh/nodepool: shop,karpenter.sh/nodepool=general,=shop"})
    void anotherValueIsRefused(String select, String gives, String selects) {
        assertThatThrownBy(() -> Story.plan(pool(select)))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_LABELS);
                                    assertThat(problem.message())
                                            .contains("NodePool general", gives, "wave general", selects);
                                    assertThat(problem.where().text()).startsWith(NodeFiles.GENERAL + ":");
                                }));
    }

    @Test
    void aLabelThatTheTemplateDoesNotGiveIsAFinding() {
        assertThat(findings(pool("team: shop"))).singleElement().satisfies(problem -> {
            assertThat(problem.isBlocker()).isFalse();
            assertThat(problem.message()).contains("no label team", "wave general");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pool: general",
                "karpenter.sh/nodepool: general",
                "karpenter.sh/capacity-type: on-demand",
                "topology.kubernetes.io/zone: a"
            })
    void whatTheTemplateOrOthersGiveIsNone(String select) {
        assertThat(findings(pool(select))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1beta1", "v1beta2"})
    void kubeletsLabelsCountForClusterApi(String version) {
        assertThat(findings(workers(version, "pool: general"))).isEmpty();
        assertThat(findings(workers(version, "team: shop")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("KubeadmConfigTemplate general-join"));
        assertThatThrownBy(() -> Story.plan(workers(version, "pool: shop")))
                .hasMessageContaining("pool=general, and wave general selects pool=shop");
    }

    private static MapTree pool(String select) {
        return one(NodeFiles.GENERAL, select).with(NodeFiles.GENERAL, NodeFiles.GENERAL_POOL);
    }

    private static MapTree workers(String version, String select) {
        return one(NodeFiles.WORKERS, select).with(NodeFiles.WORKERS, NodeFiles.workers(version, "general"));
    }

    private static MapTree one(String file, String select) {
        return NodeFiles.story("    templates: [" + file + "]\n    waves:\n      - {name: general, templates: [" + file
                + "], select: {" + select + "}}\n");
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.NODE_TEMPLATE_LABELS)
                .toList();
    }
}
