package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calico is adopted as the newest export has it, and what the migration began with is no measure of that. */
class NewerExportTest {

    private static final String EXPORT = "network/migration/live/calico.yaml";
    private static final String DAEMON_SET = "network/migration/manifests/daemonset-calico-node.yaml";

    private final MapTree start = Story.tree("kubeadm-small");
    private final MapTree prepared = Journey.of(Story.plan(start)).after("prepare");

    @Test
    void bringsItsGeneration() {
        Journey journey = Journey.of(Story.planFrom(start, exported("\n    generation: 4\n")));
        assertThat(journey.text("adopt-calico", DAEMON_SET))
                .contains("image: docker.io/calico/node:v3.28.1", "crossfade.dev/adopted-generation: \"4\"");
        assertThat(Journey.of(Story.planFrom(start, journey.after("adopt-calico")))
                        .ids())
                .startsWith("pin-calico-address");
        assertThat(Journey.of(Story.planFrom(start, journey.after("pin-calico-address")))
                        .text("remove-calico-workloads-prune", DAEMON_SET))
                .contains("crossfade.dev/adopted-generation: \"4\"");
    }

    /** What the start refuses, a later commit cannot bring in; once it is adopted, nobody reads the export any more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uid: 5d6b9c1e-3f0a-4c57-9a44-1b2f0f8f6a11|DaemonSet/calico-node has no metadata.uid: the export is not whole",
                "resourceVersion: \"688\"|ConfigMap/calico-config has no metadata.resourceVersion: the export is not whole",
                "generation: 1|DaemonSet/calico-node has no metadata.generation: the export is not whole",
                "creationTimestamp: \"2024-06-11T07:42:10Z\"|DaemonSet/calico-node has no metadata.creationTimestamp: the export is not whole"
            })
    void cutIsRefusedUntilItIsAdopted(String line, String message) {
        String whole = prepared.files().get(EXPORT);
        int at = whole.indexOf("    " + line + "\n");
        MapTree base = prepared.with(EXPORT, whole.substring(0, at) + whole.substring(whole.indexOf('\n', at) + 1));
        assertThatThrownBy(() -> Story.planFrom(start, base))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_EXPORT_INCOMPLETE);
                                    assertThat(problem.where())
                                            .isEqualTo(metadata(base, message.replaceFirst("/.*", "")));
                                    assertThat(problem.message()).isEqualTo(message);
                                    assertThat(problem.cure())
                                            .startsWith("export it anew, as the API server has it: kubectl");
                                }));
        MapTree adopted = Journey.of(Story.plan(start)).after("adopt-calico");
        assertThat(Journey.of(Story.planFrom(
                                start, adopted.with(EXPORT, base.files().get(EXPORT))))
                        .ids())
                .startsWith("pin-calico-address");
    }

    /** Where an item of the exported List says what it is. */
    private static Where metadata(MapTree tree, String kind) {
        String text = tree.files().get(EXPORT);
        int item = text.indexOf("\n  kind: " + kind + "\n  metadata:\n");
        assertThat(item).isPositive();
        int line = (int) text.substring(0, item + 1).lines().count() + 2;
        return Where.at(EXPORT, line, 3);
    }

    private MapTree exported(String generation) {
        String text = Story.replace(prepared.files().get(EXPORT), "calico/node:v3.28.0", "calico/node:v3.28.1");
        return prepared.with(EXPORT, Story.replace(text, "\n    generation: 1\n", generation));
    }
}
