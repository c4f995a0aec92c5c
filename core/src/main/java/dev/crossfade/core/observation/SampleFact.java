package dev.crossfade.core.observation;

import java.time.Instant;
import java.util.Map;

/**
 * One series of an instant query's answer.
 *
 * @param at the time that Prometheus gives the value
 */
public record SampleFact(Map<String, String> labels, double value, Instant at) {

    public SampleFact {
        labels = Map.copyOf(labels);
    }
}
