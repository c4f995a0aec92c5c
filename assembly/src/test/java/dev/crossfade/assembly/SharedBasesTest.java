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

    /** What a base kept for Calico alone is named in the end, and stays. */
    @Test
    void whatNobodyBuildsAnyMoreIsNamedInTheLastCommit() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", "kustomization", "3.28"));
        Journey journey = Journey.of(Story.plan(tree));
        assertThat(journey.prose("hand-over"))
                .contains("- bases/calico-crds/crds.yaml - bases/calico-crds/kustomization.yaml ");
        assertThat(journey.after("hand-over").list("bases"))
                .containsExactly("bases/calico-crds/crds.yaml", "bases/calico-crds/kustomization.yaml");
        MapTree shared =
                tree.with("clusters/staging/kustomization.yaml", "resources: [../../bases/calico-crds/crds.yaml]\n");
        assertThat(Journey.of(Story.plan(shared)).prose("hand-over"))
                .contains("- bases/calico-crds/kustomization.yaml ")
                .doesNotContain("- bases/calico-crds/crds.yaml");
        for (String reader : List.of("Application", "ApplicationSet")) {
            String staging =
                    application("staging", "staging").replace("path: clusters/staging", "path: bases/calico-crds");
            String set = "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: staging}\nspec:\n"
                    + "  generators: [{clusters: {}}]\n  template:\n"
                    + staging.substring(staging.indexOf("metadata")).replaceAll("(?m)^", "    ");
            MapTree applied = tree.with("apps/staging.yaml", reader.equals("Application") ? staging : set);
            assertThat(Journey.of(Story.plan(applied)).prose("hand-over")).doesNotContain("bases/calico-crds");
        }
    }

    @Test
    void aBaseBesideCalicosMayBeEverybodys() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", "kustomization", "3.28"))
                .with("clusters/staging/kustomization.yaml", "resources: [../../bases/calico-crds]\n");
        assertThat(Story.plan(tree).commits()).isNotEmpty();
        MapTree applied = tree.with("apps/staging.yaml", application("staging", "staging"));
        assertThat(Story.plan(applied).findings()).noneMatch(problem -> problem.code() == ErrorCode.FILE_SHARED);
    }

    /** No phase edits it, but whoever applies it to the same cluster has Calico back. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Application|{server: https://kubernetes.default.svc}|clusters/staging|BLOCKER",
                "Application|{name: in-cluster}|bases/calico-crds|BLOCKER",
                "Application|{server: '{{ .Values.server }}'}|clusters/staging|WARNING",
                "Application|{name: staging}|clusters/staging|",
                "{clusters: {}}|{name: in-cluster}|clusters/staging|BLOCKER",
                "{clusters: {}}|{server: '{{server}}'}|clusters/staging|WARNING",
                "{clusters: {}}|{name: staging}|clusters/staging|",
                "{clusters: {}}|{name: in-cluster}|'clusters/{{name}}'|WARNING"
            })
    void aBaseOfCalicosThatAnotherOneAppliesToTheSameClusterIsRefused(
            String generators, String destination, String path, String severity) {
        String spec = "spec:\n  destination: " + destination
                + "\n  source: {repoURL: https://git.example.com/platform/gitops.git, path: '"
                + path.replace("'", "") + "'}\n";
        String head = "apiVersion: argoproj.io/v1alpha1\nkind: ";
        String second = generators.equals("Application")
                ? head + "Application\nmetadata: {name: second, namespace: argocd}\n" + spec
                : head + "ApplicationSet\nmetadata: {name: second, namespace: argocd}\nspec:\n  generators: ["
                        + generators + "]\n  template:\n    metadata: {name: '{{name}}'}\n"
                        + spec.replaceAll("(?m)^", "    ");
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", "kustomization", "3.28"))
                .with("clusters/staging/kustomization.yaml", "resources: [../../bases/calico-crds]\n")
                .with("apps/second.yaml", second);
        List<Problem> problems = severity != null && severity.equals("BLOCKER")
                ? refused(tree)
                : Story.plan(tree).findings().stream()
                        .filter(problem -> problem.code() == ErrorCode.FILE_SHARED)
                        .toList();
        assertThat(problems).hasSize(severity == null ? 0 : 1).allSatisfy(problem -> {
            assertThat(problem.severity()).hasToString(severity);
            assertThat(problem.where().file()).isEqualTo("bases/calico-crds/crds.yaml");
            assertThat(problem.message()).contains("second (apps/second.yaml)", "to this cluster, too");
        });
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
