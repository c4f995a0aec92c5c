package dev.crossfade.assembly;

import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.SampleFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Spoils one of the many answers that one reading holds: of one agent, of one instance of a probe, of one series. */
record HistoryInner(Random chance) {

    /** True where an answer is made of many. */
    static boolean isMany(Question<?> question) {
        return question instanceof Question.AgentMetrics
                || question instanceof Question.Mesh
                || question instanceof Question.Prometheus
                || question instanceof Question.Field;
    }

    /** The reading without one of its answers; the one that differs from an earlier reading, where one does. */
    Reading<?> without(Reading<?> reading, Reading<?> earlier) {
        Object value = reading.got().orElseThrow();
        Object before = earlier.got().orElseThrow();
        if (value instanceof MeshFact mesh) {
            return new Reading.Read<>(without(mesh, (MeshFact) before), reading.at());
        }
        if (value instanceof Map<?, ?> metrics) {
            Map<Object, Object> less = new HashMap<>(metrics);
            Object node = different(metrics, (Map<?, ?>) before);
            if (chance.nextBoolean()) {
                less.remove(node);
            } else {
                less.put(node, new Reading.Unread<MetricsFact>("no answer", reading.at()));
            }
            return new Reading.Read<>(less, reading.at());
        }
        if (value instanceof List<?> samples) {
            return new Reading.Read<>(without(samples), reading.at());
        }
        return new Reading.Read<>(Optional.of(List.of()), reading.at());
    }

    /** No series at all, or one without a number: Prometheus has no other way to say that it lacks one. */
    private List<?> without(List<?> samples) {
        if (chance.nextBoolean()) {
            return List.of();
        }
        List<Object> less = new ArrayList<>(samples);
        SampleFact last = (SampleFact) less.remove(less.size() - 1);
        less.add(new SampleFact(last.labels(), Double.NaN, last.at()));
        return less;
    }

    private MeshFact without(MeshFact mesh, MeshFact before) {
        Map<String, MeshFact.Row> rows = new HashMap<>(mesh.rows());
        rows.remove(different(mesh.rows(), before.rows()));
        return new MeshFact(mesh.answered(), mesh.at(), mesh.pods(), rows);
    }

    /**
     * The reading with one answer of an earlier one, which says itself from when it is.
     *
     * @param earlier what was read then
     */
    Reading<?> with(Reading<?> reading, Reading<?> earlier) {
        Object value = reading.got().orElseThrow();
        Object before = earlier.got().orElseThrow();
        if (value instanceof Map<?, ?> metrics) {
            Map<Object, Object> mixed = new HashMap<>(metrics);
            Object node = different(metrics, (Map<?, ?>) before);
            Object told = ((Map<?, ?>) before).get(node);
            if (told != null) {
                mixed.put(node, told);
            }
            return new Reading.Read<>(mixed, reading.at());
        }
        if (value instanceof List<?> samples && samples.size() == ((List<?>) before).size()) {
            List<Object> mixed = new ArrayList<>(samples);
            int last = mixed.size() - 1;
            mixed.set(last, ((List<?>) before).get(last));
            return new Reading.Read<>(mixed, reading.at());
        }
        // a probe's round is one answer with one time; a field has none of its own
        return value instanceof MeshFact ? new Reading.Read<>(before, reading.at()) : reading;
    }

    /** When the oldest of its answers was told, where they say so. */
    static Instant oldest(Reading<?> reading) {
        Object value = reading.got().map(Object.class::cast).orElse("unread");
        if (value instanceof MeshFact mesh) {
            return mesh.at();
        }
        if (value instanceof Map<?, ?> metrics) {
            return metrics.values().stream()
                    .map(each -> ((Reading<?>) each).at())
                    .min(Instant::compareTo)
                    .orElse(reading.at());
        }
        if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof SampleFact) {
            return list.stream()
                    .map(each -> ((SampleFact) each).at())
                    .min(Instant::compareTo)
                    .orElse(reading.at());
        }
        return reading.at();
    }

    /** A key whose values differ, or any: in an order that does not hang on hash codes. */
    private Object different(Map<?, ?> one, Map<?, ?> other) {
        List<Object> keys =
                one.keySet().stream().sorted().map(Object.class::cast).toList();
        if (keys.isEmpty()) {
            return "";
        }
        List<Object> different = keys.stream()
                .filter(key -> !plain(one.get(key)).equals(plain(other.get(key))))
                .toList();
        List<Object> from = different.isEmpty() ? keys : different;
        return from.get(chance.nextInt(from.size()));
    }

    private static Object plain(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Reading<?> reading ? reading.got() : Optional.ofNullable(value);
    }
}
