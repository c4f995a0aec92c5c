package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.SampleFact;
import dev.crossfade.core.report.Span;
import dev.crossfade.core.spec.Comparison;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Every series that a query answers is as it must be. No series is unknown, and so is one without a number or with an old one:
 * what is not measured is not well.
 */
public record PrometheusRule(Question.Prometheus query, Comparison wanted) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(query);
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(look, query, asked(), samples -> judge(look, samples));
    }

    private Judgement judge(Look look, List<SampleFact> found) {
        List<SampleFact> samples = found.stream()
                .sorted(Comparator.comparing(PrometheusRule::labels))
                .toList();
        if (samples.isEmpty()) {
            return Judgement.unknown("Prometheus has no series for " + asked());
        }
        List<SampleFact> old = samples.stream()
                .filter(each -> each.at().plus(Look.STALE).isBefore(look.at()))
                .toList();
        if (!old.isEmpty()) {
            return Judgement.unknown("Prometheus answers " + asked() + " with a value of "
                    + old.get(0).at() + ", older than " + Span.rounded(Look.STALE));
        }
        List<SampleFact> empty =
                samples.stream().filter(each -> Double.isNaN(each.value())).toList();
        if (!empty.isEmpty()) {
            return Judgement.unknown(Words.of(empty.size(), samples.size(), "series of ") + asked()
                    + " have no number (NaN)" + names(empty));
        }
        return compared(samples);
    }

    private Judgement compared(List<SampleFact> samples) {
        List<SampleFact> other =
                samples.stream().filter(each -> !wanted.holds(each.value())).toList();
        List<Evidence> evidence = (other.isEmpty() ? samples.subList(0, 1) : other)
                .stream().map(this::evidence).toList();
        if (other.isEmpty()) {
            return Judgement.passed(
                    samples.size() == 1
                            ? asked() + " is " + Comparison.text(samples.get(0).value())
                            : "all " + samples.size() + " series of " + asked() + " are " + wanted,
                    evidence);
        }
        return Judgement.waiting(
                samples.size() == 1
                        ? asked() + " is " + Comparison.text(other.get(0).value()) + ", not " + wanted
                        : Words.of(other.size(), samples.size(), "series of ") + asked() + " are not " + wanted
                                + names(other),
                evidence);
    }

    private Evidence evidence(SampleFact sample) {
        return new Evidence(
                query.server().getAuthority(),
                asked() + (sample.labels().isEmpty() ? "" : " " + labels(sample)),
                Comparison.text(sample.value()),
                null);
    }

    private String asked() {
        return Words.line(query.query());
    }

    private static String names(List<SampleFact> samples) {
        return ": "
                + Words.list(samples.stream()
                        .map(each -> labels(each) + " is " + Comparison.text(each.value()))
                        .toList());
    }

    private static String labels(SampleFact sample) {
        return new java.util.TreeMap<>(sample.labels()).toString();
    }
}
