package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.SampleFact;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every series that a query answers lies between two numbers. No series is unknown: what is not measured is not well.
 *
 * @param atLeast the lower bound, or null for none
 * @param atMost the upper bound, or null for none
 */
public record PrometheusRule(
        Question.Prometheus query,
        @Nullable Double atLeast,
        @Nullable Double atMost) implements Rule {

    /** A value that Prometheus gives for an older time than this is of a series that nobody scrapes any more. */
    private static final Duration STALE = Duration.ofMinutes(5);

    @Override
    public Set<Question<?>> asks() {
        return Set.of(query);
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(look, query, query.query(), samples -> judge(look, samples));
    }

    private Judgement judge(Look look, List<SampleFact> samples) {
        if (samples.isEmpty()) {
            return Judgement.unknown("Prometheus has no series for " + query.query());
        }
        if (samples.stream().anyMatch(each -> each.at().plus(STALE).isBefore(look.at()))) {
            return Judgement.unknown("Prometheus answers " + query.query() + " with a value that is older than 5 min");
        }
        List<SampleFact> outside =
                samples.stream().filter(each -> !isInside(each.value())).toList();
        List<Evidence> evidence = (outside.isEmpty() ? samples.subList(0, 1) : outside)
                .stream()
                        .map(each -> new Evidence(
                                query.server().getHost(),
                                query.query() + " " + each.labels(),
                                text(each.value()),
                                null))
                        .toList();
        String wanted = (atLeast == null ? "" : ">= " + text(atLeast))
                + (atLeast != null && atMost != null ? ", " : "")
                + (atMost == null ? "" : "<= " + text(atMost));
        return outside.isEmpty()
                ? Judgement.passed(samples.size() + " series are " + wanted, evidence)
                : Judgement.failed(
                        Words.of(outside.size(), samples.size(), "series are not ") + wanted + ": "
                                + Words.list(outside.stream()
                                        .map(each -> each.labels() + " is " + text(each.value()))
                                        .toList()),
                        evidence);
    }

    /** NaN lies between no two numbers. */
    private boolean isInside(double value) {
        return !Double.isNaN(value) && (atLeast == null || value >= atLeast) && (atMost == null || value <= atMost);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
