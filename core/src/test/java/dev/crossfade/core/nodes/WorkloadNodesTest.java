package dev.crossfade.core.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stopped workload's nodes are those of a template of the plan, or of a wave that people move. */
class WorkloadNodesTest {

    private static final NodeTemplate POOL =
            new NodeTemplate.KarpenterPool(new NodeObject("pool", "NodePool", "", "general"), "a", false, "", "", "");
    private static final NodeTemplate MACHINES = new NodeTemplate.MachineDeployment(
            new NodeObject("machines", "MachineDeployment", "", "general"), "a", "join", false, false);
    private static final NodeTemplate WORKERS = new NodeTemplate.WorkerTemplate(
            new NodeObject("workers", "KubeadmConfigTemplate", "", "join"), List.of("a"), "");
    private static final NodeTemplate PLANE =
            new NodeTemplate.ControlPlane(new NodeObject("plane", "KubeadmControlPlane", "", "prod"), "a", "");

    private static final Map<String, String> TEXTS = Map.of(
            "pool",
            "kind: NodePool\nmetadata: {name: general}\nspec: {template: {metadata: {labels: {pool: general}}}}\n",
            "machines",
            "kind: MachineDeployment\nmetadata: {name: general}\n",
            "workers",
            "kind: KubeadmConfigTemplate\nmetadata: {name: join}\nspec: {template: {spec: {joinConfiguration:"
                    + " {nodeRegistration: {kubeletExtraArgs: {node-labels: \"pool=general,example.k8s.io/rack=b\"}}}}}}\n",
            "plane",
            "kind: KubeadmControlPlane\nmetadata: {name: prod}\n");

    private static final NodesSpec.Wave NAMED = wave("a", List.of("pool", "machines", "workers", "plane"));
    private static final NodesSpec.Wave BY_PEOPLE = wave("b", List.of());

    /** What the plan has, its waves, the selector, and whether nodes that no phase moves are told. */
    @ParameterizedTest
    @CsvSource({
        "pool,named,general,false",
        "pool,named,other,true",
        "pool,named and by people,other,false",
        "pool,none,other,false",
        "machines,named,general,false",
        "machines,named,other,true",
        "machines,named and by people,other,false",
        "machines,none,other,true",
        "pool and machines,none,other,true",
        "nothing,named,other,false",
        "nothing,none,other,false"
    })
    void nodesOfNoTemplateAreToldUnlessPeopleMoveSome(String templates, String waves, String pool, boolean told) {
        List<NodesSpec.Wave> declared = switch (waves) {
            case "named" -> List.of(NAMED);
            case "none" -> List.of();
            default -> List.of(NAMED, BY_PEOPLE);
        };
        List<NodeTemplate> all = switch (templates) {
            case "pool" -> List.of(POOL);
            case "machines" -> List.of(MACHINES, WORKERS);
            case "pool and machines" -> List.of(POOL, MACHINES, WORKERS);
            default -> List.of();
        };
        List<Problem> problems = check(declared, all, Map.of("pool", pool));
        assertThat(problems).hasSize(told ? 1 : 0).noneMatch(Problem::isBlocker);
    }

    @Test
    void aLabelThatOthersSetIsEnoughForPoolsAndNotForMachines() {
        Map<String, String> zone = Map.of("topology.kubernetes.io/zone", "a");
        assertThat(check(List.of(NAMED), List.of(POOL), zone)).isEmpty();
        assertThat(check(List.of(NAMED), List.of(MACHINES, WORKERS), zone)).hasSize(1);
        assertThat(check(List.of(NAMED), List.of(POOL, MACHINES, WORKERS), zone))
                .as("machines move by an edit, which needs to be sure")
                .hasSize(1);
        assertThat(check(List.of(NAMED), List.of(MACHINES, WORKERS), Map.of("example.k8s.io/rack", "a")))
                .as("what kubelet is told holds, whoever else could set it")
                .hasSize(1);
    }

