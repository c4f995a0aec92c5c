package dev.crossfade.core.gate;

import dev.crossfade.core.observation.ObjectFact;
import java.util.List;
import java.util.Optional;

/**
 * An Application of others whose list of objects says nothing, because Argo CD has never compared it or cannot.
 *
 * @param why as the end of a sentence
 * @param evidence the field that says so
 */
record Uncompared(ApplicationFact application, String why, Evidence evidence) {

    /** Without what Git says there is nothing to list (argo-cd, controller/state.go, CompareAppState). */
    private static final List<String> ERRORS = List.of("ComparisonError", "InvalidSpecError");

    static Optional<Uncompared> of(ObjectFact fact) {
        ApplicationFact application = new ApplicationFact(fact);
        String status = application.text("status", "sync", "status").orElse("none");
        return ERRORS.stream()
                .flatMap(type -> application.condition(type).map(message -> of(application, type, message)).stream())
                .findFirst()
                .or(() -> application.reconciled().isPresent()
                        ? Optional.empty()
                        : Optional.of(new Uncompared(
                                application, "never compared", application.evidence("status.reconciledAt", "none"))))
                .or(() -> List.of("Synced", "OutOfSync").contains(status)
                        ? Optional.empty()
                        : Optional.of(new Uncompared(
                                application,
                                "sync status " + status,
                                application.evidence("status.sync.status", status))));
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
                        "whether other Applications keep objects of Calico's cannot be told, for Argo CD has not compared them: "
                                + names,
                        all.stream().map(Uncompared::evidence).toList(),
                        null,
                        null)
                .needing(new Need(
                        "Argo CD says which objects an Application keeps only once it has compared it, and has not compared these: "
                                + names
                                + ". Correct what keeps it from that, and have it look again; delete an Application that nobody needs. Where"
                                + " one is for another cluster, list all other names of this one as spec.cluster.aliases in"
                                + " crossfade.yaml:",
                        List.of(),
                        all.stream()
                                .map(each -> "argocd app get " + each.name() + " --refresh")
                                .toList()));
    }

    /** With its namespace, which for an Application of others may be any (argo-cd, docs/operator-manual/app-any-namespace.md). */
    private String name() {
        return application.id().namespace() + "/" + application.id().name();
    }
}
