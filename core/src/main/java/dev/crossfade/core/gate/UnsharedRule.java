package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * No Application but the migration's own manages an object of Calico's in this cluster: its sync would break, or bring Calico
 * back, once Calico's kinds are gone. Argo CD names a cluster by server or by name, and which name has which server is in the
 * clusters' Secrets, which nobody reads here: one that says the other of the two is not taken for another cluster.
 *
 * @param destination field to value, as Applications for this cluster write it
 * @param aliases all other servers and names of this cluster, or null where nobody has said that these are all
 * @param own namespace/name of those that go or are emptied by the migration
 * @param groups Calico's API groups
 */
public record UnsharedRule(
        Map<String, String> destination, @Nullable Set<String> aliases, Set<String> own, Set<String> groups)
        implements Rule {

    private static final Question.Listed ALL =
            new Question.Listed(Seat.ARGO, "argoproj.io/v1alpha1", "Application", "");

    public UnsharedRule {
        destination = Map.copyOf(destination);
        aliases = aliases == null ? null : Set.copyOf(aliases);
        own = Set.copyOf(own);
        groups = Set.copyOf(groups);
    }

    @Override
    public Set<Question<?>> asks() {
        return Set.of(ALL);
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(look, ALL, "the Applications", applications -> judge(applications, look.at()));
    }

    private Judgement judge(List<ObjectFact> applications, Instant now) {
        if (applications.isEmpty()) {
            return Judgement.unknown("there is no Application, not even the migration's own");
        }
        List<String> others = new ArrayList<>();
        List<String> untold = new ArrayList<>();
        List<Uncompared> uncompared = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        List<ObjectFact> asked = applications.stream().filter(this::concerns).toList();
        for (ObjectFact application : asked) {
            List<String> kept = kept(application);
            if (!kept.isEmpty()) {
                String keeps = application.id().name() + " (" + Words.list(kept) + ")";
                if (isHere(application)) {
                    others.add(keeps);
                } else {
                    untold.add(keeps + " in " + cluster(application));
                }
                evidence.add(Evidence.of(application.id(), "status.resources", Words.list(kept)));
            } else {
                Uncompared.of(application, now).ifPresent(uncompared::add);
            }
        }
        if (!others.isEmpty()) {
            return shared(others, evidence);
        }
        if (!untold.isEmpty()) {
            return untold(untold, evidence);
        }
        return uncompared.isEmpty() ? passed(asked.size()) : Uncompared.judgement(uncompared);
    }

    private boolean concerns(ObjectFact application) {
        return !isElsewhere(application)
                && !own.contains(
                        application.id().namespace() + "/" + application.id().name());
    }

    private List<String> kept(ObjectFact application) {
        return application.items("status", "resources").stream()
                .filter(resource -> groups.contains(resource.text("group").orElse("")))
                .map(UnsharedRule::name)
                .toList();
    }

    private Judgement passed(int asked) {
        return Judgement.passed(
                "none of " + asked + " other Applications for this cluster (" + here()
                        + ") in the Argo CD that was asked has an object of Calico's",
                List.of(new Evidence("Applications", "status.resources", "none in " + asked + " others", null)));
    }

    private String here() {
        return destination.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(" and "));
    }

    private static Judgement shared(List<String> others, List<Evidence> evidence) {
        return Judgement.waiting("other Applications keep objects of Calico's: " + Words.list(others), evidence)
                .needing(Need.of("Other Applications keep objects of Calico's in this cluster: "
                        + Words.list(others)
                        + ". Take these objects out of them first, or their syncs fail when Calico's kinds go."));
    }

    private Judgement untold(List<String> untold, List<Evidence> evidence) {
        String here = here();
        String reason = "whether other Applications keep objects of Calico's in this cluster cannot be told, for"
                + " crossfade.yaml names it by " + here + ": " + Words.list(untold);
        return new Judgement(Verdict.UNKNOWN, reason, evidence, null, null)
                .needing(Need.of(
                        "These Applications keep objects of Calico's, and name their cluster in another way than crossfade.yaml"
                                + " (" + here + "): " + Words.list(untold)
                                + ". Look up which cluster that is. Where it is this one, take these objects out of them first,"
                                + " or their syncs fail when Calico's kinds go; where it is another, list all other names of this one as"
                                + " spec.cluster.aliases in crossfade.yaml ([] where it has none), or name that one by"
                                + " spec.destination." + decisive() + " in them.",
                        "argocd cluster list"));
    }

    private boolean isHere(ObjectFact application) {
        return destination.entrySet().stream()
                        .anyMatch(each -> named(application, each.getKey())
                                .filter(each.getValue()::equals)
                                .isPresent())
                || (aliases != null && names(application).anyMatch(aliases::contains));
    }

    /** What both name in the same way is told apart; what names no cluster at all is not. */
    private boolean isElsewhere(ObjectFact application) {
        return !isHere(application)
                && (named(application, decisive()).isPresent()
                        || (aliases != null && names(application).findAny().isPresent()));
    }

    /** A server is one cluster, but the cluster that Argo CD runs in may have a name of its own beside {@code in-cluster}. */
    private String decisive() {
        return destination.containsKey("server") ? "server" : "name";
    }

    private static Optional<String> named(ObjectFact application, String key) {
        return application.text("spec", "destination", key).filter(each -> !each.isEmpty());
    }

    private static Stream<String> names(ObjectFact application) {
        return Stream.of("name", "server").flatMap(key -> named(application, key).stream());
    }

    private static String cluster(ObjectFact application) {
        return names(application).findFirst().map(each -> "cluster " + each).orElse("a cluster that it does not name");
    }

    private static String name(Content resource) {
        return resource.text("kind").orElse("") + " " + resource.text("name").orElse("");
    }
}
