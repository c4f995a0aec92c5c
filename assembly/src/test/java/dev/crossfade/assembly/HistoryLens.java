package dev.crossfade.assembly;

import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What stands between a cluster and the eye that looks at it, for one look or for several in a row. */
final class HistoryLens {

    /** How looks go wrong. */
    enum Kind {
        /** All is read, at once. */
        CLEAR(true, false),
        /** Lists come in another order: nothing is wrong with that. */
        REORDERED(true, false),
        /** Some questions get no answer. */
        UNREAD(false, false),
        /** Some answers are old, each by itself, and say so: some of them older than counts. */
        LATE(false, false),
        /** All answers are those of one look, and say so, for as long as nothing new can be read. */
        FROZEN(false, false),
        /** A cache lags behind, and does not say so; by less than what counts as old. */
        LAGGING(false, false),
        /** Each answer from another cache: they contradict each other. */
        CONTRADICTORY(false, false),
        /** An object is missing from its list, or a list from the answer, or what is there answers 404. */
        MISSING(false, true),
        /** From before the merge, without saying so. */
        BEFORE(false, true);

        /** True where the look shows what is. */
        final boolean honest;
        /** True where it shows what never was so lately. */
        final boolean lies;

        Kind(boolean honest, boolean lies) {
            this.honest = honest;
            this.lies = lies;
        }
    }

    /** How far behind a cache of an API server may be. */
    private static final int LAG = 90;

    private static final int LONGEST = 20;

    private record Look(Instant at, Map<Question<?>, Reading<?>> readings) {}

    private final Random chance;
    private final Map<Question<?>, Reading<?>> before;
    private final List<Look> earlier = new ArrayList<>();
    private Kind kind = Kind.CLEAR;
    private int left;
    private Map<Question<?>, Reading<?>> frozen = Map.of();

    /** @param before what was read before the merge */
    HistoryLens(Random chance, Map<Question<?>, Reading<?>> before) {
        this.chance = chance;
        this.before = before;
    }

    Kind kind() {
        return kind;
    }

    /** @param clear true where nothing may stand in the way any more */
    Map<Question<?>, Reading<?>> show(Map<Question<?>, Reading<?>> honest, Instant now, boolean clear) {
        earlier.add(new Look(now, honest));
        if (clear) {
            kind = Kind.CLEAR;
        } else if (--left <= 0) {
            kind = chance.nextInt(100) < 75 ? Kind.CLEAR : Kind.values()[1 + chance.nextInt(Kind.values().length - 1)];
            left = length();
            frozen = honest;
        }
        return switch (kind) {
            case CLEAR -> honest;
            case REORDERED -> each(honest, 1, this::reordered);
            case UNREAD -> each(honest, 4, reading -> new Reading.Unread<>("no answer", now));
            case LATE -> late(honest);
            case FROZEN -> frozen;
            case LAGGING -> read(lately(now).readings(), now);
            case CONTRADICTORY -> contradictory(honest, now);
            case MISSING -> each(honest, 3, reading -> new Reading.Read<>(less(reading.got()), now));
            case BEFORE -> read(before, now);
        };
    }

    /** A clear view is one of many looks; so may be one in which nothing new is read. */
    private int length() {
        return switch (kind) {
            case CLEAR, REORDERED, UNREAD, LATE -> 1 + chance.nextInt(3);
            case FROZEN -> 1 + chance.nextInt(LONGEST);
            case LAGGING, CONTRADICTORY -> 1 + chance.nextInt(4);
            case MISSING, BEFORE -> 1;
        };
    }

    private interface Change {
        Reading<?> of(Reading<?> reading);
    }

    /** Changes one question in so many, and at least one: in an order that does not hang on hash codes. */
    private Map<Question<?>, Reading<?>> each(Map<Question<?>, Reading<?>> honest, int in, Change change) {
        Map<Question<?>, Reading<?>> shown = new HashMap<>(honest);
        List<Question<?>> questions = sorted(honest);
        int sure = chance.nextInt(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            if (i == sure || chance.nextInt(in) == 0) {
                Question<?> question = questions.get(i);
                shown.put(question, change.of(shown.get(question)));
            }
        }
        return shown;
    }

    private static List<Question<?>> sorted(Map<Question<?>, Reading<?>> readings) {
        List<Question<?>> questions = new ArrayList<>(readings.keySet());
        questions.sort(Comparator.comparing(Object::toString));
        return questions;
    }

    private Reading<?> reordered(Reading<?> reading) {
        Object value = reading.got().orElseThrow();
        if (!(value instanceof List<?> list)) {
            return reading;
        }
        List<Object> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, chance);
        return new Reading.Read<>(shuffled, reading.at());
    }

    private Map<Question<?>, Reading<?>> late(Map<Question<?>, Reading<?>> honest) {
        Map<Question<?>, Reading<?>> shown = new HashMap<>(honest);
        for (Question<?> question : sorted(honest)) {
            if (chance.nextBoolean()) {
                int back = 1 + chance.nextInt(Math.min(14, earlier.size()));
                shown.put(
                        question, earlier.get(earlier.size() - back).readings().get(question));
            }
        }
        return shown;
    }

    private Look lately(Instant now) {
        List<Look> recent = earlier.stream()
                .filter(look -> !look.at().isBefore(now.minusSeconds(LAG)))
                .toList();
        return recent.get(chance.nextInt(recent.size()));
    }

    private Map<Question<?>, Reading<?>> contradictory(Map<Question<?>, Reading<?>> honest, Instant now) {
        Map<Question<?>, Reading<?>> shown = new HashMap<>();
        for (Question<?> question : sorted(honest)) {
            Reading<?> reading = lately(now).readings().get(question);
            shown.put(question, new Reading.Read<>(reading.got().orElseThrow(), now));
        }
        return shown;
    }

    private static Map<Question<?>, Reading<?>> read(Map<Question<?>, Reading<?>> readings, Instant now) {
        Map<Question<?>, Reading<?>> shown = new HashMap<>();
        readings.forEach((question, reading) ->
                shown.put(question, new Reading.Read<>(reading.got().orElseThrow(), now)));
        return shown;
    }

    private Object less(Optional<?> found) {
        Object value = found.orElseThrow();
        if (value instanceof Optional<?>) {
            return Optional.empty();
        }
        if (value instanceof List<?> list) {
            List<Object> less = new ArrayList<>(list);
            if (chance.nextBoolean() || list.isEmpty()) {
                return List.of();
            }
            less.remove(chance.nextInt(less.size()));
            return less;
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() || chance.nextBoolean() ? Map.of() : Map.copyOf(map);
        }
        return value;
    }
}
