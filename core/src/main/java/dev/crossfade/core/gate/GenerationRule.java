package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Taking an object into Git has changed nothing of it: its generation is the one at export.
 *
 * @param application the one that takes it over
 */
public record GenerationRule(ObjectId object, String exported, ObjectId application) implements Rule {

    private static final String ANNOTATION = "crossfade.dev/adopted-generation";

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Named(Seat.CLUSTER, object));
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(look, Seat.CLUSTER, object, this::judge);
    }

    private Judgement judge(@Nullable ObjectFact fact) {
        if (fact == null) {
            return Judgement.failed(object + " answers 404", List.of(Evidence.absent(object)))
                    .needing(Need.of(
                            object
                                    + " is missing, though it was exported from this cluster: somebody has deleted it. Have "
                                    + application
                                    + " make it again as it was exported:",
                            ApplicationNeeds.sync(application)));
        }
        Optional<String> adopted = fact.annotation(ANNOTATION);
        String generation = String.valueOf(fact.version().generation());
        List<Evidence> evidence = List.of(
                Evidence.of(object, "metadata.annotations[" + ANNOTATION + "]", adopted.orElse("none")),
                Evidence.of(
                        object,
                        "metadata.generation",
                        generation,
                        fact.version().changed()));
        if (!adopted.equals(Optional.of(exported))) {
            return Judgement.waiting(object + " is not adopted yet", evidence);
        }
        return generation.equals(exported)
                ? Judgement.passed(object + " is adopted, and still at generation " + generation, evidence)
                : Judgement.failed(
                                object + " is at generation " + generation + ", and was exported at " + exported
                                        + ": adopting it changed it",
                                evidence)
                        .needing(need());
    }

    private Need need() {
        return Need.of(
                object
                        + " is no more what was exported: adopting it changed it back, or somebody has changed it since. Compare it"
                        + " with its file in Git. Then revert the merge of this phase in Git, which leaves the object as it is, export it"
                        + " again, and propose again:",
                "kubectl " + (object.namespace().isEmpty() ? "" : "-n " + object.namespace() + " ") + "get "
                        + object.kind().toLowerCase(Locale.ROOT) + " " + object.name()
                        + " -o yaml --show-managed-fields",
                "crossfade explain adopt-calico");
    }
}
