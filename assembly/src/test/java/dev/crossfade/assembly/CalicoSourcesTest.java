package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calico in every place where people keep it: what the pin changes there, and how it leaves. */
class CalicoSourcesTest {

    private static final String MANIFESTS = "network/migration/manifests/";

    @Test
    void anOperatorInPlainFilesIsPinnedInOnePlaceAndLeavesInOrder() {
        Journey journey = journey("operator", "files", "3.30");

        assertThat(journey.text("pin-calico-address", "network/calico/calico.yaml"))
                .contains("firstFound: false", "kubernetes: NodeInternalIP");
        assertThat(journey.between("remove-calico-workloads-prune", "remove-calico-leftovers"))
                .containsExactly(
                        "remove-calico-workloads-prune",
                        "remove-calico-workloads-apis",
                        "remove-calico-workloads",
                        "remove-calico-leftovers-relaxation",
                        "remove-calico-leftovers-operator",
                        "remove-calico-leftovers");
        assertThat(kinds(journey, "remove-calico-workloads-apis"))
                .contains("Installation", "Deployment")
                .doesNotContain("APIServer", "Whisker", "Goldmane");
        assertThat(kinds(journey, "remove-calico-workloads"))
                .doesNotContain("Installation")
                .contains("Deployment");
        assertThat(journey.after("remove-calico-leftovers-operator").read("network/calico/calico.yaml"))
                .isEmpty();
        assertThat(journey.text("remove-calico-leftovers-operator", "apps/calico.yaml"))
                .contains("resources-finalizer");
        assertThat(journey.after("remove-calico-leftovers").read("apps/calico.yaml"))
                .isEmpty();
        assertThat(jobs(journey)).containsExactly("remove-calico-leftovers");
    }

    @Test
    void theOperatorsChartIsSwitchedOffValueByValueAndGoesWithItsApplication() {
        Journey journey = journey("operator", "chart", "3.30");

        assertThat(journey.text("pin-calico-address", "network/calico/values.yaml"))
                .isEqualTo("""
                # The operator's chart
                installation:
                  # as ever
                  calicoNetwork:
                    bgp: Enabled
                    # migration: a Cilium interface must never become a node's Calico address; ends with remove-calico-workloads
                    nodeAddressAutodetectionV4:
                      firstFound: false
                      kubernetes: NodeInternalIP
                """);
        YamlFile values = Journey.read(journey.after("remove-calico-workloads"), "network/calico/values.yaml");
        for (String key : List.of("installation", "apiServer", "whisker", "goldmane")) {
            assertThat(values.documents().get(0).get(YamlPath.of(key, "enabled")))
                    .as(key)
                    .isEqualTo(Optional.of(false));
        }
        String job = job(journey, "remove-calico-leftovers");
        assertThat(job)
                .contains(
                        "namespaces/tigera-operator",
                        "customresourcedefinitions.apiextensions.k8s.io/installations.operator.tigera.io");
        assertThat(job.indexOf("namespaces/tigera-operator")).isLessThan(job.indexOf("ippools.crd.projectcalico.org"));
    }

    /** Argo CD 3.3 renders the sources of a deleted Application for the chart's pre-delete Job (argo-cd controller/hook.go). */
    @Test
    void theChartsHookFindsItsValuesItsNamespaceAndTheCrds() {
        Journey journey = journey("operator", "chart", "3.30");

        assertThat(journey.between("remove-calico-leftovers-relaxation", "remove-calico-leftovers"))
                .containsExactly(
                        "remove-calico-leftovers-relaxation",
                        "remove-calico-leftovers-application",
                        "remove-calico-leftovers-operator",
                        "remove-calico-leftovers");
        assertThat(journey.text("remove-calico-leftovers-application", "apps/calico.yaml"))
                .contains("resources-finalizer.argocd.argoproj.io/background");
        assertThat(journey.after("remove-calico-leftovers-operator").read("apps/calico.yaml"))
                .isEmpty();
        assertThat(journey.after("remove-calico-leftovers-operator").read("network/calico/values.yaml"))
                .isPresent();
        assertThat(jobs(journey)).containsExactly("remove-calico-leftovers");
        assertThat(journey.commit("remove-calico-leftovers-application").gates())
                .extracting(Gate::id)
                .contains("calico-application-armed");
        assertThat(journey.commit("remove-calico-leftovers-operator").gates())
                .extracting(Gate::id)
                .contains("calico-application-gone", "calico-operator-gone")
                .doesNotContain("calico-namespaces-gone", "calico-crds-gone");
        assertThat(journey.after("remove-calico-leftovers").read("network/calico/values.yaml"))
                .isEmpty();
        assertThat(journey.commit("remove-calico-leftovers").gates())
                .extracting(Gate::id)
                .contains("calico-namespaces-gone", "calico-crds-gone");
    }

