package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.MERGED;
import static dev.crossfade.core.gate.HealthyCluster.NOW;

import dev.crossfade.core.observation.HttpFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.SampleFact;
import dev.crossfade.core.observation.Seat;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules that look beyond the migration's own objects: at other Applications, and at what people add to their gates. */
class ExtraRulesTest {

    private static final Question.Prometheus QUERY =
            new Question.Prometheus(URI.create("http://prometheus.example.com:9090"), "errors:rate5m");
    private static final PrometheusRule BETWEEN = new PrometheusRule(QUERY, 0.5, 2.0);
    private static final Question.Http ADDRESS = new Question.Http(URI.create("https://shop.example.com/health"));
    private static final ObjectId OBJECT = ObjectId.namespaced("v1", "Service", "shop", "front");
    private static final Question.Field FIELD = new Question.Field(OBJECT, "{.status.ok}");
    private static final Question.Listed ALL =
            new Question.Listed(Seat.ARGO, "argoproj.io/v1alpha1", "Application", "");
    private static final UnsharedRule UNSHARED = new UnsharedRule(
            Map.of("server", "https://kubernetes.default.svc", "name", "in-cluster"),
            Set.of("argocd/calico"),
            Set.of("crd.projectcalico.org"),
            MERGED);

    private final HealthyCluster cluster = new HealthyCluster();

    private Said query(SampleFact... samples) {
        return cluster.answer(QUERY, List.of(samples)).judge(BETWEEN);
    }

    private static SampleFact sample(String pod, double value) {
        return new SampleFact(Map.of("pod", pod), value, NOW);
    }

    @Test
    void everySeriesLiesBetween() {
        query(sample("a", 0.5), sample("b", 2))
                .passes("2 series are >= 0.5, <= 2")
                .shows("prometheus.example.com", "errors:rate5m {pod=a}", "0.5");
    }

    @Test
    void oneSeriesOutsideIsNamed() {
        query(sample("a", 1), sample("b", 2.5))
                .fails("1 of 2 series are not >= 0.5, <= 2: {pod=b} is 2.5")
                .shows("prometheus.example.com", "errors:rate5m {pod=b}", "2.5");
        query(sample("a", 0.4)).fails("{pod=a} is 0.4");
        query(sample("a", Double.NaN)).fails("{pod=a} is NaN");
    }

    @Test
    void noSeriesOrAnOldValueCannotBeTold() {
        query().cannotTell("Prometheus has no series for errors:rate5m");
        query(sample("a", 1), new SampleFact(Map.of(), 1, NOW.minusSeconds(301)))
                .cannotTell("older than 5 min");
        query(new SampleFact(Map.of(), 1, NOW.minusSeconds(300))).passes();
    }

    @Test
    void oneBoundIsEnough() {
        cluster.answer(QUERY, List.of(sample("a", 900)));
        cluster.judge(new PrometheusRule(QUERY, 1.0, null)).passes("1 series are >= 1");
        cluster.judge(new PrometheusRule(QUERY, null, 1.0)).fails("not <= 1");
    }

    @Test
    void anAddressAnswersAsItMust() {
        HttpRule rule = new HttpRule(ADDRESS, 200, "ok");
        cluster.answer(ADDRESS, new HttpFact(200, "all ok")).judge(rule).passes("shop.example.com answers 200");
        cluster.answer(ADDRESS, new HttpFact(200, "down"))
                .judge(rule)
                .fails("answers 200 without \"ok\"")
                .shows("shop.example.com", "status", "200");
        cluster.answer(ADDRESS, new HttpFact(503, "ok")).judge(rule).fails("answers 503, not 200");
        cluster.answer(ADDRESS, new HttpFact(204, ""))
                .judge(new HttpRule(ADDRESS, 204, null))
                .passes();
    }

    @Test
    void aFieldHasItsValueWhereverThePathLeads() {
        FieldRule rule = new FieldRule(FIELD, "yes");
        cluster.answer(FIELD, Optional.of(List.of("yes", "yes")))
                .judge(rule)
                .passes("Service shop/front has {.status.ok} yes")
                .shows(OBJECT, "{.status.ok}", "yes, yes");
        cluster.answer(FIELD, Optional.of(List.of("yes", "no"))).judge(rule).waits("yes, no, not yes");
        cluster.answer(FIELD, Optional.of(List.of())).judge(rule).cannotTell("Service shop/front has no {.status.ok}");
        cluster.answer(FIELD, Optional.empty()).judge(rule).waits("answers 404").shows(OBJECT, "", "404");
    }

    private static ObjectFact application(String name, Map<String, String> destination, String group) {
        return new ObjectDraft(ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", name))
                .with("spec.destination", destination)
                .with("status.resources", List.of(Map.of("group", group, "kind", "NetworkPolicy", "name", "deny")))
                .fact();
    }

    private Said applications(ObjectFact... all) {
        return cluster.answer(ALL, List.of(all)).judge(UNSHARED);
    }

    @Test
    void applicationsOfOthersKeepNothingOfCalicos() {
        ObjectFact own = application("calico", Map.of("name", "in-cluster"), "crd.projectcalico.org");
        applications(own, application("shop", Map.of("name", "in-cluster"), "networking.k8s.io"))
                .passes("no other of 1 Applications")
                .since(MERGED);
        applications(own, application("shop", Map.of("server", "https://other"), "crd.projectcalico.org"))
                .passes("no other of 0 Applications");
    }

    @Test
    void oneThatDoesIsNamedWithItsObject() {
        applications(application("shop", Map.of("server", "https://kubernetes.default.svc"), "crd.projectcalico.org"))
                .waits("other Applications keep objects of Calico's: shop (NetworkPolicy deny)")
                .shows("Application argocd/shop", "status.resources", "NetworkPolicy deny")
                .needs("Take these objects out of them first");
    }

    @Test
    void noApplicationAtAllIsNotBelieved() {
        applications().cannotTell("not even the migration's own");
    }
}
