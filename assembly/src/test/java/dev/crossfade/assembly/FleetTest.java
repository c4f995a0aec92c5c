package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.Crossfade;
import dev.crossfade.core.SpecFile;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.ProgressListener;
import dev.crossfade.core.report.Severity;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several migrations in one repository share nothing, and each plan is the one that it would be alone. */
class FleetTest {

    static final int CLUSTERS = 40;
    private static final String SPEC = Fleet.spec(1);
    private static final String OTHER = Fleet.spec(2);

    @Test
    void eachOfFortyClustersGetsThePlanThatItWouldGetAlone() {
        MapTree all = Fleet.of(CLUSTERS);
        for (int i = 1; i <= CLUSTERS; i++) {
            String folder = Fleet.folder(i);
            Preview among = plan(all, Fleet.spec(i));
            assertThat(among.commits())
                    .flatExtracting(commit -> commit.changes().files().keySet())
                    .allSatisfy(path -> assertThat(path).startsWith(folder));
            Preview alone = plan(Fleet.cluster(i), Fleet.spec(i));
            assertThat(among.commits())
                    .extracting(PlannedCommit::message)
                    .isEqualTo(
                            alone.commits().stream().map(PlannedCommit::message).toList());
            assertThat(among.commits())
                    .extracting(PlannedCommit::changes)
                    .isEqualTo(
                            alone.commits().stream().map(PlannedCommit::changes).toList());
            assertThat(among.findings()).isEqualTo(alone.findings());
        }
    }

