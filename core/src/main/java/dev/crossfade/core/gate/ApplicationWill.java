package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether an Application is the one of Git, and whether Argo CD may work on it.
 *
 * @param merged when Git was merged into last
 */
record ApplicationWill(ApplicationFact application, Content wanted, Instant merged, Instant now) {

    Optional<Judgement> hindrance() {
        if (application.fact().version().isDeleting()) {
            String finalizers = String.join(", ", application.fact().version().finalizers());
            return Optional.of(Judgement.waiting(
                            application.id() + " is being deleted, kept by " + finalizers,
                            List.of(application.evidence(
                                    "metadata.deletionTimestamp",
                                    String.valueOf(application.fact().version().deleted()),
                                    application.fact().version().deleted())))
                    .needing(needs().deleted(finalizers)));
        }
        if (application.isPaused()) {
            return Optional.of(Judgement.waiting(
                            application.id() + " is paused by annotation " + ApplicationFact.PAUSED,
                            List.of(application.evidence(
                                    "metadata.annotations[" + ApplicationFact.PAUSED + "]", "true")))
                    .needing(Need.of(
                            "Somebody paused " + application.id() + ": Argo CD does not look at it.",
                            ApplicationNeeds.resume(application.id()))));
        }
        return retargeted();
    }

    /** What it points at is what Git says it points at: green for another branch or cluster proves nothing. */
    private Optional<Judgement> retargeted() {
        List<String> other = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (String field : List.of("source", "sources", "destination", "project")) {
            Optional<Content> git = wanted.at("spec", field).filter(each -> !each.isEmpty());
            Optional<Content> live = application.at("spec", field).filter(each -> !each.isEmpty());
            if (!git.equals(live)) {
                other.add("spec." + field);
                evidence.add(application.evidence(
                        "spec." + field, live.map(Content::toString).orElse("none")));
            }
        }
        return other.isEmpty() ? Optional.empty() : Optional.of(retargeted(other, evidence));
    }

    /** What was merged just now is on its way. */
    private Judgement retargeted(List<String> other, List<Evidence> evidence) {
        Judgement waiting = Judgement.waiting(
                application.id() + " is not the one of Git: " + String.join(" and ", other) + " differ", evidence);
        return merged.plus(ApplicationSync.OPERATION).isAfter(now)
                ? waiting
                : waiting.needing(needs().retargeted(other));
    }

    private ApplicationNeeds needs() {
        return new ApplicationNeeds(application);
    }
}