    @Test
    void messagesAboutTheChartSayWhatTheDiffDoes() {
        Journey journey = journey("operator", "chart", "3.30");

        assertThat(journey.prose("remove-calico-workloads-apis"))
                .contains("Whisker default, Goldmane default are switched off in network/calico/values.yaml");
        assertThat(journey.prose("remove-calico-workloads"))
                .contains("The Installation is switched off in network/calico/values.yaml; Argo CD deletes it");
        assertThat(journey("operator", "chart", "3.28").prose("remove-calico-workloads-apis"))
                .contains("APIServer default is switched off in network/calico/values.yaml, and Argo CD deletes it");
        assertThat(journey("operator", "files", "3.30").prose("remove-calico-workloads"))
                .contains("The Installation leaves network/calico/calico.yaml; Argo CD deletes it");
        assertThat(journey.prose("remove-calico-leftovers-application"))
                .contains("take the operator along", "Nothing is deleted yet.");
        assertThat(journey.prose("remove-calico-leftovers-operator"))
                .contains("remove the Tigera operator", "Removes Application calico.")
                .doesNotContain("Nothing is deleted yet");
    }

    /** The chart's crds/ hold some of Kubernetes' CRDs from 3.29 on; no Application takes a CRD along (argo-cd#6078). */
    @Test
    void crdsOfKubernetesThatTheChartBringsAreNamedByNoJob() {
        for (String version : List.of("3.28", "3.29", "3.30", "3.32")) {
            Journey journey = journey("operator", "chart", version);

            assertThat(job(journey, "remove-calico-leftovers"))
                    .contains("installations.operator.tigera.io")
                    .doesNotContain("policy.networking.k8s.io");
            assertThat(journey.prose("remove-calico-leftovers")).contains("CRDs of policy.networking.k8s.io stay");
        }
    }

    @Test
    void aKustomizationIsPatchedAndItsBasesKeepTheirBytes() {
        CalicoWorld world = new CalicoWorld("manifest", "kustomization", "3.28");
        Journey journey = journey("manifest", "kustomization", "3.28");

        for (String base : List.of("network/calico/calico.yaml", "bases/calico-crds/crds.yaml")) {
            assertThat(journey.text("remove-calico-leftovers-rbac", base))
                    .isEqualTo(world.files().get(base));
        }
        assertThat(journey.text("pin-calico-address", "network/calico/kustomization.yaml"))
                .isEqualTo("""
                # Calico of this cluster
                resources:
                  - calico.yaml
                  - ../../bases/calico-crds
                # migration: a Cilium interface must never become a node's Calico address; ends with remove-calico-workloads
                patches:
                  - patch: |-
                      apiVersion: apps/v1
                      kind: DaemonSet
                      metadata:
                        name: calico-node
                        namespace: kube-system
                      spec:
                        template:
                          spec:
                            containers:
                              - {name: calico-node, env: [{name: IP_AUTODETECTION_METHOD, value: kubernetes-internal-ip}]}
                """);
        assertThat(journey.text("remove-calico-workloads", "network/calico/kustomization.yaml"))
                .contains("$patch: delete\n      apiVersion: apps/v1\n      kind: DaemonSet\n");
        assertThat(journey.after("remove-calico-leftovers").list("network/calico"))
                .isEmpty();
        assertThat(journey.after("remove-calico-leftovers").read("bases/calico-crds/crds.yaml"))
                .isPresent();
        assertThat(journey.after("remove-calico-leftovers").read("apps/calico.yaml"))
                .isEmpty();
    }

    @Test
    void aCalicoThatGitDoesNotKeepIsAdoptedWholeAndGuarded() {
        Journey journey = journey("manifest", "live", "3.28");
        String daemonSet = MANIFESTS + "daemonset-calico-node.yaml";

        assertThat(journey.text("adopt-calico", daemonSet))
                .contains(
                        "argocd.argoproj.io/sync-options: \"Prune=false,Delete=false\"",
                        "crossfade.dev/adopted-generation: \"7\"")
                .contains("image: docker.io/calico/node:v3.28.0")
                .doesNotContain(
                        "uid:", "resourceVersion", "status:", "last-applied", "creationTimestamp", "\n  generation:");
        assertThat(journey.text("adopt-calico", MANIFESTS + "configmap-calico-config.yaml"))
                .contains("crossfade.dev/adopted-generation: \"0\"", "cni_network_config: |\n");
        assertThat(journey.text("pin-calico-address", daemonSet)).contains("IP_AUTODETECTION_METHOD");
        assertThat(journey.text("remove-calico-workloads-prune", daemonSet))
                .doesNotContain("Prune=false", "the object outlives this file");
        assertThat(journey.after("remove-calico-workloads").read(daemonSet)).isEmpty();
        assertThat(job(journey, "remove-calico-workloads"))
                .contains("deployments.apps/calico-kube-controllers")
                .doesNotContain("daemonsets.apps/calico-node");
        assertThat(job(journey, "remove-calico-leftovers-rbac"))
                .contains("clusterroles.rbac.authorization.k8s.io/calico-node", "serviceaccounts/calico-cni-plugin")
                .doesNotContain("configmaps/calico-config");
        assertThat(job(journey, "remove-calico-leftovers")).contains("ippools.crd.projectcalico.org");
        assertThat(journey.after("hand-over").list(CalicoWorld.LIVE)).isEmpty();
    }