    @Test
    void whatOneClusterKeepsIsNoFindingOfAnother() {
        String policy = "apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: own}\n";
        MapTree tree = Fleet.of(3).with("clusters/c02/kafka/tier.yaml", policy);
        assertThatThrownBy(() -> plan(tree, OTHER))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::code)
                                .containsExactly(ErrorCode.CALICO_POLICIES));
        assertThat(plan(tree, SPEC).findings()).noneMatch(problem -> problem.code() == ErrorCode.POLICIES_UNDECLARED);
        assertThat(plan(tree.with("shared/tier.yaml", policy), SPEC).findings())
                .anyMatch(problem -> problem.code() == ErrorCode.POLICIES_UNDECLARED);
    }

    @Test
    void otherClustersFilesAreReadOnceAndNoMore() {
        Fleet.Counting alone = new Fleet.Counting(Fleet.cluster(1));
        plan(alone, SPEC);
        for (int clusters : List.of(10, CLUSTERS)) {
            Fleet.Counting among = new Fleet.Counting(Fleet.of(clusters));
            plan(among, SPEC);
            among.reads.forEach((path, count) -> assertThat(count)
                    .as("reads of " + path + " among " + clusters)
                    .isEqualTo(path.startsWith(Fleet.folder(1)) ? alone.reads.get(path) : 1));
        }
    }

    /** Work by what it allocates, which parses do most of and which no load of the machine changes. */
    @Test
    void eachFurtherClusterAddsTheSameWork() {
        work(20);
        long ten = work(10);
        long twenty = work(20);
        long forty = work(40);
        double first = (twenty - ten) / 10.0;
        double later = (forty - twenty) / 20.0;

        assertThat(first).as("bytes for a further cluster").isPositive();
        assertThat(later)
                .as("bytes for a cluster of the second twenty, %s before", first)
                .isLessThan(1.25 * first);
        assertThat(first).as("a neighbour costs little beside a plan").isLessThan(0.2 * ten);
    }

    /** Bytes that the plan of one among so many clusters allocates. */
    private static long work(int clusters) {
        MapTree tree = Fleet.of(clusters);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        plan(tree, SPEC);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: c02 #|name: c01 #|migrations-collide|metadata.name|are both migration c01",
                "path: clusters/c02/network/migration|path: clusters/c01/network/migration|path-shared|spec.git.path|write into each other",
                "path: clusters/c02/network/migration|path: clusters/c01/network/migration/inside|path-shared|spec.git.path|write into each other",
                "path: clusters/c02/network/migration|path: clusters/c01|path-shared|spec.git.path|write into each other",
                "path: clusters/c02/network/migration|path: clusters/c01/network/cilium|path-shared|spec.git.path|lies in clusters/c01/network/cilium",
                "values: clusters/c02/network|values: clusters/c01/network|file-shared|clusters/c01/network/cilium/values.yaml|both edit",
                "values: clusters/c02/network/cilium/values.yaml|values: [clusters/c01/network/cilium/values.yaml, clusters/c02/network/cilium/values.yaml]|file-shared|clusters/c01/network/cilium/values.yaml|reads it",
                "file: clusters/c02/kafka/broker.yaml|file: clusters/c01/kafka/broker.yaml|file-shared|clusters/c01/kafka/broker.yaml|both edit",
                "file: clusters/c02/apps|file: clusters/c01/apps|file-shared|clusters/c01/apps/calico.yaml|both edit"
            })
    void whatTwoMigrationsShareIsNamedWithBothFiles(
            String old, String with, String code, String place, String message) {
        List<Problem> problems = refused(edited(Fleet.of(2), OTHER, old, with));
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.code().id()).isEqualTo(code);
            assertThat(problem.isBlocker()).isTrue();
            assertThat(problem.message()).contains(message);
            assertThat(problem.message() + problem.where().text()).contains("c01", "c02");
            assertThat(problem.where().text()).startsWith(place.startsWith("clusters/") ? place : SPEC + ":");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application: c02-cilium|application: c01-cilium|cilium.application",
                "  argo:|  argo:\\n    project: crossfade-c01|argo.project"
            })
    void namesInOneArgoAreRefusedAndInTwoAreAFinding(String old, String with, String key) {
        MapTree clash = edited(Fleet.of(2), OTHER, old.translateEscapes(), with.translateEscapes());
        assertThat(plan(clash, SPEC).findings())
                .filteredOn(problem -> problem.code() == ErrorCode.MIGRATIONS_COLLIDE)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.message()).contains(SPEC + " and " + OTHER + " name the same " + key);
                });
        MapTree hub = edited(clash, OTHER, "  cluster:\n", "  cluster:\n    server: https://c02.example.com\n");
        assertThat(refused(hub)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.MIGRATIONS_COLLIDE);
            assertThat(problem.where().text()).startsWith(SPEC + ":");
        });
        MapTree apart = edited(hub, OTHER, "  argo:\n", "  argo:\n    namespace: argocd-two\n");
        assertThat(plan(apart, SPEC).commits()).isNotEmpty();
    }

    @Test
    void aClusterHasOneMigration() {
        String server = "  cluster:\n    server: https://prod.example.com\n";
        MapTree tree = edited(edited(Fleet.of(2), OTHER, "  cluster:\n", server), SPEC, "  cluster:\n", server);
        assertThat(refused(tree))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("migrate the same cluster, https://prod.example.com"));
    }

    @Test
    void valuesThatNobodyEditsAreEverybodysAndTheOthersAreNot() {
        MapTree shared = Fleet.of(2).with("shared/cilium.yaml", "operator: {replicas: 2}\n");
        for (int i : List.of(1, 2)) {
            String own = Fleet.folder(i) + "network/cilium/values.yaml";
            shared = edited(shared, Fleet.spec(i), "values: " + own, "values: [shared/cilium.yaml, " + own + "]");
        }
        String staging = Applications.with(
                "staging-cilium",
                "  sources:\n    - {repoURL: x, chart: cilium, helm: {valueFiles: [$v/shared/cilium.yaml]}}\n");
        shared = shared.with("staging/cilium.yaml", staging);
        assertThat(plan(shared, SPEC).commits()).isNotEmpty();
        assertThat(plan(shared, OTHER).commits()).isNotEmpty();

        MapTree edited = shared.with(
                "staging/cilium.yaml",
                staging.replace("shared/", "clusters/c01/network/").replace("network/cilium", "network/cilium/values"));
        assertThat(refused(edited))
                .filteredOn(Problem::isBlocker)
                .singleElement()
                .extracting(Problem::code)
                .isEqualTo(ErrorCode.FILE_SHARED);
    }

    @Test
    void aNeighbourWithMistakesIsAFindingAndItsNameDoesNotMatter() {
        MapTree tree = Fleet.of(2);
        MapTree broken = edited(tree, OTHER, "strategy: replace", "strategy: repalce");
        assertThat(plan(broken, SPEC).findings())
                .filteredOn(problem -> problem.code() == ErrorCode.MIGRATIONS_COLLIDE)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.where().text()).isEqualTo(OTHER);
                    assertThat(problem.message()).contains(SPEC);
                });
        String copy = tree.files().get(SPEC);
        assertThat(refused(tree.with("old/plan-of-last-year.yml", copy)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains(SPEC + " and old/plan-of-last-year.yml are both migration c01"));
        assertThat(plan(tree.with("old/crossfade.yaml.txt", copy), SPEC).commits())
                .isNotEmpty();
    }

    private static MapTree edited(MapTree tree, String path, String old, String with) {
        return tree.with(path, Story.replace(tree.files().get(path), old, with));
    }

    private static Preview plan(Tree tree, String spec) {
        return new Crossfade(new ClasspathTemplates(), ProgressListener.SILENT)
                .plan(new SpecFile(spec, tree.read(spec).orElseThrow()), tree);
    }

    private static List<Problem> refused(MapTree tree) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> plan(tree, SPEC))
                .isInstanceOfSatisfying(CrossfadeException.class, e -> problems.addAll(e.problems()));
        return problems;
    }
}
