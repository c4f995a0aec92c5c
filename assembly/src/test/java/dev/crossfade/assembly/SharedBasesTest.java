package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A base that is built for several clusters: what phases edit there would change all of them. */
class SharedBasesTest {

    /** The folder of the base, its objects, and the file that phases edit. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka|broker.yaml|kafka/broker.yaml",
                "infra|nodepool-general.yaml, nodepool-kafka.yaml|infra/nodepool-general.yaml"
            })
    void aWorkloadOrATemplateOfTwoOverlaysIsRefused(String base, String resources, String file) {
        MapTree tree = (base.equals("infra") ? NodeFiles.karpenter() : Story.tree())
                .with(base + "/kustomization.yaml", "resources: [" + resources + "]\n")
                .with("clusters/prod/kustomization.yaml", "resources: [../../" + base + "]\n");
        tree.files().remove("apps/kafka.yaml");
        assertThat(Story.plan(tree).commits()).isNotEmpty();

        MapTree shared = tree.with("clusters/staging/kustomization.yaml", "resources: [../../" + base + "]\n");
        assertThat(refused(shared)).first().satisfies(problem -> {
            assertThat(problem.where().text()).isEqualTo(file);
            assertThat(problem.message())
                    .contains("clusters/prod/kustomization.yaml, clusters/staging/kustomization.yaml read it");
        });
        MapTree applied =
                tree.with("apps/a.yaml", application("a", "prod")).with("apps/b.yaml", application("b", "prod"));
        assertThat(refused(applied))
                .first()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("Application a (apps/a.yaml), Application b (apps/b.yaml)"));
    }

    @Test
    void calicosOwnKustomizationThatAnotherOneBuildsIsRefused() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", "kustomization", "3.28"));
        MapTree shared = tree.with("clusters/staging/kustomization.yaml", "resources: [../../network/calico]\n");
        assertThat(refused(shared)).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FILE_SHARED);
            assertThat(problem.message()).contains("clusters/staging/kustomization.yaml reads it, too");
        });
        assertThat(refused(shared))
                .extracting(problem -> problem.where().text())
                .contains("network/calico/kustomization.yaml");
    }

    @Test
    void aBaseBesideCalicosMayBeEverybodys() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", "kustomization", "3.28"))
                .with("clusters/staging/kustomization.yaml", "resources: [../../bases/calico-crds]\n");
        assertThat(Story.plan(tree).commits()).isNotEmpty();
    }

    private static String application(String name, String overlay) {
        return Applications.of(
                name, "name: " + name, "repoURL: " + Applications.REPOSITORY + ", path: clusters/" + overlay);
    }

    private static List<Problem> refused(MapTree tree) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, () -> Story.plan(tree));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems().stream()
                .filter(problem -> problem.code() == ErrorCode.FILE_SHARED)
                .toList();
    }
}
