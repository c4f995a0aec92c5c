package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder that Calico's Application syncs, and the Application itself, in the shapes that customers have. */
class FolderOfCalicoTest {

    private static final String APPLICATION = "apps/calico.yaml";
    private static final String FOLDER = "network/calico/";
    private static final String OWN =
            "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ours, namespace: kube-system}\n";

    @Test
    void whatTheApplicationDoesNotReadDoesNotCount() {
        MapTree tree = Story.tree()
                .with(FOLDER + "README.md", "- see: [docs](x): yes\n\tnot YAML at all\n")
                .with(FOLDER + "deeper/values.yaml", "a: 1\n");

        Journey journey = Journey.of(Story.plan(tree));

        assertThat(journey.after("hand-over").read(APPLICATION)).isEmpty();
        assertThat(journey.text("remove-calico-leftovers-rbac", APPLICATION))
                .contains("resources-finalizer.argocd.argoproj.io/background", "selfHeal: false")
                .doesNotContain("selfHeal: true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kustomization.yaml", "kustomization.yml", "Kustomization", "Chart.yaml"})
    void aFolderThatAnotherToolRendersIsRefusedByName(String tool) {
        MapTree tree = Story.tree().with(FOLDER + tool, "resources: [calico.yaml, crds.yaml]\n");
        assertThat(refused(tree)).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
            assertThat(problem.where().text()).isEqualTo(FOLDER + tool);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "path: network/calico,path: network/elsewhere,application-not-found",
        "path: network/calico,path: network,application-not-found",
        "'path: network/calico','path: network/calico\n    directory: {include: \"*.yaml\"}',flavour-unsupported"
    })
    void anApplicationThatDoesNotReadTheNamedFilesIsRefused(String old, String with, String code) {
        String text = Story.replace(Story.tree().files().get(APPLICATION), old, with);
        assertThat(refused(Story.tree().with(APPLICATION, text)))
                .extracting(problem -> problem.code().id())
                .contains(code);
    }

    @Test
    void anotherApplicationThanCalicosIsRefused() {
        MapTree tree = Story.tree();
        String spec = Story.replace(
                tree.files().get("crossfade.yaml"),
                "{name: calico, file: apps/calico.yaml}",
                "{name: kafka, file: apps/kafka.yaml}");
        assertThat(refused(tree.with("crossfade.yaml", spec)))
                .extracting(Problem::code)
                .contains(ErrorCode.APPLICATION_NOT_FOUND);
    }

    @Test
    void aFileOfCalicosThatIsNotNamedIsRefused() {
        MapTree tree = Story.tree();
        String spec = tree.files().get("crossfade.yaml").replace(", network/calico/crds.yaml", "");
        assertThat(spec).isNotEqualTo(tree.files().get("crossfade.yaml"));
        assertThat(refused(tree.with("crossfade.yaml", spec))).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_FILE_UNNAMED);
            assertThat(problem.where().text()).isEqualTo(FOLDER + "crds.yaml");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"calico-extra", "pools.crd.projectcalico.org"})
    void anObjectWithANameOfCalicosCountsAsItsOwn(String name) {
        MapTree tree = Story.tree().with(FOLDER + "more.yaml", OWN.replace("ours", name));
        assertThat(refused(tree)).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_FILE_UNNAMED);
            assertThat(problem.where().text()).isEqualTo(FOLDER + "more.yaml");
        });
        assertThat(Story.plan(Story.tree().with(FOLDER + "more.yaml", OWN)).commits())
                .isNotEmpty();
    }

    /** An operator's leftovers beside manifests, whatever install the plan is for; CRDs of Kubernetes stay, and are nobody's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{apiVersion: operator.tigera.io/v1, kind: APIServer, metadata: {name: default}}|true",
                "{apiVersion: operator.tigera.io/v1, kind: ImageSet, metadata: {name: ours}}|true",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: tigera-operator, namespace: tigera-operator}}|true",
                "{apiVersion: v1, kind: List, items: [{apiVersion: storage.k8s.io/v1, kind: CSIDriver, metadata: {name: csi.tigera.io}}]}|true",
                "{apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: {name: v3.projectcalico.org}}|true",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: tigera-operator, namespace: shop}}|false",
                "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: adminnetworkpolicies.policy.networking.k8s.io}}|false"
            })
    void whatIsCalicosByTheTablesMustBeNamed(String object, boolean calicos) {
        MapTree tree = Story.tree().with(FOLDER + "more.yaml", object + "\n");
        if (calicos) {
            assertThat(refused(tree)).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_FILE_UNNAMED);
                assertThat(problem.where().text()).isEqualTo(FOLDER + "more.yaml");
            });
        } else {
            assertThat(Story.plan(tree).commits()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"in a file of its own", "in Calico's file"})
    void anObjectThatStaysKeepsTheApplicationAndTheMessagesSaySo(String where) {
        String calico = Story.tree().files().get(FOLDER + "calico.yaml");
        MapTree tree = where.startsWith("in a file")
                ? Story.tree().with(FOLDER + "ours.yaml", OWN)
                : Story.tree().with(FOLDER + "calico.yaml", calico + OWN);

        Preview preview = Story.plan(tree);

        Journey journey = Journey.of(preview);
        assertThat(journey.after("hand-over").read(APPLICATION)).isPresent();
        assertThat(journey.text("hand-over", APPLICATION)).doesNotContain("resources-finalizer");
        String rbac =
                preview.commit("remove-calico-leftovers-rbac").orElseThrow().message();
        assertThat(rbac).doesNotContain("cascading").contains("ServiceAccounts");
        var crds = preview.commit("remove-calico-leftovers").orElseThrow();
        assertThat(journey.prose("remove-calico-leftovers"))
                .contains("Application calico stays, for what else it holds")
                .doesNotContain("calico-application-gone");
        assertThat(journey.prose("remove-calico-leftovers-rbac")).contains("Calico's CRDs leave Git, too");
        assertThat(journey.after("remove-calico-leftovers-rbac").read(FOLDER + "crds.yaml"))
                .as("self-heal cannot bring back what the Job deletes")
                .isEmpty();
        assertThat(crds.gates()).noneMatch(gate -> gate.id().equals("calico-application-gone"));
        assertThat(Story.preview()
                        .commit("remove-calico-leftovers")
                        .orElseThrow()
                        .gates())
                .anyMatch(gate -> gate.id().equals("calico-application-gone"));
    }

    /** What the removal wrote into the Application goes with the migration, and nothing else does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{automated: {}}",
                "{automated: {selfHeal: true}}",
                "{automated: {prune: false, selfHeal: true}, syncOptions: [ServerSideApply=true]}",
                "{automated: {enabled: false}, syncOptions: []}",
                "{syncOptions: [PrunePropagationPolicy=foreground, ServerSideApply=true]}",
                "\n    automated: {}\n    syncOptions: [Prune=false, ServerSideApply=true]",
                "\n    automated:\n      prune: true\n    syncOptions:\n      - PrunePropagationPolicy=background",
                "\n    # why\n    automated:\n      selfHeal: true # always\n    retry: {limit: 3}",
                "\n    automated:\n      enabled: false\n      prune: false\n    syncOptions:\n      - A=b\n      # last\n      - C=d",
            })
    void anApplicationThatStaysGetsItsOwnSyncPolicyBack(String policy) {
        String text = Story.tree().files().get(APPLICATION);
        String own = text.substring(0, text.indexOf("  syncPolicy:"))
                + (policy.equals("{}") ? "" : "  syncPolicy:" + (policy.startsWith("\n") ? "" : " ") + policy + "\n");
        Journey journey = Journey.of(
                Story.plan(Story.tree().with(FOLDER + "ours.yaml", OWN).with(APPLICATION, own)));
        assertThat(journey.text("remove-calico-workloads-prune", APPLICATION))
                .contains("prune: true", "PrunePropagationPolicy=background");
        assertThat(journey.text("hand-over", APPLICATION)).isEqualTo(own);
        assertThat(journey.prose("hand-over")).contains("Application calico stays for what else it applies");
        assertThat(Journey.of(Story.preview()).prose("hand-over")).doesNotContain("Application calico");
    }

    /** A person who wants it to prune from now on, or otherwise, has the last word. */
    @Test
    void whatPeopleWroteThereMeanwhileStays() {
        MapTree tree = Story.tree().with(FOLDER + "ours.yaml", OWN);
        Preview preview = Story.plan(tree);
        MapTree before = Journey.of(preview).after("drop-overlay");
        String changed = before.files().get(APPLICATION).replace("prune: true", "prune: false");
        assertThat(changed).isNotEqualTo(before.files().get(APPLICATION));
        MapTree after = before.with(APPLICATION, changed);
        Workspace workspace = new Workspace(after);
        preview.commit("hand-over").orElseThrow().entry().step().writer().write(workspace);
        assertThat(workspace.require(APPLICATION)).contains("prune: false").doesNotContain("background");
    }

    @Test
    void crdsOfKubernetesStayAndKeepTheApplication() {
        String crd = "---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
                + "metadata: {name: adminnetworkpolicies.policy.networking.k8s.io}\n";
        MapTree tree = Story.tree();
        Preview preview =
                Story.plan(tree.with(FOLDER + "crds.yaml", tree.files().get(FOLDER + "crds.yaml") + crd));
        assertThat(preview.findings()).noneMatch(problem -> problem.code() == ErrorCode.CALICO_OBJECT_STAYS);
        assertThat(Journey.of(preview).text("hand-over", FOLDER + "crds.yaml")).isEqualTo(crd.substring(4));
        assertThat(Journey.of(preview).after("hand-over").read(APPLICATION)).isPresent();
    }

    @Test
    void guardsGoOneCommitBeforeTheObjects() {
        String calico = Story.replace(
                Story.tree().files().get(FOLDER + "calico.yaml"),
                "kind: DaemonSet\nmetadata:\n",
                "kind: DaemonSet\nmetadata:\n"
                        + "  annotations: {argocd.argoproj.io/sync-options: \"Prune=false,Replace=true\"}\n");
        String application = Story.replace(
                Story.tree().files().get(APPLICATION),
                "      - ServerSideApply=true",
                "      - ServerSideApply=true\n      - PrunePropagationPolicy=foreground\n      - Prune=false");

        Preview preview =
                Story.plan(Story.tree().with(FOLDER + "calico.yaml", calico).with(APPLICATION, application));

        Journey journey = Journey.of(preview);
        assertThat(journey.text("enforce-policies", FOLDER + "calico.yaml")).contains("Prune=false");
        assertThat(journey.text("remove-calico-workloads-prune", FOLDER + "calico.yaml"))
                .contains("argocd.argoproj.io/sync-options: Replace=true")
                .doesNotContain("Prune=false");
        assertThat(journey.text("remove-calico-workloads-prune", APPLICATION))
                .contains("PrunePropagationPolicy=background", "ServerSideApply=true", "prune: true")
                .doesNotContain("foreground\n", "Prune=false");
        assertThat(preview.commit("remove-calico-workloads-prune").orElseThrow().message())
                .contains("lose their guard");
        assertThat(Story.preview()
                        .commit("remove-calico-workloads-prune")
                        .orElseThrow()
                        .message())
                .doesNotContain("lose their guard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "disabled"})
    void anApplicationThatPeopleSyncIsAFindingAndSyncsByItselfForTheRemoval(String how) {
        String text = Story.tree().files().get(APPLICATION);
        String manual = how.equals("none")
                ? text.replaceFirst("    automated:\n      selfHeal: true\n", "")
                : text.replaceFirst("automated:\n", "automated:\n      enabled: false\n");
        assertThat(manual).isNotEqualTo(text);

        Preview preview = Story.plan(Story.tree().with(APPLICATION, manual));

        assertThat(preview.findings())
                .filteredOn(problem -> problem.code() == ErrorCode.APPLICATION_MANUAL)
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().text()).isEqualTo(APPLICATION));
        assertThat(Journey.of(preview).text("remove-calico-workloads-prune", APPLICATION))
                .contains("prune: true")
                .doesNotContain("enabled: false");
        assertThat(preview.commit("remove-calico-workloads-prune").orElseThrow().message())
                .contains("synced by hand until now");
        assertThat(Story.preview().findings()).noneMatch(problem -> problem.code() == ErrorCode.APPLICATION_MANUAL);
    }

    private static List<Problem> refused(MapTree tree) {
        List<Problem> problems = new java.util.ArrayList<>();
        assertThatThrownBy(() -> Story.plan(tree))
                .isInstanceOfSatisfying(CrossfadeException.class, e -> problems.addAll(e.problems()));
        return problems;
    }
}
