package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An Application of Argo CD's, by the fields that count. */
record ApplicationFact(ObjectFact fact) {

    /** While it is "true" nothing of the status is written any more (argo-cd, docs/user-guide/skip_reconcile.md). */
    static final String PAUSED = "argocd.argoproj.io/skip-reconcile";

    ObjectId id() {
        return fact.id();
    }

    Optional<String> text(String... steps) {
        return fact.text(steps);
    }

    Optional<Content> at(String... steps) {
        return fact.at(steps);
    }

    List<Content> items(String... steps) {
        return fact.items(steps);
    }

    /** Its sources, one or several. */
    List<Content> sources() {
        List<Content> several = fact.items("spec", "sources");
        return several.isEmpty() ? fact.at("spec", "source").stream().toList() : several;
    }

    /** The revisions that were compared, in the order of the sources. */
    List<String> revisions() {
        List<Content> several = fact.items("status", "sync", "revisions");
        return several.isEmpty()
                ? text("status", "sync", "revision").filter(one -> !one.isEmpty()).stream()
                        .toList()
                : several.stream().map(each -> each.text().orElse("")).toList();
    }

    /** Running, Succeeded, Failed, Error or Terminating; nothing where there never was an operation. */
    Optional<String> operationPhase() {
        return text("status", "operationState", "phase");
    }

    Optional<Instant> finished() {
        return fact.time("status", "operationState", "finishedAt");
    }

    Optional<Instant> started() {
        return fact.time("status", "operationState", "startedAt");
    }

    Optional<Instant> reconciled() {
        return fact.time("status", "reconciledAt");
    }

    Optional<Instant> healthSince() {
        return fact.time("status", "health", "lastTransitionTime");
    }

    boolean isPaused() {
        return fact.annotation(PAUSED).equals(Optional.of("true"));
    }

    /** True where Argo CD syncs by itself what it finds changed. */
    boolean isAutomated() {
        return at("spec", "syncPolicy", "automated").isPresent()
                && !text("spec", "syncPolicy", "automated", "enabled").equals(Optional.of("false"));
    }

    /**
     * True where Argo CD has synced what it compares, has looked since, and does not sync it again by itself: without self-heal it syncs
     * a revision once (argo-cd, controller/appcontroller.go, autoSync).
     */
    boolean isTried() {
        Optional<Instant> finished = finished();
        return wasTried()
                && operationPhase().equals(Optional.of("Succeeded"))
                && finished.isPresent()
                && reconciled().filter(finished.get()::isBefore).isPresent()
                && !at("spec", "syncPolicy", "automated")
                        .filter(each -> each.isTrue("selfHeal"))
                        .isPresent();
    }

    /** True where the last sync was of what is compared now. */
    boolean wasTried() {
        List<Content> several = items("status", "operationState", "syncResult", "revisions");
        List<String> tried = several.isEmpty()
                ? text("status", "operationState", "syncResult", "revision").stream()
                        .toList()
                : several.stream().map(each -> each.text().orElse("")).toList();
        return tried.equals(revisions());
    }

    /** What it has that is not as Git says, but for what is to be pruned. */
    List<Content> changed() {
        return items("status", "resources").stream()
                .filter(each -> each.text("status").equals(Optional.of("OutOfSync")) && !each.isTrue("requiresPruning"))
                .toList();
    }

    /** True where a sync that Argo CD begins by itself deletes what Git has not any more. */
    boolean prunes() {
        return at("spec", "syncPolicy", "automated")
                .filter(each -> each.isTrue("prune"))
                .isPresent();
    }

    Optional<String> condition(String type) {
        return items("status", "conditions").stream()
                .filter(each -> type.equals(each.text("type").orElse("")))
                .map(each -> each.text("message").orElse(""))
                .findFirst();
    }

    Evidence evidence(String field, String value) {
        return evidence(field, value, null);
    }

    Evidence evidence(String field, String value, @Nullable Instant since) {
        return Evidence.of(id(), field, value, since);
    }
}
