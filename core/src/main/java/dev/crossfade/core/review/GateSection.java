package dev.crossfade.core.review;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.spec.GatesSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold after the merge, for how long, and how long it may take; the commit's own gates first. */
record GateSection(GatesSpec spec, Sequence.Entry entry, List<Gate> gates) {

    /** Rows in which people or machines drive, so that standing still counts and not the time as a whole. */
    private static final Set<String> DRIVEN = Set.of("first-nodes", "rotate-nodes", "clean-nodes");

    String text() {
        return "### Gate: all of these, for " + words(time(GatesSpec.Times::soak, spec.soak())) + "; " + limit()
                + "\n\n"
                + table()
                + (spec.windows().isEmpty()
                        ? ""
                        : "\n\nCrossfade proposes and merges in the windows of `spec.gates.windows` alone.");
    }

    /** The gates, each with what it passes by. */
    String table() {
        List<String> rows = new ArrayList<>();
        gates.forEach(gate -> rows.add(Markdown.row(
                Markdown.code(gate.id()), isOwn(gate) ? "yours: " + Markdown.words(gate.passes()) : gate.passes())));
        return Markdown.table(List.of("gate", "passes when"), rows);
    }

    private String limit() {
        boolean driven = DRIVEN.contains(entry.phase().id()) && !entry.id().endsWith("-recycle");
        return driven
                ? "at most " + words(time(GatesSpec.Times::stalled, spec.stalled())) + " without progress"
                : "deadline " + words(time(GatesSpec.Times::deadline, spec.deadline()));
    }

    /** What a gate of the customer's own asks is the customer's text. */
    private boolean isOwn(Gate gate) {
        return spec.extra().stream().anyMatch(each -> each.name().equals(gate.id()));
    }

    private Duration time(Function<GatesSpec.Times, @Nullable Duration> of, Duration otherwise) {
        return Stream.of(entry.id(), entry.phase().id())
                .flatMap(id -> Optional.ofNullable(spec.phases().get(id)).stream())
                .map(of)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(otherwise);
    }

    /** As people say it: {@code 2 h}, {@code 1 h 30 min}. */
    static String words(Duration time) {
        List<String> parts = new ArrayList<>();
        if (time.toDays() > 0) {
            parts.add(time.toDays() + " d");
        }
        if (time.toHoursPart() > 0) {
            parts.add(time.toHoursPart() + " h");
        }
        if (time.toMinutesPart() > 0) {
            parts.add(time.toMinutesPart() + " min");
        }
        if (time.toSecondsPart() > 0 || parts.isEmpty()) {
            parts.add(time.toSecondsPart() + " s");
        }
        return String.join(" ", parts);
    }
}
