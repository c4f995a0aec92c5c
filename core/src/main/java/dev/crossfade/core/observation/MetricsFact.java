package dev.crossfade.core.observation;

import java.util.List;
import java.util.Map;

/**
 * What one scrape has.
 *
 * @param scrape its samples, and what was found in them
 */
public record MetricsFact(Grouped.Group<Sample> scrape) {

    public MetricsFact(List<Sample> samples) {
        this(new Grouped.Group<>(samples));
    }

    /** One series with its value. */
    public record Sample(String name, Map<String, String> labels, double value) {
        public Sample {
            labels = Map.copyOf(labels);
        }

        /** True where it has these labels, among others. */
        public boolean isOf(String series, Map<String, String> some) {
            return name.equals(series) && labels.entrySet().containsAll(some.entrySet());
        }
    }

    public List<Sample> samples() {
        return scrape.facts();
    }

    /** Looked for once. */
    public <R> R find(Finding<Sample, R> finding) {
        return scrape.find(finding);
    }
}
