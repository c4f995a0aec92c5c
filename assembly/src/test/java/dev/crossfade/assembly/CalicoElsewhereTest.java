package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects of Calico's API that other Applications keep must leave Git before that API leaves the cluster. */
class CalicoElsewhereTest {

    private static final String FILE = "network/config/x.yaml";
    private static final String BY_HAND = "BY HAND, before the merge (calico-object-elsewhere)";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manifest|files|3.25|crd.projectcalico.org/v1|BGPConfiguration|remove-calico-leftovers",
                "manifest|files|3.25|projectcalico.org/v3|BGPPeer|remove-calico-workloads",
                "operator|files|3.30|projectcalico.org/v3|FelixConfiguration|remove-calico-workloads-apis",
                "operator|chart|3.30|projectcalico.org/v3|FelixConfiguration|remove-calico-workloads-apis",
                "operator|kustomization|3.30|crd.projectcalico.org/v1|IPPool|remove-calico-leftovers",
                "operator|chart|3.30|operator.tigera.io/v1|ImageSet|remove-calico-leftovers",
                "operator|live|3.30|operator.tigera.io/v1|APIServer|remove-calico-workloads-apis"
            })
    void theCommitBeforeWhichItMustLeaveGitSaysSo(
            String install, String source, String version, String apiVersion, String kind, String commit) {
        MapTree tree = kept(CalicoSourcesTest.tree(new CalicoWorld(install, source, version)), apiVersion, kind);

        assertThat(findings(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().text()).isEqualTo(FILE + ":2:1");
            assertThat(problem.message())
                    .startsWith(kind + " default (" + apiVersion + ")")
                    .contains("Application netconf (apps/netconf.yaml) applies it", commit);
            assertThat(problem.cure()).contains("before the merge of " + commit + ",", FILE);
        });
        assertThat(reminded(tree)).containsExactly(commit);
        assertThat(Story.plan(tree).commit(commit).orElseThrow().message())
                .contains("\n- " + FILE + ": " + kind + " default\n")
                .doesNotContain("ConfigMap firewall");
    }

    @Test
    void whatNobodyAppliesOrAnotherClusterDoesIsNone() {
        MapTree tree = kept(Story.tree(), "crd.projectcalico.org/v1", "BGPConfiguration");
        String application = tree.files().get("apps/netconf.yaml");
        assertThat(findings(tree.with("apps/netconf.yaml", application.replace("in-cluster", "staging"))))
                .isEmpty();
        tree.files().remove("apps/netconf.yaml");
        assertThat(findings(tree)).isEmpty();
        Story.examples()
                .forEach(example ->
                        assertThat(findings(Story.tree(example))).as(example).isEmpty());
    }

    /** A kustomization's patch of Calico's own is no object, and what its Application reads beside it is one. */
    @Test
    void calicosOwnAreNone() {
        for (String source : List.of("files", "kustomization", "chart", "live")) {
            assertThat(findings(CalicoSourcesTest.tree(new CalicoWorld("operator", source, "3.30"))))
                    .as(source)
                    .isEmpty();
        }
        MapTree built = CalicoSourcesTest.tree(new CalicoWorld("operator", "kustomization", "3.30"));
        String file = CalicoWorld.FOLDER + "/kustomization.yaml";
        assertThat(findings(built.with(file, built.files().get(file) + "patches: [{path: felix.yaml}]\n")
                        .with(
                                CalicoWorld.FOLDER + "/felix.yaml",
                                "apiVersion: operator.tigera.io/v1\nkind: Installation\nmetadata: {name: default}\n"
                                        + "spec: {variant: Calico}\n")))
                .isEmpty();
    }

    @Test
    void anApplicationSetCountsForCertainOrPerhaps() {
        MapTree tree = kept(Story.tree(), "crd.projectcalico.org/v1", "BGPConfiguration");
        assertThat(findings(tree.with("apps/netconf.yaml", set("network/config"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("ApplicationSet netconf (apps/netconf.yaml) applies it"));
        assertThat(findings(tree.with("apps/netconf.yaml", set("'network/{{x}}'"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("ApplicationSet netconf (apps/netconf.yaml) may apply it"));
    }

    @Test
    void whoAnswersForItIsNotRemindedAnyMore() {
        MapTree tree = kept(Story.tree(), "crd.projectcalico.org/v1", "BGPConfiguration");
        String spec = Story.replace(
                tree.files().get("crossfade.yaml"),
                "  argo:",
                "  acknowledged: [{code: calico-object-elsewhere, reason: it goes before, by: net}]\n  argo:");
        assertThat(reminded(tree)).isNotEmpty();
        assertThat(reminded(tree.with("crossfade.yaml", spec))).isEmpty();
    }

    private static MapTree kept(MapTree tree, String apiVersion, String kind) {
        return tree.with("apps/netconf.yaml", Applications.reading("netconf", "name: in-cluster", "network/config"))
                .with(
                        FILE,
                        "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: default}\n---\n"
                                + "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: firewall}\n");
    }

    private static String set(String path) {
        return "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: netconf}\nspec:\n"
                + "  generators: [{clusters: {}}]\n  template:\n    metadata: {name: netconf}\n    spec:\n"
                + "      destination: {name: in-cluster}\n"
                + "      source: {repoURL: https://git.example.com/platform/gitops.git, path: " + path + "}\n";
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.CALICO_OBJECT_ELSEWHERE)
                .toList();
    }

    private static List<String> reminded(MapTree tree) {
        return Story.plan(tree).commits().stream()
                .filter((PlannedCommit commit) -> commit.message().contains(BY_HAND))
                .map(commit -> commit.entry().id())
                .toList();
    }
}
