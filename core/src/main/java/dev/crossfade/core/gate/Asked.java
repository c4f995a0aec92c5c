package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.report.Span;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers with a verdict of their own where there is none: what could not be read is unknown, in every rule. */
final class Asked {

    private Asked() {}

    static <T> Judgement of(Look look, Question<T> question, String what, Function<T, Judgement> judge) {
        Reading<T> reading = look.answer(question);
        if (reading instanceof Reading.Read<T> read) {
            Judgement judged = judge.apply(read.value());
            return question instanceof Question.Nodes ? VirtualNodes.tell(look, judged) : judged;
        }
        return Judgement.unknown(what + " cannot be read: " + ((Reading.Unread<T>) reading).why());
    }

    /** All pods; a cluster that says that it has none is not believed. */
    static Judgement pods(Look look, Function<Grouped<PodFact>, Judgement> judge) {
        return of(
                look,
                new Question.Pods(),
                "the pods",
                pods -> pods.isEmpty() ? Judgement.unknown("the cluster says that it has no pod") : judge.apply(pods));
    }

    /** All Linux nodes, others run no agent; a cluster that says that it has none is not believed. */
    static Judgement linuxNodes(Look look, Function<List<NodeFact>, Judgement> judge) {
        return of(look, new Question.Nodes(), "the nodes", nodes -> {
            List<NodeFact> linux = DaemonSetRule.linux(nodes);
            return linux.isEmpty()
                    ? Judgement.unknown("the cluster says that it has no Linux node")
                    : judge.apply(linux);
        });
    }

    /** What instances of a probe say of each other; a round of theirs that is old is old, whenever it was read. */
    static Judgement mesh(Look look, Question.Mesh question, String what, Function<MeshFact, Judgement> judge) {
        return of(
                look,
                question,
                what,
                mesh -> mesh.at().plus(Look.STALE).isBefore(look.at())
                        ? Judgement.unknown("what " + what + " says is from " + mesh.at() + ", older than "
                                + Span.rounded(Look.STALE))
                        : judge.apply(mesh));
    }

    /** @param judge gets null where the object is not there */
    static Judgement named(Look look, Seat seat, ObjectId id, Function<@Nullable ObjectFact, Judgement> judge) {
        return of(look, new Question.Named(seat, id), id.toString(), found -> judge.apply(found.orElse(null)));
    }
}
