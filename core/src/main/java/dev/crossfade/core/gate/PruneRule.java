package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An Application prunes, and in the background: in the foreground, Calico's owner references and finalizers lock each other
 * (tigera/operator#3413).
 *
 * @param merged when Git said so last
 */
public record PruneRule(ObjectId application, Instant merged) implements Rule {

    private static final String BACKGROUND = "PrunePropagationPolicy=background";

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Named(Seat.ARGO, application));
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(look, Seat.ARGO, application, fact -> {
            Judgement judgement = judge(fact);
            return judgement.verdict() != Verdict.PASSED && Need.isDue(merged, look.at())
                    ? judgement.needing(need(judgement.reason()))
                    : judgement;
        });
    }

    private Judgement judge(@Nullable ObjectFact fact) {
        if (fact == null) {
            return Judgement.waiting(application + " answers 404", List.of(Evidence.absent(application)));
        }
        String prune = fact.text("spec", "syncPolicy", "automated", "prune").orElse("none");
        boolean manual = fact.at("spec", "syncPolicy", "automated").isEmpty();
        List<String> options = fact.items("spec", "syncPolicy", "syncOptions").stream()
                .map(each -> each.text().orElse(""))
                .toList();
        List<Evidence> evidence = List.of(
                Evidence.of(
                        application,
                        "spec.syncPolicy.automated.prune",
                        prune,
                        fact.version().changed()),
                Evidence.of(application, "spec.syncPolicy.syncOptions", options));
        if (!options.contains(BACKGROUND)) {
            return Judgement.waiting(application + " does not prune in the background", evidence);
        }
        // one that people sync prunes when they say so
        return manual || prune.equals("true")
                ? Judgement.passed(application + " prunes in the background", evidence)
                : Judgement.waiting(application + " does not prune by itself", evidence);
    }

    private Need need(String reason) {
        return Need.of(
                reason + ", " + Need.PATIENCE.toMinutes()
                        + " minutes after the merge by which Git says so (spec.syncPolicy.automated.prune: true, and "
                        + BACKGROUND
                        + " in spec.syncPolicy.syncOptions). " + ApplicationNeeds.MAKER,
                "kubectl -n " + application.namespace() + " get application " + application.name() + " -o yaml",
                ApplicationNeeds.all(application));
    }
}