    @Test
    void whoRunsOnTheControlPlaneIsRefusedByKubeadmsLabelAlone() {
        List<NodeTemplate> all = List.of(MACHINES, WORKERS, PLANE);
        assertThat(check(List.of(NAMED), all, Map.of("node-role.kubernetes.io/control-plane", "")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isBlocker()).isTrue();
                    assertThat(problem.message())
                            .contains("kafka/broker may run on the control plane"
                                    + " (node-role.kubernetes.io/control-plane=), which moves with the last wave");
                });
        assertThat(check(List.of(NAMED), all, Map.of("topology.kubernetes.io/zone", "a")))
                .as("a zone that the control plane may be in, too")
                .noneMatch(Problem::isBlocker);
        assertThat(check(List.of(NAMED), all, Map.of("pool", "general"))).isEmpty();
    }

    @Test
    void aWaveThatSelectsTheControlPlaneIsRefusedUnlessItIsItsOwn() {
        Map<String, String> plane = Map.of("node-role.kubernetes.io/control-plane", "");
        List<NodeTemplate> all = List.of(POOL, PLANE);
        NodesSpec.Wave other = new NodesSpec.Wave("b", List.of(), plane, null);
        assertThat(labels(List.of(other, NAMED), all).check()).singleElement().satisfies(problem -> {
            assertThat(problem.isBlocker()).isTrue();
            assertThat(problem.message()).startsWith("KubeadmControlPlane prod is in wave a, and wave b selects");
        });
        assertThat(labels(List.of(new NodesSpec.Wave("a", List.of("plane"), plane, null)), List.of(PLANE))
                        .check())
                .isEmpty();
        assertThat(labels(List.of(new NodesSpec.Wave("a", List.of("plane"), Map.of("pool", "x"), null)), List.of(PLANE))
                        .check())
                .as("the last wave's gate looks at every node")
                .isEmpty();
    }

    /** Two MachineDeployments may share a template, and a file may hold others. */
    @Test
    void aLabelThatATemplateLacksIsToldOnceAndAtTheTemplate() {
        NodeTemplate second = new NodeTemplate.MachineDeployment(
                new NodeObject("machines", "MachineDeployment", "", "second"), "a", "join", false, false);
        NodeTemplate other = new NodeTemplate.WorkerTemplate(
                new NodeObject("pool", "KubeadmConfigTemplate", "", "aside"), List.of(), "");
        NodesSpec.Wave wave = new NodesSpec.Wave("a", List.of("machines"), Map.of("team", "shop"), null);
        assertThat(labels(List.of(wave), List.of(other, WORKERS, MACHINES, second))
                        .check())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("KubeadmConfigTemplate join gives its nodes no label team=shop"));
    }

    /** Each label alone is that of the pool, both together are not. */
    @Test
    void aWaveSelectsNodesOfAnotherOnlyWhereEveryLabelDoes() {
        for (String more : List.of("team", "topology.kubernetes.io/zone")) {
            NodesSpec.Wave other = new NodesSpec.Wave("b", List.of(), Map.of("pool", "general", more, "x"), null);
            assertThat(labels(List.of(NAMED, other), List.of(POOL)).check())
                    .as(more)
                    .isEmpty();
        }
        assertThat(labels(List.of(NAMED, BY_PEOPLE), List.of(POOL)).check())
                .as("a wave without labels takes the rest")
                .isEmpty();
    }

    private static NodesSpec.Wave wave(String name, List<String> templates) {
        return new NodesSpec.Wave(name, templates, Map.of(), null);
    }

    private static List<Problem> check(
            List<NodesSpec.Wave> waves, List<NodeTemplate> templates, Map<String, String> selector) {
        WorkloadSpec workload =
                new WorkloadSpec("StatefulSet", "apps/v1", "kafka", "broker", 3, selector, null, Map.of());
        return labels(waves, templates).check(workload, "spec.workloads[0]");
    }

    private static WaveLabels labels(List<NodesSpec.Wave> waves, List<NodeTemplate> templates) {
        NodesSpec nodes = new NodesSpec(
                NodesSpec.Strategy.REPLACE,
                "io.cilium.migration/cilium-default",
                new NodesSpec.Taint("node.cilium.io/agent-not-ready", "true", "NoExecute"),
                List.copyOf(TEXTS.keySet()),
                waves,
                1,
                NodesSpec.Recycle.PRINT,
                List.of());
        return new WaveLabels(
                nodes,
                templates,
                object -> YamlFile.parse(object.file(), String.valueOf(TEXTS.get(object.file())))
                        .documents()
                        .get(0));
    }
}
