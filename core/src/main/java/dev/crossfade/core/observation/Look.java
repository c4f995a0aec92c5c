package dev.crossfade.core.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One look: the answers to all questions that were asked, taken together. */
public final class Look {

    /** What was read longer ago says nothing of now; shorter than any sensible soak time, so that no pass rests on it alone. */
    public static final Duration STALE = Duration.ofMinutes(2);

    private static final Ordered<NodeFact> NODES = new Ordered<>(Comparator.comparing(NodeFact::name));
    private static final Ordered<CiliumNodeFact> CILIUM_NODES =
            new Ordered<>(Comparator.comparing(CiliumNodeFact::name));
    private static final Ordered<ObjectFact> OBJECTS =
            new Ordered<>(Comparator.comparing(fact -> fact.id().toString()));

    private final Instant at;
    private final Map<Question<?>, Reading<?>> answers;

    /**
     * @param at the time of the cluster's API server as the look began: what its objects' times are compared with
     * @param answers each of the question's own type; pods and endpoints may come as plain lists
     */
    @SuppressWarnings("unchecked")
    public Look(Instant at, Map<Question<?>, Reading<?>> answers) {
        Map<Question<?>, Reading<?>> grouped = new HashMap<>(answers);
        grouped.computeIfPresent(
                new Question.Pods(), (pods, reading) -> grouped((Reading<List<PodFact>>) reading, PodFact::node));
        grouped.computeIfPresent(
                new Question.Endpoints(),
                (endpoints, reading) -> grouped((Reading<List<EndpointFact>>) reading, EndpointFact::namespace));
        grouped.replaceAll(Look::ordered);
        this.at = at;
        this.answers = Map.copyOf(grouped);
    }

    private static <T> Reading<Grouped<T>> grouped(Reading<List<T>> reading, Function<T, String> name) {
        return reading.map(facts -> Grouped.by(name, facts));
    }

    /** A watch keeps them in the order in which they came and changed, and whoever names some of them names the same ones each time. */
    @SuppressWarnings("unchecked")
    private static Reading<?> ordered(Question<?> question, Reading<?> reading) {
        if (question instanceof Question.Nodes) {
            return ordered((Reading<List<NodeFact>>) reading, NODES);
        }
        if (question instanceof Question.CiliumNodes) {
            return ordered((Reading<List<CiliumNodeFact>>) reading, CILIUM_NODES);
        }
        if (question instanceof Question.Listed) {
            return ordered((Reading<List<ObjectFact>>) reading, OBJECTS);
        }
        if (question instanceof Question.AgentMetrics) {
            return ((Reading<Map<String, Reading<MetricsFact>>>) reading).map(Map::copyOf);
        }
        return reading;
    }

    private static <T> Reading<List<T>> ordered(Reading<List<T>> reading, Ordered<T> order) {
        return reading.map(facts -> Grouped.whole(facts).find(order));
    }

    /** Found once, and so is all that rules find in it: the same list in each look until one of the facts is another one. */
    private record Ordered<T>(Comparator<T> order) implements Finding<T, List<T>> {
        @Override
        public List<T> in(List<T> facts) {
            return Grouped.by(any -> "", facts.stream().sorted(order).toList());
        }
    }

    public Instant at() {
        return at;
    }

    /** True where some of the questions have no answer, and of each of those the first one is on its way. */
    public boolean awaitsAll(Collection<Question<?>> questions) {
        List<Reading.Unread<?>> unread = questions.stream()
                .map(this::answer)
                .filter(Reading.Unread.class::isInstance)
                .<Reading.Unread<?>>map(Reading.Unread.class::cast)
                .toList();
        return !unread.isEmpty() && unread.stream().allMatch(Reading.Unread::awaited);
    }

    /** A question that nobody asked has no answer, which is not the same as an empty one. */
    @SuppressWarnings("unchecked")
    public <T> Reading<T> answer(Question<T> question) {
        Reading<?> reading = answers.get(question);
        if (reading == null) {
            return new Reading.Unread<>("nobody asked: " + question, at);
        }
        return reading instanceof Reading.Read<?> && reading.at().plus(STALE).isBefore(at)
                ? new Reading.Unread<>("it was read last at " + reading.at(), reading.at())
                : (Reading<T>) reading;
    }
}
