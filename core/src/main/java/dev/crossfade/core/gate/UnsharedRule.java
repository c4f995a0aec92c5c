package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * No Application but the migration's own manages an object of Calico's in this cluster: its sync would break, or bring Calico
 * back, once Calico's kinds are gone.
 *
 * @param destination field to value, as Applications for this cluster write it
 * @param own namespace/name of those that go or are emptied by the migration
 * @param groups Calico's API groups
 */
public record UnsharedRule(Map<String, String> destination, Set<String> own, Set<String> groups) implements Rule {

    private static final Question.Listed ALL =
            new Question.Listed(Seat.ARGO, "argoproj.io/v1alpha1", "Application", "");

    public UnsharedRule {
        destination = Map.copyOf(destination);
        own = Set.copyOf(own);
        groups = Set.copyOf(groups);
    }

    @Override
    public Set<Question<?>> asks() {
        return Set.of(ALL);
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(look, ALL, "the Applications", this::judge);
    }

    private Judgement judge(List<ObjectFact> applications) {
        if (applications.isEmpty()) {
            return Judgement.unknown("there is no Application, not even the migration's own");
        }
        List<String> others = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        int asked = 0;
        for (ObjectFact application : applications) {
            if (!isHere(application)
                    || own.contains(application.id().namespace() + "/"
                            + application.id().name())) {
                continue;
            }
            asked++;
            List<String> kept = application.items("status", "resources").stream()
                    .filter(resource -> groups.contains(resource.text("group").orElse("")))
                    .map(UnsharedRule::name)
                    .toList();
            if (!kept.isEmpty()) {
                others.add(application.id().name() + " (" + Words.list(kept) + ")");
                evidence.add(Evidence.of(application.id(), "status.resources", Words.list(kept)));
            }
        }
        return others.isEmpty()
                ? Judgement.passed(
                        "none of " + asked + " other Applications for this cluster has an object of Calico's",
                        List.of(new Evidence("Applications", "status.resources", "none in " + asked + " others", null)))
                : Judgement.waiting("other Applications keep objects of Calico's: " + Words.list(others), evidence)
                        .needing(
                                Need.of(
                                        "Other Applications keep objects of Calico's in this cluster: "
                                                + Words.list(others)
                                                + ". Take these objects out of them first, or their syncs fail when Calico's kinds go."));
    }

    private boolean isHere(ObjectFact application) {
        return destination.entrySet().stream()
                .anyMatch(each -> application
                        .text("spec", "destination", each.getKey())
                        .filter(each.getValue()::equals)
                        .isPresent());
    }

    private static String name(Content resource) {
        return resource.text("kind").orElse("") + " " + resource.text("name").orElse("");
    }
}
