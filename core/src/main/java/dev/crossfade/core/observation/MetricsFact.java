package dev.crossfade.core.observation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The samples of one scrape. */
public record MetricsFact(List<Sample> samples) {

    public MetricsFact {
        samples = List.copyOf(samples);
    }

    /** One series with its value. */
    public record Sample(String name, Map<String, String> labels, double value) {
        public Sample {
            labels = Map.copyOf(labels);
        }
    }

    public List<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    public Optional<Sample> one(String name, Map<String, String> labels) {
        // of each agent of each node, in every look
        for (Sample sample : samples) {
            if (sample.name().equals(name) && sample.labels().entrySet().containsAll(labels.entrySet())) {
                return Optional.of(sample);
            }
        }
        return Optional.empty();
    }
}
