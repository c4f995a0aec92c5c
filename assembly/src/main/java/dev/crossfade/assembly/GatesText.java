package dev.crossfade.assembly;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.progress.Verdicts;
import dev.crossfade.core.proof.GateVerdict;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The table of gates on the status page: the worst first, each with what its verdict rests on. */
final class GatesText {

    private static final DateTimeFormatter SINCE =
            DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private GatesText() {}

    static void append(StatusReport.Proofs proofs, StringBuilder text) {
        if (proofs.proven().isPresent()) {
            Verdicts verdicts = proofs.proven().get().verdicts();
            judged(
                    Stream.concat(verdicts.entry().stream(), verdicts.gates().stream())
                            .toList(),
                    text);
        } else {
            unasked(proofs.gates(), text);
        }
    }

    private static void judged(List<GateVerdict> gates, StringBuilder text) {
        int width =
                gates.stream().mapToInt(gate -> gate.gate().id().length()).max().orElse(0);
        String indent = " ".repeat(width + 24);
        text.append('\n').append(StatusText.pad("GATE", width)).append("  VERDICT  SINCE        EVIDENCE\n");
        gates.stream()
                .sorted(Comparator.comparing(GateVerdict::verdict))
                .forEach(gate -> text.append(StatusText.pad(gate.gate().id(), width))
                        .append("  ")
                        .append(StatusText.pad(gate.verdict().id(), 7))
                        .append("  ")
                        .append(SINCE.format(gate.since()))
                        .append("  ")
                        .append(StatusText.wrap(gate.reason(), indent))
                        .append('\n'));
    }

    /** Nobody asked the cluster: what would have to be seen. */
    private static void unasked(List<Gate> gates, StringBuilder text) {
        int width = gates.stream().mapToInt(gate -> gate.id().length()).max().orElse(0);
        if (width > 0) {
            text.append('\n').append(StatusText.pad("GATE", width)).append("  VERDICT  PASSES WHEN\n");
        }
        for (Gate gate : gates) {
            text.append(StatusText.pad(gate.id(), width))
                    .append("  unknown  ")
                    .append(gate.passes())
                    .append('\n');
        }
    }
}