    @Test
    void anOperatorThatGitDoesNotKeepHandsOverItsInstallationAlone() {
        Journey journey = journey("operator", "live", "3.28");
        String installation = MANIFESTS + "installation-default.yaml";

        assertThat(journey.text("adopt-calico", installation))
                .contains("Prune=false,Delete=false", "firstFound: true")
                .doesNotContain("finalizers");
        assertThat(journey.text("pin-calico-address", installation)).contains("firstFound: false", "NodeInternalIP");
        assertThat(job(journey, "remove-calico-workloads-apis")).contains("apiservers.operator.tigera.io/default");
        assertThat(journey.after("remove-calico-workloads").read(installation)).isEmpty();
        assertThat(job(journey, "remove-calico-leftovers-operator"))
                .contains("namespaces/tigera-operator", "clusterroles.rbac.authorization.k8s.io/tigera-operator")
                .doesNotContain("deployments.apps/tigera-operator");
        YamlFile bootstrap = Journey.read(journey.after("prepare"), "network/migration/bootstrap.yaml");
        assertThat(bootstrap
                        .documents()
                        .get(0)
                        .get(YamlPath.parse("spec.clusterResourceWhitelist"))
                        .orElseThrow()
                        .toString())
                .contains("Installation");
    }

    @Test
    void canalHasNoAddressToPinAndNoGateThatLooksForOne() {
        Journey journey = journey("canal", "files", "3.28");

        assertThat(journey.ids()).doesNotContain("pin-calico-address");
        assertThat(journey.preview().commits())
                .allSatisfy(commit ->
                        assertThat(commit.gates()).noneMatch(gate -> gate.id().equals("calico-address")));
        assertThat(journey.preview().commits())
                .allSatisfy(commit -> assertThat(commit.message()).doesNotContain("calico-address"));
        assertThat(kinds(journey, "remove-calico-workloads")).doesNotContain("DaemonSet");
    }

    static Journey journey(String install, String source, String version) {
        return Journey.of(plan(new CalicoWorld(install, source, version)));
    }

    static Preview plan(CalicoWorld world) {
        return Story.plan(tree(world));
    }

    static MapTree tree(CalicoWorld world) {
        MapTree tree = Story.tree();
        tree.files().keySet().removeIf(path -> path.startsWith(CalicoWorld.FOLDER) || path.equals("apps/calico.yaml"));
        tree.files().putAll(world.files());
        String spec = tree.files().get("crossfade.yaml");
        spec = Story.replace(spec, "install: manifest", "install: " + world.installText());
        spec = Story.replace(spec, "version: \"3.25\"", "version: \"" + world.version() + "\"");
        spec = spec.replaceFirst(
                "source:\n      files: .*\n      application: .*\n",
                "source: " + java.util.regex.Matcher.quoteReplacement(world.sourceText()) + "\n");
        tree.files().put("crossfade.yaml", spec);
        return tree;
    }

    private static List<String> kinds(Journey journey, String phase) {
        return Journey.read(journey.after(phase), "network/calico/calico.yaml").documents().stream()
                .map(document ->
                        String.valueOf(document.get(YamlPath.of("kind")).orElse("")))
                .toList();
    }

    private static String job(Journey journey, String phase) {
        return journey.commit(phase).changes().files().entrySet().stream()
                .filter(file -> file.getKey().startsWith(MANIFESTS + "job-"))
                .filter(file -> file.getValue().isPresent())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow()
                .orElseThrow();
    }

    private static List<String> jobs(Journey journey) {
        return journey.between("remove-calico-workloads-prune", "remove-calico-leftovers").stream()
                .filter(phase -> journey.after(phase).list("network/migration/manifests").stream()
                        .anyMatch(path -> path.contains("/job-")))
                .toList();
    }
}
