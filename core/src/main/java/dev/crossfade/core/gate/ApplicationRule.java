package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Ancestry;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Argo CD has applied the merge, or a descendant of it, and says that all is well. Each of its words counts only together
 * with the others: Healthy passes over what is missing (argo-cd, controller/health.go), Synced may be of the commit before, and a
 * no-op commit moves the revision without an operation.
 *
 * @param wanted the Application as Git has it
 * @param repository address of the repository that was merged into, as Argo CD reads it
 */
public record ApplicationRule(ObjectId id, Content wanted, String repository, Merge merge, Ancestry ancestry)
        implements Rule {

    /**
     * A merge.
     *
     * @param time when it came into the base, which its commit alone may not tell (docs/decisions/0016)
     */
    public record Merge(String commit, Instant time) {}

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Named(Seat.ARGO, id), ProjectWindows.question(id, wanted));
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(look, Seat.ARGO, id, fact -> judge(fact, windows(look)));
    }

    /**
     * Since when it should be looked at: the merge, or the last time that Argo CD looked and did not find it.
     *
     * @return nothing where Argo CD has seen the merge, is at work or is asked to look, and where that cannot be told
     */
    public Optional<Instant> unlooked(Look look) {
        return look.answer(new Question.Named(Seat.ARGO, id))
                .got()
                .flatMap(fact -> fact)
                .flatMap(fact -> sync(new ApplicationFact(fact), windows(look)).unseen());
    }

    private ProjectWindows windows(Look look) {
        Question.Named project = ProjectWindows.question(id, wanted);
        return new ProjectWindows(project.id(), look.answer(project), look.at());
    }

    private ApplicationSync sync(ApplicationFact application, ProjectWindows windows) {
        return new ApplicationSync(application, repository, merge, ancestry, windows);
    }

    private Judgement judge(@Nullable ObjectFact fact, ProjectWindows windows) {
        if (fact == null) {
            return Judgement.waiting(id + " answers 404", List.of(Evidence.absent(id)))
                    .needing(Need.of(
                            id + " is missing: nothing applies what was merged. " + ApplicationNeeds.MAKER,
                            ApplicationNeeds.all(id)));
        }
        ApplicationFact application = new ApplicationFact(fact);
        Judgement judged = Stream.<Supplier<Optional<Judgement>>>of(
                        () -> new ApplicationWill(application, wanted, merge.time(), windows.now()).hindrance(),
                        () -> sync(application, windows).hindrance(),
                        () -> health(application))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> passed(application));
        // what was merged while windows were closed had no time to work before they opened
        return windows.opened(application, merge.time())
                .map(judged::countingFrom)
                .orElse(judged);
    }

    private static Optional<Judgement> health(ApplicationFact application) {
        String health = application.text("status", "health", "status").orElse("none");
        List<Evidence> evidence = List.of(application.evidence("status.health.status", health));
        String message = application
                .text("status", "health", "message")
                .map(text -> ": " + text)
                .orElse("");
        return switch (health) {
            case "Healthy" -> Optional.empty();
            case "Degraded" ->
                Optional.of(Judgement.failed(application.id() + " is Degraded" + message, evidence)
                        .needing(new ApplicationNeeds(application).unhealthy(health, message)));
            case "Suspended" ->
                Optional.of(Judgement.waiting(application.id() + " is Suspended" + message, evidence)
                        .needing(new ApplicationNeeds(application).unhealthy(health, message)));
            case "Progressing", "Missing" ->
                Optional.of(Judgement.waiting(application.id() + " is " + health + message, evidence));
            default ->
                Optional.of(new Judgement(
                        Verdict.UNKNOWN,
                        "Argo CD does not know the health of " + application.id() + message,
                        evidence,
                        null,
                        null));
        };
    }

    private Judgement passed(ApplicationFact application) {
        List<String> read = application.revisions();
        String revisions = String.join(", ", read);
        return Judgement.passed(
                        id.name() + " is Synced and Healthy at "
                                + String.join(
                                        ", ", read.stream().map(Words::revision).toList())
                                + (read.contains(merge.commit()) ? " (this merge)" : " (this merge is in it)"),
                        List.of(
                                application.evidence("status.sync.revision", revisions),
                                application.evidence("status.sync.status", "Synced"),
                                application.evidence(
                                        "status.operationState.phase",
                                        application.operationPhase().orElse("none"),
                                        application.finished().orElse(null)),
                                application.evidence(
                                        "status.health.status",
                                        "Healthy",
                                        application.healthSince().orElse(null)),
                                application.evidence(
                                        "status.reconciledAt",
                                        application
                                                .text("status", "reconciledAt")
                                                .orElse("none"))))
                .since(merge.time());
    }
}
