package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Job of the plan's has done its work.
 *
 * @param application the one that makes it
 */
public record JobRule(ObjectId job, ObjectId application) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(
                new Question.Named(Seat.CLUSTER, job), new Question.Named(Seat.ARGO, application), new Question.Pods());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(look, Seat.CLUSTER, job, fact -> fact == null ? absent(look) : judge(fact, look));
    }

    /** Before its first sync it comes by itself. */
    private Judgement absent(Look look) {
        Judgement waiting = Judgement.waiting(job + " answers 404", List.of(Evidence.absent(job)));
        return look.answer(new Question.Named(Seat.ARGO, application))
                .got()
                .flatMap(fact -> fact)
                .map(ApplicationFact::new)
                .filter(fact -> fact.isTried() && fact.changed().stream().anyMatch(this::isJob))
                .map(fact -> waiting.needing(new ApplicationNeeds(fact).changed(fact.changed())))
                .orElse(waiting);
    }

    private boolean isJob(Content resource) {
        return resource.text("kind").equals(Optional.of(job.kind()))
                && resource.text("namespace").orElse("").equals(job.namespace())
                && resource.text("name").equals(Optional.of(job.name()));
    }

    private Judgement judge(ObjectFact fact, Look look) {
        Optional<Condition> failed = fact.condition("Failed").filter(Condition::isTrue);
        if (failed.isPresent()) {
            return Judgement.failed(
                            job + " failed (" + failed.get().reason() + ": "
                                    + failed.get().message() + ")",
                            List.of(Evidence.of(
                                    job,
                                    "status.conditions[Failed]",
                                    "True",
                                    failed.get().since())))
                    .needing(Need.of(
                            "A Job of the plan failed. See which of its containers and why; when the cause is gone, delete it"
                                    + " and sync " + application + ", which makes it again.",
                            "kubectl -n " + job.namespace() + " logs job/" + job.name() + " --all-containers",
                            "kubectl -n " + job.namespace() + " delete job " + job.name(),
                            ApplicationNeeds.sync(application)));
        }
        Optional<Condition> complete = fact.condition("Complete").filter(Condition::isTrue);
        if (complete.isPresent()) {
            return Judgement.passed(
                    job + " is Complete",
                    List.of(Evidence.of(
                            job,
                            "status.conditions[Complete]",
                            "True",
                            complete.get().since())));
        }
        return running(fact, look);
    }

    private Judgement running(ObjectFact fact, Look look) {
        Judgement waiting = Judgement.waiting(
                job + " is not Complete yet",
                List.of(Evidence.of(
                        job, "status.active", fact.number("status", "active").orElse(0))));
        return look.answer(new Question.Pods())
                .got()
                .flatMap(pods -> need(fact, new PodFinding.Of(job.kind(), job.namespace(), job.name()).of(pods), look))
                .map(waiting::needing)
                .orElse(waiting);
    }

    /** While a container of all but the last command runs, its pod is not Ready either: what waits for what its log says. */
    private Optional<Need> need(ObjectFact fact, List<PodFact> own, Look look) {
        if (own.isEmpty() && Need.isDue(fact.version().created(), look.at())) {
            return Optional.of(StuckPods.unmade(job, "has no pod"));
        }
        return StuckPods.ofUnready(own, look.at())
                .map(stuck -> stuck.notReady(
                        "A Job of the plan does not get on: its pod is not Ready for more than "
                                + Need.PATIENCE.toMinutes()
                                + " minutes. Its events say whether its image cannot be pulled (spec.images in crossfade.yaml names"
                                + " it) or no node takes it, its log which of its commands waits, and for what. Once that is mended"
                                + " it goes on by itself; an hour after its start it fails:",
                        stuck.logs()));
    }
}
