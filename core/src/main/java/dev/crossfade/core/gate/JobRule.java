package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Job of the plan's has done its work. */
public record JobRule(ObjectId job) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Named(Seat.CLUSTER, job));
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(look, Seat.CLUSTER, job, this::judge);
    }

    private Judgement judge(@Nullable ObjectFact fact) {
        if (fact == null) {
            return Judgement.waiting(job + " answers 404", List.of(Evidence.absent(job)));
        }
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
                                    + " and sync: Argo CD makes it again.",
                            "kubectl -n " + job.namespace() + " logs job/" + job.name() + " --all-containers",
                            "kubectl -n " + job.namespace() + " delete job " + job.name()));
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
        return Judgement.waiting(
                job + " is not Complete yet",
                List.of(Evidence.of(
                        job, "status.active", fact.number("status", "active").orElse(0))));
    }
}
