package dev.crossfade.core.gate;

import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
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
            Set.of("argocd/calico"),
            Set.of("crd.projectcalico.org"));

    private final HealthyCluster cluster = new HealthyCluster();

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
                .passes("none of 1 other Applications");
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
    void noApplicationAtAllIsNotBelieved() {
        applications().cannotTell("not even the migration's own");
    }
}
