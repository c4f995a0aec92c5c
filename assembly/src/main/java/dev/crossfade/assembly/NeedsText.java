package dev.crossfade.assembly;

import dev.crossfade.core.gate.Need;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a person has to do, numbered: what Git and forge say first, then what the cluster says. */
final class NeedsText {

    private static final String INDENT = "     ";

    private final StatusReport status;

    NeedsText(StatusReport status) {
        this.status = status;
    }

    void append(StringBuilder text) {
        List<String> items = new ArrayList<>();
        List<GateVerdict> gates = status.proofs()
                .proven()
                .map(proven -> Stream.concat(proven.gates().stream(), proven.verdicts().entry().stream())
                        .filter(gate -> gate.needs().isPresent())
                        .toList())
                .orElse(List.of());
        status.reasons().stream()
                .filter(reason -> gates.stream().noneMatch(gate -> gate.reason().equals(reason.message())))
                .map(NeedsText::problem)
                .forEach(items::add);
        gates.stream().map(NeedsText::need).distinct().forEach(items::add);
        if (items.isEmpty()) {
            return;
        }
        text.append("\nNEEDS YOU\n");
        for (int i = 0; i < items.size(); i++) {
            text.append("  ").append(i + 1).append(". ").append(items.get(i));
        }
    }

    /** On a line each, as errors are: what stands in them is looked for. */
    private static String problem(Problem reason) {
        return reason.message() + " [" + reason.code().id() + "]\n" + INDENT + reason.cure() + "\n";
    }

    private static String need(GateVerdict gate) {
        Need need = gate.needs().orElseThrow();
        StringBuilder text = new StringBuilder(StatusText.wrap(gate.gate().id() + ": " + need.what(), INDENT));
        text.append('\n');
        table(need.table(), text);
        need.commands().forEach(command -> text.append(INDENT).append(command).append('\n'));
        return text.toString();
    }

    private static void table(List<List<String>> rows, StringBuilder text) {
        if (rows.isEmpty()) {
            return;
        }
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(INDENT + "  ");
            for (int i = 0; i < columns; i++) {
                line.append(StatusText.pad(row.get(i), widths[i])).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
