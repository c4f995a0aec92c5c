package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.BEFORE;
import static dev.crossfade.core.gate.HealthyCluster.NOW;

import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiServicesRuleTest {

    static final ApiServicesRule RULE = new ApiServicesRule(Set.of(), NOW);

    private static final Question.Listed ALL =
            new Question.Listed(Seat.CLUSTER, "apiregistration.k8s.io/v1", "APIService", "");
    private static final ObjectId METRICS = id("v1beta1.metrics.k8s.io");

    private final HealthyCluster cluster = new HealthyCluster();

    private static ObjectId id(String name) {
        return ObjectId.global("apiregistration.k8s.io/v1", "APIService", name);
    }

    /** One that the API server serves itself, and one that a pod serves. */
    static HealthyCluster serving(HealthyCluster cluster) {
        return cluster.answer(ALL, List.of(own(), service("metrics.k8s.io", "True", BEFORE)));
    }

    /** With two that a pod serves, and that nobody reaches. */
    static void away(HealthyCluster cluster) {
        cluster.answer(
                ALL, List.of(service("metrics.k8s.io", "False", BEFORE), own(), service("b.io", "False", BEFORE)));
    }

    private static ObjectFact own() {
        return new ObjectDraft(id("v1.apps"))
                .with("spec.group", "apps")
                .conditions("Available=True")
                .fact();
    }

    private static ObjectFact service(String group, String available, Instant since) {
        return new ObjectDraft(id("v1beta1." + group))
                .with("spec.group", group)
                .with("spec.service.namespace", "kube-system")
                .with("spec.service.name", "served")
                .with(
                        "status.conditions",
                        List.of(Map.of(
                                "type",
                                "Available",
                                "status",
                                available,
                                "reason",
                                "FailedDiscoveryCheck",
                                "message",
                                "no answer",
                                "lastTransitionTime",
                                since.toString())))
                .fact();
    }

    private Said judge(Set<String> leaving, ObjectFact... services) {
        return judge(leaving, NOW, services);
    }

    private Said judge(Set<String> leaving, Instant merged, ObjectFact... services) {
        return cluster.answer(ALL, List.of(services)).judge(new ApiServicesRule(leaving, merged));
    }

    @Test
    void passesWhereAllAreAvailableSinceTheLastOfThemIs() {
        Instant since = BEFORE.plusSeconds(60);

        judge(Set.of(), service("metrics.k8s.io", "True", since), own())
                .passes("all 2 APIServices are Available")
                .shows(METRICS, "status.conditions[Available]", "True")
                .since(since);
    }

    @Test
    void namesThoseThatAreNotWithWhatTheApiServerSays() {
        judge(
                        Set.of(),
                        own(),
                        service("metrics.k8s.io", "False", NOW.minusSeconds(60)),
                        service("custom.metrics.k8s.io", "Unknown", NOW.minusSeconds(60)))
                .waits("1 of 3 APIServices are Available; not: v1beta1.custom.metrics.k8s.io (FailedDiscoveryCheck),"
                        + " v1beta1.metrics.k8s.io (FailedDiscoveryCheck)")
                .doesNotBlame("v1.apps")
                .shows(METRICS, "status.conditions[Available]", "False")
                .needsNobody();
    }

    @Test
    void saysWhatToDoWhereItLasts() {
        judge(
                        Set.of(),
                        own(),
                        service(
                                "metrics.k8s.io",
                                "False",
                                NOW.minus(Need.PATIENCE).minusSeconds(1)))
                .waits("not: v1beta1.metrics.k8s.io")
                .needs(
                        "kube-system/served",
                        "no answer",
                        "for more than 10 minutes",
                        "calico-node or Cilium's",
                        "kubectl delete apiservice v1beta1.metrics.k8s.io",
                        "kubectl describe apiservice v1beta1.metrics.k8s.io");
    }

    @Test
    void whatHasJustGoneIsNotAmongThoseThatLast() {
        ObjectFact fresh = service("a.io", "False", NOW.minusSeconds(5));
        ObjectFact lasting = service("b.io", "False", BEFORE);

        judge(Set.of(), own(), fresh, lasting)
                .waits("v1beta1.a.io", "v1beta1.b.io")
                .needs("kubectl describe apiservice v1beta1.b.io");
        judge(Set.of(), own(), fresh).waits("v1beta1.a.io").needsNobody();
    }

    /** Each API server writes the condition, so that what one of them does not reach is never away for long. */
    @Test
    void whatComesAndGoesLongAfterTheMergeNeedsSomebody() {
        ObjectFact fresh = service("a.io", "False", NOW.minusSeconds(5));
        Instant merged = NOW.minus(Need.PATIENCE);

        judge(Set.of(), merged, own(), fresh).waits("v1beta1.a.io").needsNobody();
        judge(Set.of(), merged.minusSeconds(1), own(), fresh)
                .needs("comes and goes", "kubectl describe apiservice v1beta1.a.io");
    }

    @Test
    void oneOfWhichNothingIsSaidYetIsNotAvailable() {
        judge(
                        Set.of(),
                        own(),
                        new ObjectDraft(METRICS)
                                .with("spec.group", "metrics.k8s.io")
                                .fact())
                .waits("v1beta1.metrics.k8s.io (nothing said yet)")
                .shows(METRICS, "status.conditions[Available]", "none")
                .needsNobody();
    }

    @Test
    void whatIsOnItsWayOutMayBeAway() {
        ObjectFact calico = service("projectcalico.org", "False", BEFORE);

        judge(Set.of(), own(), calico).waits("v1beta1.projectcalico.org");
        judge(Set.of("projectcalico.org"), own(), calico).passes("all 1 APIServices are Available");
    }

    @Test
    void anApiServerWithoutItsOwnIsNotBelieved() {
        judge(Set.of()).cannotTell("no APIService, not even its own");
        judge(Set.of("projectcalico.org"), service("projectcalico.org", "True", BEFORE))
                .cannotTell("no APIService");
    }
}
