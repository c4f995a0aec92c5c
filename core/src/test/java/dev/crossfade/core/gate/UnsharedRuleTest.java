package dev.crossfade.core.gate;

import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Looks at what other teams' Applications keep. */
class UnsharedRuleTest {

    private static final Question.Listed ALL =
            new Question.Listed(Seat.ARGO, "argoproj.io/v1alpha1", "Application", "");
    private static final UnsharedRule UNSHARED = new UnsharedRule(
            Map.of("server", "https://kubernetes.default.svc", "name", "in-cluster"),
            null,
            Set.of("argocd/calico"),
            Set.of("crd.projectcalico.org"));

    private final HealthyCluster cluster = new HealthyCluster();

    private static ObjectFact application(String name, Map<String, String> destination, String group) {
        return draft(name, destination, group).fact();
    }

    private static ObjectDraft draft(String name, Map<String, String> destination, String group) {
        return new ObjectDraft(ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", name))
                .with("spec.destination", destination)
                .with("status.sync.status", "OutOfSync")
                .with("status.reconciledAt", HealthyCluster.NOW.toString())
                .with("status.resources", List.of(Map.of("group", group, "kind", "NetworkPolicy", "name", "deny")));
    }

    private static ObjectDraft shop() {
        return draft("shop", Map.of("name", "in-cluster"), "networking.k8s.io");
    }

    /** What was never compared lists nothing, which is no proof. */
    @Test
    void oneThatArgoCdHasNotComparedCannotBeTold() {
        applications(shop().without("status.reconciledAt").fact())
                .cannotTell("argocd/shop (never compared)")
                .shows("Application argocd/shop", "status.reconciledAt", "none")
                .needs("argocd app get argocd/shop --refresh");
        for (String status : List.of("Unknown", "")) {
            applications(shop().with("status.sync.status", status).fact())
                    .cannotTell("argocd/shop (sync status " + status)
                    .shows("Application argocd/shop", "status.sync.status", status);
        }
        for (String type : List.of("ComparisonError", "InvalidSpecError")) {
            applications(shop().with("status.conditions", List.of(Map.of("type", type, "message", "no such path")))
                            .fact())
                    .cannotTell("argocd/shop (" + type + ": no such path)")
                    .shows("Application argocd/shop", "status.conditions[" + type + "]", "no such path")
                    .needs("Correct what keeps it from that", "argocd app get argocd/shop --refresh");
        }
    }

    /** What it kept a day ago is no proof of what it keeps today. */
    @Test
    void oneThatWasComparedLongAgoCannotBeTold() {
        Instant lately = HealthyCluster.NOW.minus(Duration.ofDays(1));
        applications(shop().with("status.reconciledAt", lately.toString()).fact())
                .passes("none of 1 other Applications");

        Instant before = lately.minusSeconds(1);
        applications(shop().with("status.reconciledAt", before.toString()).fact())
                .cannotTell("argocd/shop (compared last at " + before + ", more than 1 d ago)")
                .shows("Application argocd/shop", "status.reconciledAt", before)
                .needs("argocd app get argocd/shop --refresh");
    }

    /** Of a paused one nothing is written any more, and a refresh is not heard. */
    @Test
    void oneThatIsPausedCannotBeTold() {
        String annotation = "argocd.argoproj.io/skip-reconcile";
        applications(shop().annotation(annotation, "true").fact())
                .cannotTell("argocd/shop (paused by annotation " + annotation)
                .shows("Application argocd/shop", "metadata.annotations[" + annotation + "]", "true")
                .needs("commands=[kubectl -n argocd annotate application shop " + annotation + "-]");
        applications(shop().annotation(annotation, "false").fact()).passes("none of 1 other Applications");
    }

    @Test
    void oneOfAnotherClusterOrOfTheMigrationMayBeUncompared() {
        applications(
                        draft("calico", Map.of("name", "in-cluster"), "crd.projectcalico.org")
                                .without("status.reconciledAt")
                                .fact(),
                        draft("far", Map.of("server", "https://other"), "apps")
                                .without("status.reconciledAt")
                                .fact())
                .passes("none of 0 other Applications");
    }

    @Test
    void oneThatListsCalicosIsBelievedAnyway() {
        applications(draft("shop", Map.of("name", "in-cluster"), "crd.projectcalico.org")
                        .with("status.sync.status", "Unknown")
                        .fact())
                .waits("shop (NetworkPolicy deny)");
    }

    private Said applications(ObjectFact... all) {
        return cluster.answer(ALL, List.of(all)).judge(UNSHARED);
    }

    @Test
    void applicationsOfOthersKeepNothingOfCalicos() {
        ObjectFact own = application("calico", Map.of("name", "in-cluster"), "crd.projectcalico.org");
        applications(own, application("shop", Map.of("name", "in-cluster"), "networking.k8s.io"))
                .passes("none of 1 other Applications for this cluster (name in-cluster and server"
                        + " https://kubernetes.default.svc) in the Argo CD that was asked");
        applications(own, application("shop", Map.of("server", "https://other"), "crd.projectcalico.org"))
                .passes("none of 0 other Applications");
    }

    @Test
    void oneThatDoesIsNamedWithItsObject() {
        applications(application("shop", Map.of("server", "https://kubernetes.default.svc"), "crd.projectcalico.org"))
                .waits("other Applications keep objects of Calico's: shop (NetworkPolicy deny)")
                .shows("Application argocd/shop", "status.resources", "NetworkPolicy deny")
                .needs("Take these objects out of them first");
    }

    @Test
    void oneThatNamesItsClusterTheOtherWayIsNotTakenForElsewhere() {
        ObjectFact byName = application("shop", Map.of("name", "prod"), "crd.projectcalico.org");
        UnsharedRule byServer = new UnsharedRule(
                Map.of("server", "https://10.0.0.1:6443"),
                null,
                Set.of("argocd/calico"),
                Set.of("crd.projectcalico.org"));

        cluster.answer(ALL, List.of(byName))
                .judge(byServer)
                .cannotTell(
                        "crossfade.yaml names it by server https://10.0.0.1:6443: shop (NetworkPolicy deny) in cluster prod")
                .shows("Application argocd/shop", "status.resources", "NetworkPolicy deny")
                .needs(
                        "name that one by spec.destination.server in them",
                        "spec.cluster.aliases",
                        "argocd cluster list");

        UnsharedRule named = new UnsharedRule(
                Map.of("name", "prod"), null, Set.of("argocd/calico"), Set.of("crd.projectcalico.org"));
        ObjectFact server = application("shop", Map.of("server", "https://10.0.0.1:6443"), "crd.projectcalico.org");

        cluster.answer(ALL, List.of(server)).judge(named).cannotTell("in cluster https://10.0.0.1:6443");
        cluster.answer(ALL, List.of(application("shop", Map.of(), "crd.projectcalico.org")))
                .judge(named)
                .cannotTell("a cluster that it does not name");
    }

    @Test
    void oneThatKeepsNothingOfCalicosMayNameItsClusterAsItLikes() {
        UnsharedRule byServer = new UnsharedRule(
                Map.of("server", "https://10.0.0.1:6443"),
                null,
                Set.of("argocd/calico"),
                Set.of("crd.projectcalico.org"));

        cluster.answer(ALL, List.of(application("shop", Map.of("name", "prod"), "networking.k8s.io")))
                .judge(byServer)
                .passes("none of 1 other Applications");
    }

    @Test
    void theClusterThatArgoRunsInIsKnownByBothOfItsNamesAndMayHaveAThird() {
        applications(application("shop", Map.of("name", "production"), "crd.projectcalico.org"))
                .cannotTell("shop (NetworkPolicy deny) in cluster production")
                .needs("name that one by spec.destination.server in them", "spec.cluster.aliases");
        applications(application("shop", Map.of("name", "in-cluster"), "crd.projectcalico.org"))
                .waits("shop (NetworkPolicy deny)");
    }

    /** Sixty clusters of a hub, whose Secrets nobody may read: that all names of this one are known tells the others apart. */
    @Test
    void whereAllNamesOfTheClusterAreListedEveryOtherIsAnother() {
        UnsharedRule listed = new UnsharedRule(
                Map.of("server", "https://10.0.0.1:6443"),
                Set.of("prod", "https://prod.example.com"),
                Set.of("argocd/calico"),
                Set.of("crd.projectcalico.org"));
        ObjectFact other = application("shop", Map.of("name", "staging"), "crd.projectcalico.org");

        cluster.answer(ALL, List.of(other)).judge(listed).passes("none of 0 other Applications");
        for (Map<String, String> here : List.of(Map.of("name", "prod"), Map.of("server", "https://prod.example.com"))) {
            cluster.answer(ALL, List.of(other, application("bank", here, "crd.projectcalico.org")))
                    .judge(listed)
                    .waits("bank (NetworkPolicy deny)")
                    .doesNotBlame("shop");
        }
        cluster.answer(ALL, List.of(application("shop", Map.of(), "crd.projectcalico.org")))
                .judge(listed)
                .cannotTell("a cluster that it does not name");
    }

    @Test
    void noApplicationAtAllIsNotBelieved() {
        applications().cannotTell("not even the migration's own");
    }
}
