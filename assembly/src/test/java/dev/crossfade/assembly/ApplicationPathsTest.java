package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Argo CD takes every spelling of a source's path (argo-cd util/app/path/path.go), so each one means its folder. */
class ApplicationPathsTest {

    private static final String SECOND = "apps/second.yaml";
    private static final String CALICO = "apps/calico.yaml";
    private static final String KAFKA = "apps/kafka.yaml";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATH|/",
                "PATH/|/",
                "./PATH|/",
                ".//PATH//|/",
                "PATH|//",
                "./PATH|/./",
                "PATH/.|/",
                "apps/../PATH|/",
                "PATH/x/..|/"
            })
    void everySpellingMeansItsFolder(String spelling, String separator) {
        String calico = spelling.replace("PATH", "network/calico".replace("/", separator));
        assertThat(Story.said(Story.tree().with(SECOND, second(calico)), ErrorCode.FILE_SHARED))
                .extracting(problem -> problem.where().file())
                .containsExactly("network/calico/calico.yaml", "network/calico/crds.yaml");

        String chart = spelling.replace("PATH", "charts/cilium".replace("/", separator));
        MapTree cilium = Story.tree()
                .with("charts/cilium/Chart.yaml", "name: cilium\nversion: 1.18.12\n")
                .with(SECOND, second(chart));
        assertThat(Story.said(cilium, ErrorCode.CILIUM_PRESENT)).singleElement().satisfies(problem -> {
            assertThat(problem.isBlocker()).isTrue();
            assertThat(problem.where().file()).isEqualTo(SECOND);
        });

        MapTree deep = deepKafka(spelling.replace("PATH", "deep/kafka".replace("/", separator)));
        assertThat(Story.said(deep, ErrorCode.APPLICATION_IGNORES))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("StatefulSet kafka/kafka-broker"));

        MapTree own = Story.tree().with(CALICO, replaced(CALICO, "path: network/calico\n", "path: " + calico + "\n"));
        assertThat(Story.plan(own).findings())
                .isEqualTo(Story.plan(Story.tree()).findings());
    }

    /** Argo CD refuses what is absolute and what leads out. */
    @ParameterizedTest
    @CsvSource({"/network/calico", "../network/calico", "apps/../../network/calico"})
    void whatLiesOutsideIsNoFolderOfTheRepository(String path) {
        assertThat(Story.said(Story.tree().with(SECOND, second(path)), ErrorCode.FILE_SHARED))
                .isEmpty();
    }

    private static MapTree deepKafka(String path) {
        MapTree tree = Story.tree()
                .with(
                        KAFKA,
                        replaced(KAFKA, "path: kafka\n", "path: " + path + "\n") + "  ignoreDifferences:\n"
                                + "    - {group: apps, kind: StatefulSet, jsonPointers: [/spec/replicas]}\n");
        return tree.with("deep/kafka/broker.yaml", tree.files().remove("kafka/broker.yaml"))
                .with("crossfade.yaml", replaced("crossfade.yaml", "kafka/broker.yaml", "deep/kafka/broker.yaml"));
    }

    private static String replaced(String file, String old, String with) {
        return Story.replace(Story.tree().files().get(file), old, with);
    }

    private static String second(String path) {
        return Applications.of("second", Applications.HERE, "repoURL: " + Applications.REPOSITORY + ", path: " + path);
    }
}
