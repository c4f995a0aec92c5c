package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.spec.DaemonSetRef;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs restart the DaemonSets whose pods can be on a new node before Cilium's agent, and nothing else. */
class RecycleTest {

    private static final Journey JOURNEY = Journey.of(Story.plan(NodeFiles.recycling()));

    @Test
    void aCommitWithAJobFollowsTheFirstNodesAndEachWave() {
        assertThat(JOURNEY.ids())
                .containsSubsequence(
                        "first-nodes",
                        "first-nodes-recycle",
                        "resume-workloads",
                        "rotate-nodes-general",
                        "rotate-nodes-general-recycle",
                        "rotate-nodes-kafka",
                        "rotate-nodes-kafka-recycle",
                        "finalize-cilium");
        assertThat(JOURNEY.prose("rotate-nodes-general"))
                .contains("nodes-replaced: ")
                .doesNotContain("pods-managed: ");
        assertThat(JOURNEY.prose("rotate-nodes-general-recycle"))
                .contains("kube-system/crossfade-prod-probe, monitoring/everywhere, logging/shipper.v2")
                .contains("pods-recycled: ", "pods-managed: ")
                .contains("Crossfade-Undo: revert");
        assertThat(Story.preview().commits())
                .noneMatch(commit -> commit.entry().id().contains("recycle"));
    }

    /** They are nodes as the first ones are: what started there before the agent is restarted before the workloads are. */
    @Test
    void soItDoesTheMachinesOfStoppedWorkloads() {
        MapTree tree = NodeFiles.clusterApi();
        String spec = Story.replace(
                tree.files().get("crossfade.yaml"), "    strategy: replace", "    recycle: job\n    strategy: replace");
        Journey journey = Journey.of(Story.plan(tree.with("crossfade.yaml", spec)));
        assertThat(journey.between("first-nodes", "resume-workloads-kafka-broker"))
                .startsWith(
                        "first-nodes", "first-nodes-recycle", "first-nodes-workloads", "first-nodes-workloads-recycle");
        assertThat(journey.prose("first-nodes-recycle")).contains("restart early DaemonSets on the first nodes");
        assertThat(journey.prose("first-nodes-workloads")).doesNotContain("pods-managed: ");
        assertThat(journey.prose("first-nodes-workloads-recycle"))
                .contains("restart early DaemonSets on the machines of stopped workloads", "pods-managed: ");
    }

