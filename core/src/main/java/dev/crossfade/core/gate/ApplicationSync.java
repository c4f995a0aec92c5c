package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Ancestry;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Whether Argo CD has compared and applied a merge, and what keeps it from that. */
record ApplicationSync(
        ApplicationFact application,
        String repository,
        ApplicationRule.Merge merge,
        Ancestry ancestry,
        ProjectWindows windows) {

    /** What Argo CD says of an operation that began and may not go on (argo-cd, controller/sync.go). */
    private static final String BLOCKED = "blocked by sync window";

    /** Taken off by Argo CD when it has looked (argo-cd, pkg/apis/application/v1alpha1, AnnotationKeyRefresh). */
    private static final String REFRESH = "argocd.argoproj.io/refresh";

    /** Retries of what Crossfade writes are over within about two minutes; one that runs on waits for what may never come. */
    static final Duration OPERATION = Duration.ofMinutes(5);

    Optional<Judgement> hindrance() {
        return conditions()
                .or(this::running)
                .or(this::revision)
                .or(this::status)
                .or(this::operation)
                .or(this::compared);
    }

    /** Since when Argo CD should look, where it is free to and has not said what keeps it from that, and nobody has asked it yet. */
    Optional<Instant> unseen() {
        boolean asked = application.at("metadata", "annotations", REFRESH).isPresent();
        boolean unseen = Stream.<Supplier<Optional<Judgement>>>of(this::revision, this::compared)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .anyMatch(judgement -> judgement.verdict() == Verdict.WAITING);
        if (asked || !unseen || running().isPresent() || conditions().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                application.reconciled().filter(merge.time()::isBefore).orElse(merge.time()));
    }

    /** Errors say that Argo CD cannot tell, or that nothing will come by itself. */
    private Optional<Judgement> conditions() {
        for (String type : List.of("ComparisonError", "UnknownError")) {
            Optional<String> message = application.condition(type);
            if (message.isPresent()) {
                return Optional.of(new Judgement(
                        Verdict.UNKNOWN,
                        "Argo CD cannot compare " + application.id() + ": " + message.get(),
                        List.of(application.evidence("status.conditions[" + type + "]", message.get())),
                        null,
                        needs().incomparable(message.get())));
            }
        }
        for (String type : List.of("InvalidSpecError", "DeletionError")) {
            Optional<String> message = application.condition(type);
            if (message.isPresent()) {
                return Optional.of(Judgement.failed(
                                application.id() + " has " + type + ": " + message.get(),
                                List.of(application.evidence("status.conditions[" + type + "]", message.get())))
                        .needing(needs().wrong(type, message.get())));
            }
        }
        return Optional.empty();
    }

    /** A running operation blocks everything: no newer commit is applied before it ends. */
    private Optional<Judgement> running() {
        String phase = application.operationPhase().orElse("");
        boolean runs = phase.equals("Running") || phase.equals("Terminating");
        if (!runs && application.at("operation").isEmpty()) {
            return Optional.empty();
        }
        String message = application
                .text("status", "operationState", "message")
                .filter(text -> runs)
                .orElse("");
        Optional<Judgement> blocked = windows.block(application).filter(block -> message.contains(BLOCKED));
        if (blocked.isPresent()) {
            return blocked;
        }
        // the state of one that has not begun is that of the one before
        Optional<Instant> started = application.started().filter(time -> runs);
        Judgement waiting = Judgement.waiting(
                application.id() + " is blocked by an operation that "
                        + (runs
                                ? "runs since " + started.map(Instant::toString).orElse("an unknown time")
                                : "has not begun")
                        + (message.isEmpty() ? "" : ": " + message),
                List.of(application.evidence(
                        "status.operationState.phase", runs ? phase : "requested", started.orElse(null))));
        if (ApplicationNeeds.asksToConfirm(message)) {
            return Optional.of(waiting.needing(needs().confirm(message)));
        }
        return Optional.of(started.filter(time -> !time.plus(OPERATION).isAfter(windows.now()))
                .map(time -> waiting.needing(needs().endless(time)))
                .orElse(waiting));
    }

    /** The synced revision is the merge or a descendant, for every source that reads the repository. */
    private Optional<Judgement> revision() {
        List<Content> sources = application.sources();
        List<String> revisions = application.revisions();
        List<String> read = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).text("repoURL").orElse("").equals(repository)) {
                read.add(i < revisions.size() ? revisions.get(i) : "");
            }
        }
        if (read.isEmpty()) {
            return Optional.of(Judgement.failed(
                            application.id() + " reads no source from " + repository,
                            List.of(application.evidence("spec.sources", String.valueOf(sources))))
                    .needing(needs().elsewhere(repository)));
        }
        for (String revision : read) {
            Optional<Judgement> not = revision(revision);
            if (not.isPresent()) {
                return not;
            }
        }
        return Optional.empty();
    }

    private Optional<Judgement> revision(String revision) {
        List<Evidence> evidence = List.of(application.evidence("status.sync.revision", revision));
        if (revision.isEmpty()) {
            return Optional.of(Judgement.waiting("Argo CD has not compared " + application.id() + " yet", evidence));
        }
        Reading<Boolean> holds = ancestry.holds(revision, merge.commit());
        if (holds instanceof Reading.Unread<Boolean> unread) {
            return Optional.of(Judgement.unknown(application.id() + " is at " + Words.revision(revision)
                    + ", and whether this merge is in it cannot be told: " + unread.why()));
        }
        return holds.got().orElse(false)
                ? Optional.empty()
                : Optional.of(Judgement.waiting(
                        application.id() + " is at " + Words.revision(revision) + ", which is from before this merge ("
                                + Words.revision(merge.commit()) + ")",
                        evidence));
    }

    private Optional<Judgement> status() {
        String status = application.text("status", "sync", "status").orElse("none");
        List<Evidence> evidence = List.of(application.evidence("status.sync.status", status));
        if (status.equals("Synced")) {
            return Optional.empty();
        }
        if (!status.equals("OutOfSync")) {
            return Optional.of(new Judgement(
                    Verdict.UNKNOWN,
                    "Argo CD does not know whether " + application.id() + " is in sync",
                    evidence,
                    null,
                    null));
        }
        Optional<Judgement> blocked = windows.block(application).filter(block -> !hasFailed());
        if (blocked.isPresent()) {
            return blocked;
        }
        if (!application.isAutomated()) {
            return Optional.of(Judgement.waiting(
                            application.id() + " is OutOfSync, and Argo CD does not sync it by itself", evidence)
                    .needing(needs().manual(pruning())));
        }
        return Optional.of(operation().orElseGet(() -> outOfSync(evidence)));
    }

    private Judgement outOfSync(List<Evidence> evidence) {
        List<Content> pruning = pruning();
        List<Content> changed = application.changed();
        Optional<String> refused = application.condition("SyncError");
        Judgement waiting = Judgement.waiting(
                application.id() + " is OutOfSync"
                        + (changed.isEmpty() ? "" : ": " + ApplicationNeeds.names(changed))
                        + (pruning.isEmpty()
                                ? ""
                                : (changed.isEmpty() ? ": " : "; ") + "to be pruned, and guarded or kept: "
                                        + ApplicationNeeds.names(pruning))
                        + refused.map(message -> "; Argo CD does not sync it: " + message)
                                .orElse("")
                        + windows.unread(),
                evidence);
        if (refused.isPresent()) {
            return waiting.needing(needs().refused(refused.get()));
        }
        if (pruning.isEmpty()) {
            return application.isTried() ? waiting.needing(needs().changed(changed)) : waiting;
        }
        if (!application.prunes()) {
            return waiting.needing(needs().prune(pruning));
        }
        // before its sync what is to be pruned looks the same as what is kept
        return application.wasTried() ? waiting.needing(needs().guarded(pruning)) : waiting;
    }

    private List<Content> pruning() {
        return application.items("status", "resources").stream()
                .filter(each -> each.isTrue("requiresPruning"))
                .toList();
    }

    /** True where the last sync was of what is to be synced now, and failed: no window will try it again. */
    private boolean hasFailed() {
        return operation().isPresent() && application.wasTried();
    }

    /** A sync that failed is not tried again after its retries: one try for a revision (argo-cd, appcontroller.go). */
    private Optional<Judgement> operation() {
        String phase = application.operationPhase().orElse("Succeeded");
        if (phase.equals("Succeeded")) {
            return Optional.empty();
        }
        String message = application.text("status", "operationState", "message").orElse("no message");
        return Optional.of(Judgement.failed(
                        "the sync of " + application.id() + " ended as " + phase + " and is not tried again: "
                                + message,
                        List.of(application.evidence(
                                "status.operationState.phase",
                                phase,
                                application.finished().orElse(null))))
                .needing(needs().sync("The last sync of " + application.id().name() + " failed: " + message)));
    }

    /** Argo CD has looked since the merge, and since the operation ended. */
    private Optional<Judgement> compared() {
        Instant after = application
                .finished()
                .filter(finished -> finished.isAfter(merge.time()))
                .orElse(merge.time());
        Optional<Instant> reconciled = application.reconciled();
        return reconciled.isPresent() && !reconciled.get().isBefore(after)
                ? Optional.empty()
                : Optional.of(Judgement.waiting(
                        "Argo CD looked at " + application.id() + " last at "
                                + reconciled.map(Instant::toString).orElse("no time") + ", before " + after,
                        List.of(application.evidence(
                                "status.reconciledAt",
                                reconciled.map(Instant::toString).orElse("none")))));
    }

    private ApplicationNeeds needs() {
        return new ApplicationNeeds(application);
    }
}
