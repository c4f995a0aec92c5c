package dev.crossfade.core.review;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.report.Span;
import dev.crossfade.core.spec.GatesSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold after the merge, for how long, and how long it may take; the commit's own gates first. */
record GateSection(GatesSpec spec, Sequence.Entry entry, List<Gate> gates) {

    private static final List<String> HEADING = List.of("gate", "passes when");

    /** What must hold before the merge; empty where nothing is asked for. */
    Optional<String> entry(List<Gate> before) {
        return before.isEmpty()
                ? Optional.empty()
                : Optional.of("### Merge only while these hold, for "
                        + Span.exact(patience().soak())
                        + "\n\n" + table(before)
                        + "\n\nCrossfade asks the cluster for them before it proposes this, and again until it is merged;"
                        + " `crossfade status` says what it saw.");
    }

    String text() {
        return "### Gate: all of these, for " + Span.exact(patience().soak()) + "; " + limit()
                + "\n\n"
                + table()
                + (spec.windows().isEmpty()
                        ? ""
                        : "\n\nCrossfade proposes and merges in the windows of `spec.gates.windows` alone.");
    }

    /** The gates, each with what it passes by. */
    String table() {
        return table(gates);
    }

    private String table(List<Gate> listed) {
        List<String> rows = new ArrayList<>();
        listed.forEach(gate -> rows.add(Markdown.row(
                Markdown.code(gate.id()), isOwn(gate) ? "yours: " + Markdown.words(gate.passes()) : gate.passes())));
        return Markdown.table(HEADING, rows);
    }

    private String limit() {
        String limit = Span.exact(patience().limit());
        return patience().driven() ? "at most " + limit + " without progress" : "deadline " + limit;
    }

    private Patience patience() {
        return Patience.of(spec, entry);
    }

    /** What a gate of the customer's own asks is the customer's text. */
    private boolean isOwn(Gate gate) {
        return spec.extra().stream().anyMatch(each -> each.name().equals(gate.id()));
    }
}
