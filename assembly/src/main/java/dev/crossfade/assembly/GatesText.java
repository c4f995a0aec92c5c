package dev.crossfade.assembly;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.proof.GateVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The tables of gates on the status page: the worst first, each with what its verdict rests on. */
final class GatesText {

    private static final String GATE = "GATE";
    private static final String ENTRY = "ENTRY GATE";
    private static final int VERDICT = 7;

    /** How the reason of a gate ends that holds, but not for long enough yet. */
    private static final String SOAK = "must hold until ";

    private final Needs needs;
    private final Page page;

    private GatesText(Needs needs, Page page) {
        this.needs = needs;
        this.page = page;
    }

    static void append(StatusReport.Proofs proofs, Needs needs, Page page) {
        GatesText text = new GatesText(needs, page);
        proofs.proven()
                .ifPresentOrElse(
                        proven -> text.judged(proven.gates(), proven.verdicts().entry()),
                        () -> text.unasked(proofs.gates(), proofs.entryGates()));
    }

    private void judged(List<GateVerdict> gates, List<GateVerdict> entry) {
        int name = width(Stream.concat(gates.stream(), entry.stream()).map(GateVerdict::gate), !entry.isEmpty());
        int since = Stream.concat(gates.stream(), entry.stream())
                .mapToInt(gate -> page.time(gate.since()).length())
                .max()
                .orElse(0);
        judged(GATE, gates, name, since);
        judged(ENTRY, entry, name, since);
    }

    private void judged(String heading, List<GateVerdict> gates, int name, int since) {
        if (gates.isEmpty()) {
            return;
        }
        page.blank();
        row(heading, "VERDICT", "SINCE", "EVIDENCE", name, since);
        gates.stream()
                .sorted(Comparator.comparing(GateVerdict::verdict).thenComparing(GateVerdict::satisfied))
                .forEach(gate -> row(
                        gate.gate().id(), gate.verdict().id(), page.time(gate.since()), evidence(gate), name, since));
    }

    private void row(String id, String verdict, String since, String evidence, int name, int time) {
        String cells = Page.pad(id, name) + "  " + Page.pad(verdict, VERDICT) + "  "
                + Page.pad(since, Math.max(time, 5)) + "  ";
        page.line(cells + page.wrap(evidence, " ".repeat(cells.length())));
    }

    /** The figures; the names stand where somebody has to do something about them. */
    private String evidence(GateVerdict gate) {
        OptionalInt number = gate.verdict() == Verdict.PASSED
                ? OptionalInt.empty()
                : needs.number(gate.gate().id());
        if (number.isEmpty()) {
            return page.reason(gate.satisfied() ? shortened(gate.reason()) : gate.reason());
        }
        String reason = gate.reason();
        int end = Stream.of("; ", ": ")
                .mapToInt(reason::indexOf)
                .filter(at -> at > 0)
                .min()
                .orElse(reason.length());
        return page.reason(reason.substring(0, end)) + ": see " + number.getAsInt();
    }

    /** Of what holds, one clause stands for many; the JSON has them all. */
    private static String shortened(String reason) {
        List<String> clauses = new ArrayList<>(List.of(reason.split("; ", -1)));
        String last = clauses.get(clauses.size() - 1);
        String soak = last.startsWith(SOAK) ? "; " + clauses.remove(clauses.size() - 1) : "";
        int more = clauses.size() - 2;
        return (more > 0 ? clauses.get(0) + "; " + (more + 1) + " more like it" : String.join("; ", clauses)) + soak;
    }

    /** Nobody asked the cluster: what would have to be seen. */
    private void unasked(List<Gate> gates, List<Gate> entry) {
        int name = width(Stream.concat(gates.stream(), entry.stream()), !entry.isEmpty());
        unasked(GATE, gates, name);
        unasked(ENTRY, entry, name);
    }

    private void unasked(String heading, List<Gate> gates, int name) {
        if (gates.isEmpty()) {
            return;
        }
        String indent = " ".repeat(name + VERDICT + 4);
        page.blank().line(Page.pad(heading, name) + "  VERDICT  PASSES WHEN");
        gates.forEach(gate -> page.line(Page.pad(gate.id(), name) + "  unknown  " + page.wrap(gate.passes(), indent)));
    }

    private static int width(Stream<Gate> gates, boolean withEntry) {
        return gates.mapToInt(gate -> gate.id().length()).reduce(withEntry ? ENTRY.length() : GATE.length(), Math::max);
    }
}
