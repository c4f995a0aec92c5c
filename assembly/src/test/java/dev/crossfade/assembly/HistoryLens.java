package dev.crossfade.assembly;

import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What stands between a cluster and the eye that looks at it, for one look or for several in a row. */
final class HistoryLens {

    /** How looks go wrong. */
    enum Kind {
        /** All is read, at once. */
        CLEAR(true, true, false),
        /** Lists come in another order: nothing is wrong with that. */
        REORDERED(true, true, false),
        /** Some questions get no answer. */
        UNREAD(false, true, false),
        /** Some answers are old, each by itself, and say so: some of them older than counts. */
        LATE(false, false, false),
        /** Some answers are older than counts, and say so. */
        OUTDATED(false, true, false),
        /** All answers are those of one look, and say so, for as long as nothing new can be read. */
        FROZEN(false, false, false),
        /** A cache lags behind, and does not say so; by less than what counts as old. */
        LAGGING(false, false, false),
        /** Each answer from another cache: they contradict each other. */
        CONTRADICTORY(false, false, false),
        /** An object is missing from its list, or a list from the answer, or what is there answers 404. */
        MISSING(false, false, true),
        /** From before the merge, without saying so. */
        BEFORE(false, false, true),
        /** Of the answers inside of one, one is missing: an agent's, an instance's, a series'. */
        INNER_MISSING(false, true, false),
        /** One of them is old, and says so, but not older than counts. */
        INNER_LATE(false, false, false),
        /** One of them is older than counts, or from before the merge, and says so. */
        INNER_OUTDATED(false, true, false),
        /** Agents were asked in turn, and all of them are to be asked at once: none has answered yet. */
        CALM_ENDS(false, true, false),
        /** Agents are asked in turn while nothing but a person is waited for: one told what it did a while ago. */
        IN_TURN(false, true, false),
        /** A watcher has just begun, and its sources are read one after the other: never by chance. */
        STARTING(false, true, false);

        /** True where the look shows all that is. */
        final boolean clear;
        /** True where all that counts of it is what is. */
        final boolean honest;
        /** True where it shows what never was so lately. */
        final boolean lies;

        Kind(boolean clear, boolean honest, boolean lies) {
            this.clear = clear;
            this.honest = honest;
            this.lies = lies;
        }

