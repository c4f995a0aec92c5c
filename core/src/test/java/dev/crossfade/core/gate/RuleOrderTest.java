package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.BEFORE;
import static dev.crossfade.core.gate.HealthyCluster.CALICO;
import static dev.crossfade.core.gate.HealthyCluster.CILIUM;
import static dev.crossfade.core.gate.HealthyCluster.MERGED;
import static dev.crossfade.core.gate.HealthyCluster.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.SampleFact;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.spec.Comparison;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whom a rule blames, and in which order, hangs on what is there alone: a watch keeps facts in the order in which they came and changed,
 * and comments are edited where a name in them is another one.
 */
class RuleOrderTest {

    private static final int NODES = 9;
    private static final NodeSelection ALL = new NodeSelection.All();
    private static final NodeSelection.Migrated MOVED = new NodeSelection.Migrated(NodeDraft.LABEL);
    private static final DaemonSetRule OLD = DaemonSetRule.of("kube-system", "cilium");
    private static final ObjectId SET = ObjectId.namespaced("apps/v1", "Deployment", "shop", "app");
    private static final ObjectId CILIUM_APPLICATION =
            ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "cilium");
    private static final Set<String> CRDS = Set.of("crd.projectcalico.org");
    private static final Question.Prometheus QUERY =
            new Question.Prometheus(URI.create("http://prometheus.example.com"), "up");
    private static final Question.Listed APPLICATIONS =
            new Question.Listed(Seat.ARGO, "argoproj.io/v1alpha1", "Application", "");

    /** Two nodes that are well, and more on each of which two pods of two namespaces are not. */
    private static HealthyCluster broken() {
        HealthyCluster cluster = new HealthyCluster();
        IntStream.range(3, NODES).forEach(number -> {
            String node = "n" + number;
            cluster.add(new NodeDraft(node, "10.0.0." + number, "zone-" + number % 3)
                    .annotation(NodeDraft.CALICO, "10.245.9.9/24")
                    .condition("Ready", "False", "KubeletNotReady"));
            for (String owner : List.of("cilium", "calico-node", "probe")) {
                Stream.of("-x", "-a")
                        .forEach(end -> cluster.add(pod("kube-system", "DaemonSet", owner, node, end)
                                .host("10.0.0." + number)
                                .unready(BEFORE)));
            }
            cluster.add(pod("shop", "Deployment", "app", node, "-x").at("192.168.1." + number));
            cluster.add(pod("kube-system", "Deployment", "coredns", node, "-y")
                    .app("kube-dns")
                    .at("192.168.2." + number)
                    .unready(BEFORE));
            cluster.add(pod("shop", "", "", node, "-lone").at("192.168.3." + number));
            List.of("-z", "-b")
                    .forEach(end -> cluster.endpoint(
                            pod("shop", "Deployment", "app", node, end).fact(), "regenerating", List.of()));
            cluster.ciliumNode(node, List.of(), List.of(), "no block is left");
        });
        return cluster.answer(APPLICATIONS, List.of(keeping("one"), keeping("two"), keeping("three")))
                .answer(QUERY, List.of(sample("c"), sample("a"), sample("b")));
    }

    private static SampleFact sample(String pod) {
        return new SampleFact(Map.of("pod", pod), 0, NOW);
    }

    private static PodDraft pod(String namespace, String kind, String owner, String node, String end) {
        return new PodDraft(namespace, (owner.isEmpty() ? "job" : owner) + "-" + node + end, kind, owner).on(node);
    }

    /** Those whose Cilium cannot give an address. */
    private static void unwired(HealthyCluster cluster) {
        IntStream.range(3, NODES).forEach(number -> {
            String node = "n" + number;
            cluster.pod("app-" + node + "-x", pod -> pod.waiting(BEFORE));
            cluster.pod("coredns-" + node + "-y", pod -> pod.waiting(BEFORE));
            cluster.pod("job-" + node + "-lone", pod -> pod.waiting(BEFORE));
        });
    }

    private static void deleting(HealthyCluster cluster) {
        cluster.object(OLD.daemonSet())
                .with("spec.updateStrategy.type", "OnDelete")
                .with("status.desiredNumberScheduled", 12)
                .with("status.updatedNumberScheduled", 3);
        IntStream.range(3, NODES)
                .forEach(number -> Stream.of("-x", "-a")
                        .forEach(end -> cluster.pod("cilium-n" + number + end, pod -> pod.ready(BEFORE))));
    }

    /** The configuration is younger than all agents, which run on nodes that are well. */
    private static void configured(HealthyCluster cluster) {
        deleting(cluster);
        cluster.object(OLD.daemonSet())
                .with("status.updatedNumberScheduled", 12)
                .with("status.numberAvailable", 12);
        cluster.object(AgentsRule.CONFIG).changed(MERGED);
    }

    /** Instances of the probe are Ready and have addresses of Calico's. */
    private static void offCilium(HealthyCluster cluster) {
        cluster.answer(new Question.Mesh(HealthyCluster.PROBE), MeshRuleTest.whole());
        IntStream.range(3, NODES)
                .forEach(number -> Stream.of("-x", "-a")
                        .forEach(end -> cluster.pod(
                                "probe-n" + number + end,
                                pod -> pod.ready(BEFORE).at("192.168.4." + number))));
    }

    /** The same, written by Argo CD after the merge. */
    private static void rewritten(HealthyCluster cluster) {
        configured(cluster);
        cluster.object(AgentsRule.CONFIG).written("argocd-controller", MERGED.plusSeconds(600), "data.debug");
    }

    /** The configuration is younger than the pods of the operator. */
    private static void outdated(HealthyCluster cluster) {
        OperatorRuleTest.running(cluster).object(AgentsRule.CONFIG).changed(MERGED);
    }

    private static void apart(HealthyCluster cluster) {
        deleting(cluster);
        cluster.object(OLD.daemonSet())
                .with("status.updatedNumberScheduled", 12)
                .with("status.numberAvailable", 12);
        Map<String, Reading<?>> metrics =
                new HashMap<>(Map.of("a", HealthRuleTest.unreachable(0), "b", HealthRuleTest.unreachable(0)));
        IntStream.range(3, NODES).forEach(number -> metrics.put("n" + number, HealthRuleTest.unreachable(1)));
        cluster.reading(new Question.AgentMetrics(), new Reading.Read<>(metrics, NOW));
    }

    private static ObjectFact keeping(String name) {
        return new ObjectDraft(ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", name))
                .with("spec.destination.name", "in-cluster")
                .with("status.sync.status", "Synced")
                .with("status.reconciledAt", NOW.toString())
                .with(
                        "status.resources",
                        List.of(Map.of("group", "crd.projectcalico.org", "kind", "IPPool", "name", "p")))
                .fact();
    }

    static Stream<Arguments> rules() {
        Consumer<HealthyCluster> nothing = cluster -> {};
        return Stream.of(
                        with(nothing, new AgentsRule(new TreeMap<>())),
                        with(ApiServicesRuleTest::away, ApiServicesRuleTest.RULE),
                        with(RuleOrderTest::configured, new AgentsRule(new TreeMap<>())),
                        with(
                                nothing,
                                CalicoAddressRuleTest.expecting(new CalicoAddressRule.Expected.InternalAddress())),
                        with(nothing, new CiliumNodesRule(CILIUM)),
                        with(nothing, new CoreDnsRule(CILIUM_APPLICATION)),
                        with(nothing, OLD),
                        with(RuleOrderTest::deleting, OLD),
                        with(nothing, new FirstNodesRule(2, MOVED, List.of(new NodeCheck.Ready()), CILIUM)),
                        with(nothing, new FreeRangesRule(CALICO)),
                        with(RuleOrderTest::apart, new HealthRule(BEFORE)),
                        with(nothing, new ManagedPodsRule(ALL, MOVED, CILIUM)),
                        with(RuleOrderTest::unwired, new ManagedPodsRule(ALL, MOVED, CILIUM)),
                        with(RuleOrderTest::offCilium, MeshRuleTest.RULE),
                        with(nothing, new NoEndpointsRule(MERGED)),
                        with(nothing, new NoPodsRule("kube-system", List.of("calico-node", "coredns"), MERGED)),
                        with(nothing, NodesRule.each(ALL, new NodeCheck.Ready())),
                        with(RuleOrderTest::outdated, OperatorRuleTest.RULE),
                        with(nothing, new PrometheusRule(QUERY, new Comparison(">=", 1))),
                        with(nothing, new RebootedRule(ALL, MERGED)),
                        with(RuleOrderTest::deleting, new RecycledRule(OLD, MERGED)),
                        with(RuleOrderTest::rewritten, UnchangedRuleTest.RULE),
                        with(nothing, new UnsharedRule(Map.of("name", "in-cluster"), null, Set.of(), CRDS)),
                        with(nothing, new UnusedPoolsRule(CALICO, CILIUM, MOVED)),
                        with(cluster -> cluster.object(SET).with("spec.replicas", 6), new WorkloadRule(SET, 0)))
                .map(each -> Arguments.of(each.rule().getClass().getSimpleName(), each));
    }

    private record Case(Consumer<HealthyCluster> further, Rule rule) {}

    private static Case with(Consumer<HealthyCluster> further, Rule rule) {
        return new Case(further, rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void blamesTheSameWhereListsComeInAnotherOrder(String name, Case each) {
        HealthyCluster cluster = broken();
        each.further().accept(cluster);
        Map<Question<?>, Reading<?>> readings = cluster.readings(each.rule());
        Judgement wanted = each.rule().judge(new Look(NOW, readings));
        assertThat(wanted.verdict()).as(wanted.reason()).isNotEqualTo(Verdict.PASSED);
        assertThat(wanted.reason()).as("blames many").contains(", ");
        for (int seed = 0; seed < 20; seed++) {
            Random chance = new Random(seed);
            Map<Question<?>, Reading<?>> others = new HashMap<>(readings);
            others.replaceAll((question, reading) -> reading.map(value -> shuffled(value, chance)));
            assertThat(each.rule().judge(new Look(NOW, others)))
                    .as("seed %s", seed)
                    .isEqualTo(wanted);
        }
    }

    private static Object shuffled(Object value, Random chance) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        List<Object> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, chance);
        return shuffled;
    }

    /** One that reads many things of one kind is to be in the list above. */
    @Test
    void everyRuleOnManyIsInTheList() {
        Set<Class<?>> here =
                rules().map(each -> ((Case) each.get()[1]).rule().getClass()).collect(Collectors.toSet());
        assertThat(RuleLawsTest.rules()
                        .map(each -> (Rule) each.get()[1])
                        .filter(rule -> rule.asks().stream().anyMatch(RuleOrderTest::isOfMany))
                        .filter(rule -> !here.contains(rule.getClass()))
                        .map(rule -> rule.getClass().getSimpleName()))
                .as(
                        "rules that say what those of the list say, one that sorts what a Goldpinger names, and a Job's, which has one pod")
                .containsExactlyInAnyOrder("AllRule", "DetectionRule", "GoldpingerRule", "JobRule");
    }

    private static boolean isOfMany(Question<?> question) {
        return !(question instanceof Question.Named
                || question instanceof Question.Field
                || question instanceof Question.Http
                || question instanceof Question.Served);
    }
}
