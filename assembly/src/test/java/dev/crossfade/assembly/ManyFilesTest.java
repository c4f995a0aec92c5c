package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several values files, several workloads in one file, and files that somebody else reads, too. */
class ManyFilesTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String VALUES = "network/cilium/values.yaml";
    private static final String BASE = "network/cilium/base.yaml";
    private static final String BROKER = "kafka/broker.yaml";
    private static final String WORKLOADS = "  workloads: # stopped from top to bottom, started from bottom to top\n";

    @Test
    void theMergedValuesDecideAndTheLastFileIsEdited() {
        MapTree tree = withBase("cluster: {name: default}\nhubble: {tls: {auto: {method: certmanager}}}\n")
                .with(VALUES, "cluster: {name: prod-cluster}\n");

        Journey journey = Journey.of(Story.plan(tree));

        assertThat(journey.text("install-cilium", VALUES))
                .contains("clusterPoolIPv4PodCIDRList")
                .doesNotContain("cronJob", "certgen");
        assertThat(journey.text("hand-over", BASE)).isEqualTo(tree.files().get(BASE));
        assertThat(journey.text("install-cilium", "network/migration/applications/application-cilium.yaml"))
                .containsSubsequence(
                        "- $values/" + BASE, "- $values/" + VALUES, "- $values/network/migration/cilium/values");
    }

    @Test
    void aConflictIsToldWhereTheValueThatWinsStands() {
        List<Problem> problems = refused(withBase("\ncluster: {name: theirs}\n").with(VALUES, "# nothing\n"));
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
            assertThat(problem.where().text()).startsWith(BASE + ":2:");
            assertThat(problem.message()).contains("\"theirs\"", "\"prod-cluster\"");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cni: {customConf: true}|cni.customConf",
                "cni: {uninstall: true}|cni.uninstall",
                "cni: {exclusive: false}|cni.exclusive",
                "cni: {chainingMode: aws-cni}|cni.chainingMode",
                "operator: {unmanagedPodWatcher: {restart: false}}|operator.unmanagedPodWatcher.restart",
                "operator: {rollOutPods: false}|operator.rollOutPods",
                "prometheus: {enabled: false}|prometheus.enabled",
                "rollOutCiliumPods: false|rollOutCiliumPods",
                "policyEnforcementMode: never|policyEnforcementMode",
                "policyAuditMode: true|policyAuditMode",
                "bpf: {hostLegacyRouting: false}|bpf.hostLegacyRouting",
                "routingMode: native|routingMode",
                "tunnelProtocol: geneve|tunnelProtocol",
                "ipam: {operator: {clusterPoolIPv4MaskSize: 26}}|ipam.operator.clusterPoolIPv4MaskSize",
                "kubeProxyReplacement: true|kubeProxyReplacement"
            })
    void everythingThatAPhaseSetsForGoodIsComparedWithTheCustomersValues(String values, String key) {
        assertThat(refused(Story.tree().with(VALUES, values + "\n")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
                    assertThat(problem.message()).startsWith(key + " is ");
                });
    }

    @Test
    void aWorkloadIsFoundByKindNamespaceAndName() {
        MapTree tree = Story.tree();
        String broker = tree.files().get(BROKER);
        String others = broker + "---\n" + broker.replace("namespace: kafka", "namespace: other") + "---\n"
                + broker.replace("name: kafka-broker", "name: kafka-other");

        Journey journey = Journey.of(Story.plan(tree.with(BROKER, others)));

        String stopped = journey.text("quiesce-workloads-kafka-broker", BROKER);
        assertThat(stopped.indexOf("replicas: 0")).isBetween(0, broker.length() + 80);
        assertThat(stopped.split("replicas: 5", -1)).hasSize(3);
        assertThat(refused(tree.with(BROKER, broker.replace("namespace: kafka", "namespace: elsewhere"))))
                .singleElement()
                .extracting(Problem::code)
                .isEqualTo(ErrorCode.WORKLOAD_NOT_FOUND);
        assertThat(refused(tree.with(BROKER, broker + "---\n" + broker)))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("2 documents of StatefulSet kafka/kafka-broker"));
        assertThat(Story.plan(tree.with(BROKER, broker.replaceFirst("  namespace: kafka\n", "")))
                        .commits())
                .isNotEmpty();
    }

    @Test
    void workloadsOfOneNameGetCommitsOfTheirOwn() {
        MapTree tree = Story.tree();
        String deployment =
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: kafka-broker, namespace: kafka}\nspec: {replicas: 2}\n";
        String other = deployment.replace("namespace: kafka", "namespace: other");
        String spec = Story.replace(
                tree.files().get(SPEC),
                WORKLOADS,
                "  workloads:\n    - {kind: Deployment, namespace: kafka, name: kafka-broker, replicas: 2, nodeSelector: {a: b}, source: {file: kafka/d.yaml, path: spec.replicas}}\n"
                        + "    - {kind: Deployment, namespace: other, name: kafka-broker, replicas: 2, nodeSelector: {a: b}, source: {file: kafka/o.yaml, path: spec.replicas}}\n");

        Journey journey = Journey.of(Story.plan(
                tree.with(SPEC, spec).with("kafka/d.yaml", deployment).with("kafka/o.yaml", other)));

        assertThat(journey.ids())
                .contains(
                        "quiesce-workloads-kafka-deployment-kafka-broker",
                        "quiesce-workloads-other-kafka-broker",
                        "quiesce-workloads-kafka-statefulset-kafka-broker")
                .doesNotHaveDuplicates();
        assertThat(journey.text("quiesce-workloads-kafka-deployment-kafka-broker", "kafka/d.yaml"))
                .contains("replicas: 0");
    }

    @Test
    void aFileThatSomebodyElseReadsIsRefused() {
        String staging = Applications.with(
                "staging-cilium",
                "  sources:\n    - {repoURL: x, chart: cilium, helm: {valueFiles: [$v/network/cilium/values.yaml]}}\n");
        assertThat(refused(Story.tree().with("apps/staging.yaml", staging)))
                .filteredOn(Problem::isBlocker)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.FILE_SHARED);
                    assertThat(problem.where().text()).isEqualTo(VALUES);
                    assertThat(problem.message()).contains("Application staging-cilium (apps/staging.yaml)");
                });
        assertThat(refused(Story.tree()
                        .with(
                                "clusters/other/kustomization.yaml",
                                "resources:\n  - ../../network/calico/calico.yaml\n")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("clusters/other/kustomization.yaml"));
        assertThat(refused(Story.tree()
                        .with("a/kustomization.yaml", "patches: [{path: ../kafka/broker.yaml}]\n")
                        .with("apps/template.yaml", "kind: Application\nname: {{ .Values.x }}\n")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().text()).isEqualTo(BROKER));
    }

    @Test
    void anApplicationThatRecursesIntoTheMigrationsFolderIsRefused() {
        String root = Story.tree().files().get("apps/kafka.yaml");
        String everything = root.replace("name: kafka", "name: all")
                .replace("path: kafka", "path: network\n    directory: {recurse: true, exclude: \"calico/*\"}");
        assertThat(refused(Story.tree().with("apps/all.yaml", everything)))
                .extracting(Problem::code)
                .contains(ErrorCode.PATH_SHARED);
        String flat = root.replace("name: kafka", "name: all").replace("path: kafka", "path: network");
        assertThat(Story.plan(Story.tree().with("apps/all.yaml", flat)).commits())
                .isNotEmpty();
    }

    private static MapTree withBase(String base) {
        MapTree tree = Story.tree();
        String spec =
                Story.replace(tree.files().get(SPEC), "values: " + VALUES, "values: [" + BASE + ", " + VALUES + "]");
        return tree.with(SPEC, spec).with(BASE, base);
    }

    private static List<Problem> refused(MapTree tree) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> Story.plan(tree))
                .isInstanceOfSatisfying(CrossfadeException.class, e -> problems.addAll(e.problems()));
        return problems;
    }

    private static Preview edited(String old, String with) {
        return Story.preview(text -> Story.replace(text, old, with));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|false",
                "{automated: null, retry: {limit: 2}}|false",
                "{syncOptions: [ServerSideApply=true]}|false",
                "{automated: {selfHeal: true, prune: false}}|true",
                "{automated: {}}|true"
            })
    void handOverLeavesTheSyncPolicyThatWasAskedFor(String policy, boolean automated) {
        Preview preview = edited("  argo:\n", "  argo:\n    finalSyncPolicy: " + policy + "\n");
        String application =
                Journey.of(preview).text("hand-over", "network/migration/applications/application-cilium.yaml");
        assertThat(application.contains("automated:")).isEqualTo(automated);
        assertThat(application).doesNotContain("# migration:").contains("ServerSideApply=true");
        assertThat(preview.commit("hand-over").orElseThrow().message().replaceAll("\\s+", " "))
                .contains(policy.equals("{automated: {}}") ? "keeps its sync policy" : "gets the sync policy");
    }

    @Test
    void aClusterByNameIsTheDestinationAndInClusterIsArgosOwn() {
        Preview named = edited("  cluster:\n", "  cluster:\n    name: prod-eu\n");
        String bootstrap = Journey.of(named).text("prepare", "network/migration/bootstrap.yaml");
        assertThat(bootstrap).contains("name: prod-eu");
        assertThat(Journey.of(named).text("install-cilium", "network/migration/applications/application-cilium.yaml"))
                .contains("name: prod-eu")
                .doesNotContain("https://kubernetes.default.svc");
        String noPolicies = "  cluster:\n    name: %s\n";
        assertThat(relaxes(noPolicies.formatted("in-cluster"))).isTrue();
        assertThat(relaxes(noPolicies.formatted("prod-eu"))).isFalse();
    }

    private static boolean relaxes(String cluster) {
        Preview preview = Story.preview(text -> Story.replace(
                Story.replace(text, "  cluster:\n", cluster), "kubernetes: present", "kubernetes: absent"));
        boolean relaxes = preview.commit("relax-policies").isPresent();
        assertThat(Journey.of(preview)
                        .text("prepare", "network/migration/bootstrap.yaml")
                        .contains("GlobalNetworkPolicy"))
                .isEqualTo(relaxes);
        return relaxes;
    }

    @Test
    void projectsThatAreMadeElsewhereAreLeftOutBoth() {
        Preview preview = edited("  argo:\n", "  argo:\n    createProject: false\n    project: network\n");
        assertThat(Journey.of(preview).text("prepare", "network/migration/bootstrap.yaml"))
                .doesNotContain("kind: AppProject")
                .contains("kind: Application");
    }

    @Test
    void anUndonePhaseIsAFindingAndTheNextOneAgain() {
        Preview plan = Story.preview();
        int count = Journey.of(plan).index("node-config") + 1;
        MapTree state = Story.states(plan).get(count);
        String marker = "network/migration/manifests/configmap-crossfade.yaml";
        MapTree undone = state.with(marker, state.files().get(marker) + "  undone: node-config\n");

        Preview again = Story.planFrom(Story.tree(), undone);

        assertThat(again.findings()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.MIGRATION_STOPPED);
            assertThat(problem.message()).contains("node-config");
        });
        assertThat(again.commits().get(0).entry().id()).isEqualTo("node-config");
        assertThat(Story.planFrom(Story.tree(), state).commits().get(0).entry().id())
                .isEqualTo("node-templates");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "'7 '", "seven", "1e3", "99999"})
    void aMarkersNumberIsAPhasesNumber(String number) {
        Preview plan = Story.preview();
        MapTree state = Story.states(plan).get(3);
        String marker = "network/migration/manifests/configmap-crossfade.yaml";
        String broken = state.files().get(marker).replaceFirst("number: \"[0-9]+\"", "number: \"" + number + "\"");
        assertThat(broken).isNotEqualTo(state.files().get(marker));
        assertThatThrownBy(() -> Story.planFrom(Story.tree(), state.with(marker, broken)))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(ErrorCode.MARKER_UNREADABLE));
    }

    @Test
    void filesThatHoldPhasesNeedTheirHistory() {
        MapTree state = Story.states(Story.preview()).get(3);
        assertThat(refused(state)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.HISTORY_NEEDED);
            assertThat(problem.cure()).contains("clone");
        });
    }

    @Test
    void jobsOfLongNamesStayApart() {
        String name = "a-workload-with-a-name-that-is-nearly-as-long-as-kubernetes-ok";
        Preview preview = Story.preview(text -> Story.replace(text, "name: kafka-zookeeper", "name: " + name + "x")
                .replace(
                        WORKLOADS,
                        "  workloads:\n    - {kind: StatefulSet, namespace: kafka, name: " + name
                                + "y, replicas: 3, nodeSelector: {a: b}}\n"));
        Journey journey = Journey.of(preview);
        List<String> jobs = journey.ids().stream()
                .filter(id -> id.startsWith("quiesce-workloads"))
                .flatMap(id -> journey.commit(id).changes().files().keySet().stream())
                .filter(path -> path.contains("/serviceaccount-"))
                .distinct()
                .toList();
        assertThat(jobs)
                .hasSize(2)
                .allSatisfy(path -> assertThat(path.replaceAll(".*/serviceaccount-|\\.yaml", ""))
                        .hasSizeLessThanOrEqualTo(54));
    }
}