        String words() {
            return "look " + name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /** What is drawn to a thing that has just changed, as trouble is. */
    private static final List<Kind> DRAWN =
            List.of(Kind.UNREAD, Kind.OUTDATED, Kind.INNER_MISSING, Kind.INNER_LATE, Kind.INNER_OUTDATED, Kind.IN_TURN);

    /** Those of them that are about one answer inside of another. */
    private static final List<Kind> DRAWN_INSIDE =
            List.of(Kind.INNER_MISSING, Kind.INNER_LATE, Kind.INNER_OUTDATED, Kind.IN_TURN);

    /** In how many looks a watcher that begins has read everything. */
    private static final int STARTS = 3;

    /** How far behind a cache of an API server may be. */
    private static final int LAG = 90;

    private static final int LONGEST = 20;

    private static final Duration STALE = dev.crossfade.core.observation.Look.STALE;

    private record Look(Instant at, Map<Question<?>, Reading<?>> readings) {}

    private final Random chance;
    private final Look before;
    private final HistoryInner inner;
    private final List<Look> earlier = new ArrayList<>();
    private Kind kind = Kind.CLEAR;
    private int left;
    private boolean wrong;
    /** Looks that a watcher that has begun does not see in full. */
    private int unread;

    private @Nullable HistoryView last;
    private Map<Question<?>, Reading<?>> frozen = Map.of();

    /** @param before what was read before the merge, and when */
    HistoryLens(Random chance, Map<Question<?>, Reading<?>> before, Instant at) {
        this.chance = chance;
        this.before = new Look(at, before);
        this.inner = new HistoryInner(chance);
    }

    Kind kind() {
        return kind;
    }

    /** The watcher begins anew, and has read nothing yet. */
    void starts() {
        unread = STARTS;
    }

    /** True where the last look showed something else than what was so, to a gate that asked for it. */
    boolean isWrong() {
        return wrong;
    }

    /**
     * What is seen instead.
     *
     * @param view what there is to see
     * @param clear true where nothing may stand in the way any more
     * @param settled true where the last look saw everything pass
     */
    Map<Question<?>, Reading<?>> show(HistoryView view, Instant now, boolean clear, boolean settled) {
        Map<Question<?>, Reading<?>> honest = view.readAt(now);
        Set<Question<?>> changed =
                earlier.isEmpty() || view == last ? Set.of() : changed(honest, earlier.get(earlier.size() - 1));
        last = view;
        earlier.add(new Look(now, honest));
        if (clear) {
            kind = Kind.CLEAR;
        } else if (unread > 0) {
            kind = Kind.STARTING;
            left = 0;
            unread--;
        } else if (!changed.isEmpty() && chance.nextInt(100) < 35) {
            boolean inside = changed.stream().allMatch(HistoryInner::isMany);
            List<Kind> kinds = inside ? DRAWN_INSIDE : DRAWN;
            kind = kinds.get(chance.nextInt(kinds.size()));
            left = 1 + chance.nextInt(2);
        } else if (--left <= 0) {
            kind = chance.nextInt(100) < 75 ? Kind.CLEAR : Kind.values()[1 + chance.nextInt(Kind.values().length - 2)];
            left = length();
            frozen = honest;
        }
        if ((kind == Kind.IN_TURN || kind == Kind.CALM_ENDS) && !settled) {
            kind = Kind.CLEAR;
        }
        Map<Question<?>, Reading<?>> shown = shown(honest, now, changed);
        wrong = kind != Kind.CLEAR && HistoryShown.differs(honest, shown, now);
        return shown;
    }

    private Map<Question<?>, Reading<?>> shown(
            Map<Question<?>, Reading<?>> honest, Instant now, Set<Question<?>> changed) {
        return switch (kind) {
            case CLEAR -> honest;
            case REORDERED -> each(honest, 1, changed, (question, reading) -> reordered(reading));
            case UNREAD -> each(honest, 4, changed, (question, reading) -> new Reading.Unread<>("no answer", now));
            case LATE -> late(honest);
            case OUTDATED ->
                each(
                        honest,
                        4,
                        changed,
                        (question, reading) -> outdated(now).readings().get(question));
            case FROZEN -> frozen;
            case LAGGING -> read(lately(now).readings(), now);
            case CONTRADICTORY -> contradictory(honest, now);
            case MISSING ->
                each(honest, 3, changed, (question, reading) -> new Reading.Read<>(less(reading.got()), now));
            case BEFORE -> read(before.readings(), now);
            case INNER_MISSING -> inside(honest, changed, question -> before, inner::without);
            case INNER_LATE -> inside(honest, changed, question -> lately(now), inner::with);
            case INNER_OUTDATED -> inside(honest, changed, question -> past(question, now), inner::with);
            case STARTING -> starting(honest, now, unread);
            case CALM_ENDS -> unread(honest, now, question -> question instanceof Question.AgentMetrics);
            case IN_TURN -> inTurn(honest);
        };
    }

    private static Map<Question<?>, Reading<?>> starting(Map<Question<?>, Reading<?>> honest, Instant now, int unread) {
        List<Question<?>> later = sorted(honest);
        List<Question<?>> first = later.subList(0, later.size() * (STARTS - 1 - unread) / STARTS);
        return unread(honest, now, question -> !first.contains(question));
    }

    private static Map<Question<?>, Reading<?>> unread(
            Map<Question<?>, Reading<?>> honest, Instant now, Predicate<Question<?>> which) {
        Map<Question<?>, Reading<?>> shown = new HashMap<>(honest);
        shown.replaceAll(
                (question, reading) -> which.test(question) ? Reading.Unread.awaited("not read yet", now) : reading);
        return shown;
    }

    /** Changes one answer inside of one reading; of one that has changed, where there is such a one. */
    private Map<Question<?>, Reading<?>> inside(
            Map<Question<?>, Reading<?>> honest,
            Set<Question<?>> changed,
            Function<Question<?>, Look> other,
            BinaryOperator<Reading<?>> change) {
        List<Question<?>> many =
                sorted(honest).stream().filter(HistoryInner::isMany).toList();
        if (many.isEmpty()) {
            return honest;
        }
        List<Question<?>> drawn = many.stream().filter(changed::contains).toList();
        List<Question<?>> from = drawn.isEmpty() ? many : drawn;
        Question<?> question = from.get(chance.nextInt(from.size()));
        Map<Question<?>, Reading<?>> shown = new HashMap<>(honest);
        shown.put(
                question,
                change.apply(
                        honest.get(question), other.apply(question).readings().get(question)));
        return shown;
    }

    /** Since all was seen to pass, an agent may have told what it did at any time. */
    private Map<Question<?>, Reading<?>> inTurn(Map<Question<?>, Reading<?>> honest) {
        Question<?> agents = new Question.AgentMetrics();
        if (!honest.containsKey(agents)) {
            return honest;
        }
        Look look = earlier.get(earlier.size() - 1 - chance.nextInt(Math.min(14, earlier.size())));
        Map<Question<?>, Reading<?>> shown = new HashMap<>(honest);
        shown.put(agents, inner.with(honest.get(agents), look.readings().get(agents)));
        return shown;
    }

    private static Set<Question<?>> changed(Map<Question<?>, Reading<?>> honest, Look last) {
        Set<Question<?>> changed = new HashSet<>();
        honest.forEach((question, reading) -> {
            if (!HistoryShown.same(reading, last.readings().get(question))) {
                changed.add(question);
            }
        });
        return changed;
    }

    /** A clear view is one of many looks; so may be one in which nothing new is read. */
    private int length() {
        return switch (kind) {
            case CLEAR, REORDERED, UNREAD, LATE, OUTDATED -> 1 + chance.nextInt(3);
            case INNER_MISSING, INNER_LATE, INNER_OUTDATED -> 1 + chance.nextInt(3);
            case FROZEN -> 1 + chance.nextInt(LONGEST);
            case LAGGING, CONTRADICTORY, IN_TURN -> 1 + chance.nextInt(4);
            case MISSING, BEFORE, STARTING, CALM_ENDS -> 1;
        };
    }

    private interface Change {
        Reading<?> of(Question<?> question, Reading<?> reading);
    }

    /** Changes one question in so many, and at least one: in an order that does not hang on hash codes. */
    private Map<Question<?>, Reading<?>> each(
            Map<Question<?>, Reading<?>> honest, int in, Set<Question<?>> changed, Change change) {
        Map<Question<?>, Reading<?>> shown = new HashMap<>(honest);
        List<Question<?>> questions = sorted(honest);
        int sure = chance.nextInt(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            Question<?> question = questions.get(i);
            boolean drawn = changed.isEmpty() ? i == sure : changed.contains(question);
            if (drawn || chance.nextInt(in) == 0) {
                shown.put(question, change.of(question, shown.get(question)));
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

    /** One that counts no more. */
    private Look outdated(Instant now) {
        List<Look> old = earlier.stream()
                .filter(look -> look.at().isBefore(now.minus(STALE)))
                .toList();
        return old.isEmpty() ? before : old.get(old.size() - 1 - chance.nextInt(Math.min(8, old.size())));
    }

    /** Agents that are asked in turn may tell what is older than counts elsewhere, but nothing from before the merge. */
    private Look past(Question<?> question, Instant now) {
        return question instanceof Question.AgentMetrics || chance.nextBoolean() ? before : outdated(now);
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
