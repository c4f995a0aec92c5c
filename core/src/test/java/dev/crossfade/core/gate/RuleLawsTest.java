package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.CALICO_NODE;
import static dev.crossfade.core.gate.HealthyCluster.CILIUM;
import static dev.crossfade.core.gate.HealthyCluster.MERGED;
import static dev.crossfade.core.gate.HealthyCluster.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.HttpFact;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every rule: it passes on what is good, and on nothing that was not read, or not lately. */
class RuleLawsTest {

    private static final String FINALIZER = "resources-finalizer.argocd.argoproj.io/background";
    private static final ObjectId OWNER =
            ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "calico");
    private static final ObjectId JOB = ObjectId.namespaced("batch/v1", "Job", "kube-system", "stop");
    /** Of a Job that is there nobody asks who made it. */
    private static final ObjectId ROOT =
            ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "crossfade-prod");

    private static final ObjectId SET = ObjectId.namespaced("apps/v1", "StatefulSet", "kafka", "broker");
    private static final ObjectId GONE = ObjectId.global("operator.tigera.io/v1", "Installation", "default");
    private static final String METHOD = "IP_AUTODETECTION_METHOD";
    private static final NodeSelection ALL = new NodeSelection.All();
    private static final Question.Prometheus QUERY =
            new Question.Prometheus(URI.create("http://prometheus.example.com"), "up");
    private static final Question.Http ADDRESS = new Question.Http(URI.create("http://shop.example.com"));
    private static final Question.Field FIELD = new Question.Field(SET, "{.spec.x}");
    private static final Question.Listed APPLICATIONS =
            new Question.Listed(Seat.ARGO, "argoproj.io/v1alpha1", "Application", "");

    private final HealthyCluster cluster = cluster();

    private static HealthyCluster cluster() {
        HealthyCluster cluster = new HealthyCluster()
                .eachNode(node -> node.created(HealthyCluster.BEFORE.minusSeconds(3600)))
                .object(ApplicationRuleTest.ID, ApplicationRuleTest::wellDone)
                .object(
                        TigeraStatusRule.STATUS,
                        each -> each.conditions("Available=True", "Degraded=False", "Progressing=False"))
                .object(
                        OWNER,
                        each -> each.with("spec.syncPolicy.syncOptions", List.of("PrunePropagationPolicy=background"))
                                .with("metadata.finalizers", List.of(FINALIZER)))
                .object(JOB, each -> each.conditions("Complete=True"))
                .object(SET, each -> each.with("spec.replicas", 0).annotation("paused", "true"))
                .object(CALICO_NODE.daemonSet(), RuleLawsTest::calico)
                .answer(new Question.Mesh(HealthyCluster.PROBE), MeshRuleTest.whole())
                .answer(
                        new Question.AgentMetrics(),
                        Map.of("a", HealthRuleTest.unreachable(0), "b", HealthRuleTest.unreachable(0)))
                .answer(QUERY, List.of(new SampleFact(Map.of(), 1, NOW), new SampleFact(Map.of("pod", "b"), 1, NOW)))
                .answer(ADDRESS, new HttpFact(200, "ok"))
                .answer(FIELD, Optional.of(List.of("yes")));
        OperatorRuleTest.running(ApiServicesRuleTest.serving(cluster));
        return cluster.answer(APPLICATIONS, List.of(compared(OWNER), compared(SET)));
    }

    private static ObjectFact compared(ObjectId id) {
        return new ObjectDraft(id)
                .with("status.sync.status", "Synced")
                .with("status.reconciledAt", NOW.toString())
                .fact();
    }

    private static void calico(ObjectDraft daemonSet) {
        Map<String, Object> variable = Map.of("name", METHOD, "value", "kubernetes-internal-ip");
        daemonSet
                .with("spec.template.spec.containers", List.of(Map.of("env", List.of(variable))))
                .annotation("crossfade.dev/adopted-generation", "3");
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                        AllRule.of(AgentsRule.AGENTS, new JobRule(JOB, ROOT)),
                        AgentsRule.AGENTS,
                        new AgentsRule(new TreeMap<>(Map.of("enable-policy", Optional.of("never")))),
                        new AnnotatedRule(SET, Map.of("paused", Optional.of("true")), null),
                        ApiServicesRuleTest.RULE,
                        ApplicationRuleTest.RULE,
                        CalicoAddressRuleTest.expecting(new CalicoAddressRule.Expected.InternalAddress()),
                        new CiliumNodesRule(CILIUM),
                        new CoreDnsRule(ROOT),
                        new DetectionRule(CALICO_NODE, "kubernetes-internal-ip"),
                        new FieldRule(FIELD, "yes"),
                        new FinalizerRule(OWNER, FINALIZER, MERGED),
                        new FirstNodesRule(1, new NodeSelection.Migrated(NodeDraft.LABEL), List.of(), CILIUM),
                        new GenerationRule(CALICO_NODE.daemonSet(), "3", ROOT),
                        new GoneRule(Seat.CLUSTER, List.of(GONE), MERGED),
                        new FreeRangesRule(HealthyCluster.CALICO),
                        new GoldpingerRule(HealthyCluster.PROBE),
                        new HealthRule(HealthyCluster.BEFORE),
                        new HttpRule(ADDRESS, 200, null),
                        new JobRule(JOB, ROOT),
                        new ManagedPodsRule(ALL, new NodeSelection.Migrated(NodeDraft.LABEL), CILIUM),
                        MeshRuleTest.RULE,
                        new NoPodsRule("kube-system", List.of("calico-typha"), MERGED),
                        NodesRule.each(ALL, new NodeCheck.Ready()),
                        OperatorRuleTest.RULE,
                        new PresentRule(Seat.ARGO, OWNER, Map.of()),
                        new PrometheusRule(QUERY, new Comparison(">=", 1)),
                        new PruneRule(OWNER, MERGED),
                        new RebootedRule(ALL, HealthyCluster.BEFORE.minusSeconds(1)),
                        new RecycledRule(AgentsRule.AGENTS, HealthyCluster.BEFORE),
                        new TigeraStatusRule(),
                        UnchangedRuleTest.RULE,
                        new UnguardedRule(SET, MERGED),
                        new UnsharedRule(Map.of("name", "in-cluster"), null, Set.of(), Set.of("x")),
                        new UnusedPoolsRule(HealthyCluster.CALICO, CILIUM, new NodeSelection.Migrated(NodeDraft.LABEL)),
                        new WorkloadRule(SET, 0))
                .map(rule -> Arguments.of(rule.getClass().getSimpleName(), rule));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void passesOnWhatIsGoodAndShowsIt(String name, Rule rule) {
        Said said = cluster.judge(rule).passes();
        assertThat(said.judgement().evidence()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void cannotTellWithoutAnyOneOfItsAnswers(String name, Rule rule) {
        assertThat(rule.asks()).isNotEmpty();
        for (Question<?> question : decisive(rule).keySet()) {
            said(rule, question, new Reading.Unread<>("connection refused", NOW))
                    .cannotTell("cannot be read: connection refused");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void cannotTellFromAnswersOfLongAgo(String name, Rule rule) {
        decisive(rule).forEach((question, reading) -> {
            Object value = reading.got().orElseThrow();
            said(rule, question, new Reading.Read<>(value, NOW.minus(Look.STALE).minusSeconds(1)))
                    .cannotTell("it was read last at");
            said(rule, question, new Reading.Read<>(value, NOW.minus(Look.STALE)))
                    .passes();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void asksForAllThatItNeeds(String name, Rule rule) {
        new Said(rule.judge(new Look(NOW, Map.of()))).cannotTell("nobody asked");
    }

    /** Two API servers may give the same list in two orders. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void saysTheSameOfListsInAnotherOrder(String name, Rule rule) {
        Map<Question<?>, Reading<?>> reversed = new HashMap<>();
        cluster.readings(rule).forEach((question, reading) -> reversed.put(question, reversed(reading)));

        Judgement one = rule.judge(cluster.look(rule));
        Judgement other = rule.judge(new Look(NOW, reversed));

        assertThat(other.verdict()).isEqualTo(one.verdict());
        assertThat(other.reason()).isEqualTo(one.reason());
        assertThat(other.since()).isEqualTo(one.since());
    }

    private static Reading<?> reversed(Reading<?> reading) {
        if (!(reading.got().orElseThrow() instanceof List<?> list)) {
            return reading;
        }
        List<Object> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return new Reading.Read<>(reversed, reading.at());
    }

    /** An answer in which there is nothing is not believed, but where nothing is what is wanted. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void doesNotPassOnEmptyAnswers(String name, Rule rule) {
        decisive(rule).forEach((question, reading) -> {
            Object value = reading.got().orElseThrow();
            if (value instanceof List<?> || (value instanceof Optional<?> && !(rule instanceof GoneRule))) {
                Object none = value instanceof List<?> ? List.of() : Optional.empty();
                Judgement judgement =
                        said(rule, question, new Reading.Read<>(none, NOW)).judgement();
                assertThat(judgement.verdict())
                        .as(question + ": " + judgement.reason())
                        .isNotEqualTo(Verdict.PASSED);
            }
        });
    }

    /**
     * Some are read for the words: a project's windows say why nothing is synced, and what is synced needs none; a Job's pods say why it is
     * not Complete.
     */
    private Map<Question<?>, Reading<?>> decisive(Rule rule) {
        Map<Question<?>, Reading<?>> readings = new HashMap<>(cluster.readings(rule));
        readings.keySet()
                .removeIf(question -> question instanceof Question.Named named
                                && (named.id().kind().equals("AppProject")
                                        || named.id().equals(ROOT))
                        || rule instanceof JobRule && question instanceof Question.Pods);
        return readings;
    }

    private Said said(Rule rule, Question<?> question, Reading<?> reading) {
        Map<Question<?>, Reading<?>> readings = new HashMap<>(cluster.readings(rule));
        readings.put(question, reading);
        return new Said(rule.judge(new Look(NOW, readings)));
    }

    /** A rule that is not in the list above is one that these laws do not reach. */
    @Test
    void everyRuleIsInTheList() throws ReflectiveOperationException {
        List<String> names = rules().map(each -> String.valueOf(each.get()[0])).toList();
        String folder = java.nio.file.Path.of(Rule.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .resolve("dev/crossfade/core/gate")
                .toString();
        Stream<String> classes = Stream.of(new java.io.File(folder).list())
                .filter(file -> file.endsWith("Rule.class") && !file.equals("Rule.class"))
                .map(file -> file.replace(".class", ""));
        List<String> missing =
                classes.filter(name -> !names.contains(name)).sorted().toList();

        // one has nothing to ask, and the other is about a list that is empty when all is well
        assertThat(missing).containsExactly("NoEndpointsRule", "UntoldRule");
    }
}
