package dev.crossfade.core.gate;

import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.report.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An Application of others whose list of objects says nothing of today, because Argo CD has not compared it for long, or never, or cannot.
 *
 * @param why as the end of a sentence
 * @param evidence the field that says so
 */
record Uncompared(ApplicationFact application, String why, Evidence evidence) {

    /** Without what Git says there is nothing to list (argo-cd, controller/state.go, CompareAppState). */
    private static final List<String> ERRORS = List.of("ComparisonError", "InvalidSpecError");

    /**
     * By default Argo CD compares each every two to three minutes (argo-cd, docs/operator-manual/argocd-cm.yaml, timeout.reconciliation), and
     * writes status.reconciledAt whenever it asks Git (controller/appcontroller.go, processAppRefreshQueueItem). Some set hours where webhooks tell of
     * pushes; with 0 it never does so by itself (argo-cd#6406): then somebody has it look once.
     */
    private static final Duration OLD = Duration.ofDays(1);

    static Optional<Uncompared> of(ObjectFact fact, Instant now) {
        ApplicationFact application = new ApplicationFact(fact);
        return paused(application)
                .or(() -> ERRORS.stream()
                        .flatMap(type ->
                                application.condition(type).map(message -> of(application, type, message)).stream())
                        .findFirst())
                .or(() -> old(application, now))
                .or(() -> unknown(application));
    }

    private static Optional<Uncompared> paused(ApplicationFact application) {
        return application.isPaused()
                ? Optional.of(new Uncompared(
                        application,
                        "paused by annotation " + ApplicationFact.PAUSED,
                        application.evidence("metadata.annotations[" + ApplicationFact.PAUSED + "]", "true")))
                : Optional.empty();
    }

    private static Optional<Uncompared> old(ApplicationFact application, Instant now) {
        Optional<Instant> last = application.reconciled();
        if (last.isPresent() && !last.get().plus(OLD).isBefore(now)) {
            return Optional.empty();
        }
        return Optional.of(new Uncompared(
                application,
                last.map(time -> "compared last at " + time + ", more than " + Span.exact(OLD) + " ago")
                        .orElse("never compared"),
                application.evidence(
                        "status.reconciledAt", last.map(Instant::toString).orElse("none"))));
    }

    private static Optional<Uncompared> unknown(ApplicationFact application) {
        String status = application.text("status", "sync", "status").orElse("none");
        return List.of("Synced", "OutOfSync").contains(status)
                ? Optional.empty()
                : Optional.of(new Uncompared(
                        application, "sync status " + status, application.evidence("status.sync.status", status)));
    }

    private static Uncompared of(ApplicationFact application, String type, String message) {
        return new Uncompared(
                application,
                type + ": " + Words.line(message),
                application.evidence("status.conditions[" + type + "]", message));
    }

    static Judgement judgement(List<Uncompared> all) {
        String names = Words.list(
                all.stream().map(each -> each.name() + " (" + each.why() + ")").toList());
        return new Judgement(
                        Verdict.UNKNOWN,
                        "whether other Applications keep objects of Calico's cannot be told, for Argo CD has not compared them of late: "
                                + names,
                        all.stream().map(Uncompared::evidence).toList(),
                        null,
                        null)
                .needing(new Need(
                        "Argo CD says which objects an Application keeps only once it has compared it, and has not compared these of late: "
                                + names
                                + ". Correct what keeps it from that, take off the annotation of a paused one where whoever set it agrees,"
                                + " and have it look again; delete an Application that nobody needs. Where"
                                + " one is for another cluster, list all other names of this one as spec.cluster.aliases in"
                                + " crossfade.yaml:",
                        List.of(),
                        all.stream().map(Uncompared::command).toList()));
    }

    private String command() {
        return application.isPaused()
                ? ApplicationNeeds.resume(application.id())
                : "argocd app get " + name() + " --refresh";
    }

    /** With its namespace, which for an Application of others may be any (argo-cd, docs/operator-manual/app-any-namespace.md). */
    private String name() {
        return application.id().namespace() + "/" + application.id().name();
    }
}