    @Test
    void theJobRestartsEachInTurnWithRightsByName() {
        MapTree state = JOURNEY.after("first-nodes-recycle");
        YamlDocument job = object(state, "/job-");

        List<?> first = (List<?>)
                job.get(YamlPath.parse("spec.template.spec.initContainers")).orElseThrow();
        assertThat(first.stream()
                        .map(container -> ((Map<?, ?>) container).get("name"))
                        .toList()
                        .toString())
                .isEqualTo("[wait-for-phase, restart-1-crossfade-prod-probe, wait-1-crossfade-prod-probe,"
                        + " restart-2-everywhere, wait-2-everywhere, restart-3-shipper-v2]");
        assertThat(first.get(3).toString())
                .contains("[kubectl, --namespace=monitoring, rollout, restart, daemonset/everywhere]");
        assertThat(job.get(YamlPath.of("spec", "template", "spec", "initContainers", 0, "command"))
                        .orElseThrow()
                        .toString())
                .contains("--for=jsonpath={.data.phase}=first-nodes-recycle");
        assertThat(object(state, "/role-crossfade-prod-first-nodes-recycle-monitoring")
                        .get(YamlPath.of("rules", 0)))
                .hasValueSatisfying(rule -> assertThat(rule)
                        .isEqualTo(Map.of(
                                "apiGroups", List.of("apps"),
                                "resources", List.of("daemonsets"),
                                "resourceNames", List.of("everywhere"),
                                "verbs", List.of("get", "list", "watch", "patch"))));
        assertThat(JOURNEY.text("prepare", "network/migration/bootstrap.yaml"))
                .contains("namespace: monitoring", "namespace: logging");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "[{operator: Exists}]||true",
                "[{operator: Exists, effect: NoExecute}]||true",
                "[{operator: Exists, effect: NoSchedule}]||false",
                "[{key: node.cilium.io/agent-not-ready, operator: Exists}]||true",
                "[{key: node.cilium.io/agent-not-ready, value: \"true\"}]||true",
                "[{key: node.cilium.io/agent-not-ready, value: other}]||false",
                "[{key: node-role.kubernetes.io/control-plane, operator: Exists}]||false",
                "[]||false",
                "[{operator: Exists}]|      hostNetwork: true|false",
                "[{operator: Exists}]|  updateStrategy: {type: OnDelete}|false"
            })
    void onlyPodsThatMayPassTheTaintCount(String tolerations, String more, boolean counts) {
        MapTree tree = NodeFiles.recycling()
                .with("monitoring/one.yaml", NodeFiles.daemonSet("one", tolerations, more == null ? "" : more + "\n"));
        assertThat(found(tree).contains(new DaemonSetRef("monitoring", "one"))).isEqualTo(counts);
    }

    @Test
    void anotherClustersDaemonSetsAndBrokenTemplatesAreLeftAlone() {
        String application = Story.tree().files().get("apps/kafka.yaml").replace("path: kafka", "path: monitoring");
        assertThat(found(NodeFiles.recycling().with("apps/monitoring.yaml", application)))
                .containsExactly(new DaemonSetRef("monitoring", "everywhere"));
        assertThat(found(NodeFiles.recycling()
                        .with(
                                "apps/monitoring.yaml",
                                Story.replace(
                                        application, "https://kubernetes.default.svc", "https://other.example.com"))))
                .isEmpty();
        assertThat(found(NodeFiles.recycling().with("charts/x.yaml", "kind: DaemonSet\na: {{ .Values.x }}: [\n")))
                .containsExactly(new DaemonSetRef("monitoring", "everywhere"));
    }

    /** The object's namespace, the kustomizations' from the inner to the outer, the Application's, and where it is in the cluster. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|||agents|agents",
                "own|||agents|own",
                "|-|-|agents|agents",
                "own|-|-|agents|own",
                "|inner|-|agents|inner",
                "own|inner|-|agents|inner",
                "own|inner|outer|agents|outer",
                "|-|-||default"
            })
    void whereADaemonSetIsInTheClusterIsFound(String own, String inner, String outer, String applied, String expected) {
        MapTree tree = NodeFiles.recycling()
                .with(
                        "agents/base/one.yaml",
                        NodeFiles.daemonSet("one", "[{operator: Exists}]", "")
                                .replace(", namespace: monitoring", own == null ? "" : ", namespace: " + own))
                .with(
                        "apps/agents.yaml",
                        Story.tree()
                                .files()
                                .get("apps/kafka.yaml")
                                .replace("path: kafka", inner == null ? "path: agents/base" : "path: agents/prod")
                                .replace("name: kafka", "name: agents")
                                .replace(
                                        "    namespace: kafka\n",
                                        applied == null ? "" : "    namespace: " + applied + "\n"));
        if (inner != null) {
            tree = tree.with("agents/base/kustomization.yaml", "resources: [one.yaml]\n" + namespace(inner))
                    .with("agents/prod/kustomization.yaml", "resources: [../base]\n" + namespace(outer));
        }
        assertThat(found(tree)).contains(new DaemonSetRef(expected, "one"));
    }

    /** What the Application's options for kustomize say is the last word; the object's, the kustomization's, the option. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "own|inner|kustomize: {namespace: given}|given",
                "|-|kustomize: {namespace: given}|given",
                "own|inner|kustomize: {namePrefix: x-}|inner",
                "own|-|kustomize: {namespace: ''}|own"
            })
    void theNamespaceThatAnApplicationGivesAKustomizationWins(
            String own, String built, String option, String expected) {
        MapTree tree = placed(own, built)
                .with(
                        "apps/agents.yaml",
                        agents("prod", true)
                                .replace("    path: agents/prod\n", "    path: ./agents/prod/\n    " + option + "\n"));
        assertThat(found(tree).stream().filter(ref -> ref.name().equals("one")))
                .containsExactly(new DaemonSetRef(expected, "one"));
    }

    /** Each source has options of its own, and two may have the same folder built. */
    @Test
    void theNamespaceIsGivenToTheKustomizationOfItsSourceAlone() {
        String application = agents("prod", true);
        String sources = "  sources:\n    - {repoURL: x, path: agents/other, kustomize: {namespace: other}}\n"
                + "    - {repoURL: x, path: agents/prod}\n    - {repoURL: x, path: agents/prod, kustomize: {namespace: given}}\n";
        MapTree tree = placed("own", "inner")
                .with("apps/agents.yaml", application.replaceFirst("(?s)  source:\n.*?(?=  syncPolicy)", sources));
        assertThat(found(tree).stream().filter(ref -> ref.name().equals("one")))
                .containsExactlyInAnyOrder(new DaemonSetRef("inner", "one"), new DaemonSetRef("given", "one"));
    }

    private static MapTree placed(@Nullable String own, String built) {
        return NodeFiles.recycling()
                .with(
                        "agents/base/one.yaml",
                        NodeFiles.daemonSet("one", "[{operator: Exists}]", "")
                                .replace(", namespace: monitoring", own == null ? "" : ", namespace: " + own))
                .with("agents/base/kustomization.yaml", "resources: [one.yaml]\n")
                .with("agents/prod/kustomization.yaml", "resources: [../base]\n" + namespace(built));
    }

    /** Who builds it for another cluster says nothing about this one: the object's namespace, who builds, where it is found. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|prod:here staging:there|prod",
                "own|prod:here staging:there|prod",
                "own|base:here staging:there|own",
                "|base:here staging:there|agents",
                "own|plain:here staging:there|own",
                "own|prod:here other:here staging:there|prod other",
                "own|base:here prod:here|own prod",
                "|base:here base:here prod:here|agents prod",
                "own|prod:nobody staging:nobody|prod staging",
                "own|prod:here staging:nobody|prod"
            })
    void aDaemonSetOfSeveralClustersIsWhereThisOneHasIt(String own, String builders, String expected) {
        MapTree tree = NodeFiles.recycling()
                .with(
                        "agents/base/one.yaml",
                        NodeFiles.daemonSet("one", "[{operator: Exists}]", "")
                                .replace(", namespace: monitoring", own == null ? "" : ", namespace: " + own));
        for (String builder : builders.split(" ", -1)) {
            String[] parts = builder.split(":", -1);
            if (!parts[0].equals("plain")) {
                tree = tree.with("agents/base/kustomization.yaml", "resources: [one.yaml]\n");
            }
            if (!List.of("base", "plain").contains(parts[0])) {
                tree = tree.with(
                        "agents/" + parts[0] + "/kustomization.yaml",
                        "resources: [" + (builders.startsWith("plain") ? "../base/one.yaml" : "../base")
                                + "]\nnamespace: " + parts[0] + "\n");
            }
            tree = parts[1].equals("nobody")
                    ? tree
                    : tree.with("apps/" + parts[0] + "-agents.yaml", agents(parts[0], parts[1].equals("here")));
        }
        assertThat(found(tree).stream().filter(ref -> ref.name().equals("one")))
                .extracting(DaemonSetRef::namespace)
                .containsExactlyInAnyOrder(expected.split(" ", -1));
    }

    private static String agents(String folder, boolean here) {
        return Story.tree()
                .files()
                .get("apps/kafka.yaml")
                .replace("path: kafka", "path: agents/" + (folder.equals("plain") ? "base" : folder))
                .replace("name: kafka", "name: agents-" + folder)
                .replace("    namespace: kafka\n", "    namespace: agents\n")
                .replace(
                        "https://kubernetes.default.svc",
                        here ? "https://kubernetes.default.svc" : "https://b.example.com");
    }

    private static String namespace(String name) {
        return name.equals("-") ? "" : "namespace: " + name + "\n";
    }

    @Test
    void fieldsThatSayNothingCountAsNoneAndTheNetworksOwnAreLeftAlone() {
        String exists = "[{operator: Exists}]";
        String many = NodeFiles.daemonSet("shown", exists, "      hostNetwork: false\n")
                + NodeFiles.daemonSet("any", "[{key: \"\", operator: Exists, effect: \"\"}]", "")
                + NodeFiles.daemonSet("keyless", "[{key: \"\", value: \"true\"}]", "")
                + NodeFiles.daemonSet("other", exists, "").replace("apps/v1", "example.com/v1")
                + NodeFiles.daemonSet("shown", exists, "");
        for (String network : List.of("calico-node", "canal", "cilium", "cilium-envoy")) {
            many += NodeFiles.daemonSet(network, exists, "");
        }
        assertThat(found(NodeFiles.recycling().with("monitoring/agents.yaml", many)))
                .containsExactly(new DaemonSetRef("monitoring", "shown"), new DaemonSetRef("monitoring", "any"));
    }

    /** What no Application applies goes where kubectl would put it. */
    @Test
    void aDaemonSetWithoutANamespaceIsWhereItsApplicationPutsIt() {
        String silent = NodeFiles.daemonSet("one", "[{operator: Exists}]", "").replace(", namespace: monitoring", "");
        MapTree tree = NodeFiles.recycling()
                .with("aa/kustomization.yaml", "resources: [../kafka/one.yaml]\n")
                .with("kafka/one.yaml", silent)
                .with("monitoring/agents.yaml", silent.replace("name: one", "name: two"));
        assertThat(found(tree)).containsExactly(new DaemonSetRef("kafka", "one"), new DaemonSetRef("default", "two"));
    }

    @Test
    void eachIsRestartedOnceByContainersWhoseNamesFit() {
        MapTree tree = NodeFiles.recycling();
        String longest = "a".repeat(39);
        String spec = Story.replace(
                tree.files().get("crossfade.yaml"),
                "{namespace: logging, name: shipper.v2}",
                "{namespace: logging, name: " + longest + "-behind}, {namespace: monitoring, name: everywhere}");
        MapTree state =
                Journey.of(Story.plan(tree.with("crossfade.yaml", spec))).after("first-nodes-recycle");
        YamlDocument job = object(state, "/job-");
        assertThat(Stream.of("initContainers", "containers")
                        .flatMap(list -> ((List<?>) job.get(YamlPath.parse("spec.template.spec." + list))
                                        .orElseThrow())
                                .stream())
                        .map(container -> ((Map<?, ?>) container).get("name"))
                        .toList()
                        .toString())
                .isEqualTo("[wait-for-phase, restart-1-crossfade-prod-probe, wait-1-crossfade-prod-probe,"
                        + " restart-2-everywhere, wait-2-everywhere, restart-3-" + longest + ", wait-3-" + longest
                        + "]");
        assertThat(job.get(YamlPath.of("spec", "template", "spec", "containers", 0, "command")))
                .hasToString("Optional[[kubectl, --namespace=logging, rollout, status, daemonset/" + longest
                        + "-behind, --timeout=45m]]");
    }

    @Test
    void aProbeThatIsThereAlreadyIsNotRestartedUnlessItIsNamed() {
        MapTree tree = NodeFiles.recycling();
        String spec = Story.replace(
                tree.files().get("crossfade.yaml"),
                "  nodes:\n",
                "  probe: {existing: {namespace: probes, name: goldpinger}}\n  nodes:\n");
        assertThat(Journey.of(Story.plan(tree.with("crossfade.yaml", spec))).prose("first-nodes-recycle"))
                .contains("monitoring/everywhere, logging/shipper.v2")
                .doesNotContain("crossfade-prod-probe", "goldpinger,");
    }

    /** The operator makes it, and an export of what runs has it. */
    @Test
    void whatIsExportedOfCalicoIsNotRestarted() {
        MapTree live = CalicoSourcesTest.tree(new CalicoWorld("operator", "live", "3.30"));
        MapTree tree = live.with(
                        "crossfade.yaml",
                        Story.replace(
                                live.files().get("crossfade.yaml"),
                                "    strategy: replace",
                                "    recycle: job\n    strategy: replace"))
                .with("monitoring/agents.yaml", NodeFiles.daemonSet("everywhere", "[{operator: Exists}]", ""))
                .with(CalicoWorld.LIVE + "/csi.yaml", NodeFiles.daemonSet("csi", "[{operator: Exists}]", ""));
        assertThat(found(tree)).containsExactly(new DaemonSetRef("monitoring", "everywhere"));
    }

    private static List<DaemonSetRef> found(MapTree tree) {
        return Story.plan(tree).plan().migration().inventory().earlyDaemonSets();
    }

    private static YamlDocument object(MapTree state, String path) {
        return state.list("network/migration/manifests").stream()
                .filter(file -> file.contains(path))
                .map(file -> Journey.read(state, file).documents().get(0))
                .findFirst()
                .orElseThrow();
    }
}
