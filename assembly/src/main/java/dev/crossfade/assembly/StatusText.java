package dev.crossfade.assembly;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The page that tells a person where a migration stands and what to do. */
public final class StatusText {

    private static final int WIDTH = 100;
    private static final String INDENT = "         ";

    private StatusText() {}

    public static String of(StatusReport status) {
        Plan plan = status.plan();
        StringBuilder text = new StringBuilder();
        text.append(plan.migration().spec().name())
                .append(": Calico ")
                .append(plan.migration().spec().calico().version())
                .append(" -> Cilium ")
                .append(plan.migration().spec().cilium().version())
                .append("\n\n");
        text.append(String.format(
                Locale.ROOT,
                "Phase %d of %d  %s   %s%n".replace("%n", "\n"),
                status.entry().number(),
                plan.entries().size(),
                status.entry().id(),
                state(status)));
        status.request()
                .ifPresent(request -> text.append("Request  ")
                        .append(request.number())
                        .append("  ")
                        .append(request.address())
                        .append('\n'));
        needs(status.reasons(), text);
        gates(status.gates(), text);
        text.append("\nNEXT     ").append(wrap(status.next())).append("\n\n");
        rest(status, text);
        return PlainText.of(text.toString());
    }

    private static String state(StatusReport status) {
        return status.state() == StatusReport.State.MERGED
                ? "merged; whether its gates hold was not asked: unknown"
                : status.state().id();
    }

    private static void needs(List<Problem> reasons, StringBuilder text) {
        if (reasons.isEmpty()) {
            return;
        }
        text.append("\nNEEDS YOU\n");
        for (int i = 0; i < reasons.size(); i++) {
            Problem reason = reasons.get(i);
            text.append("  ")
                    .append(i + 1)
                    .append(". ")
                    .append(reason.message())
                    .append(" [")
                    .append(reason.code().id())
                    .append("]\n");
            text.append("     ").append(reason.cure()).append('\n');
        }
    }

    private static void gates(List<Gate> gates, StringBuilder text) {
        int width = gates.stream().mapToInt(gate -> gate.id().length()).max().orElse(0);
        if (width > 0) {
            text.append('\n').append(pad("GATE", width)).append("  VERDICT  PASSES WHEN\n");
        }
        for (Gate gate : gates) {
            text.append(pad(gate.id(), width))
                    .append("  unknown  ")
                    .append(gate.passes())
                    .append('\n');
        }
    }

    private static void rest(StatusReport status, StringBuilder text) {
        int done = status.place().merged();
        line(text, "Done     ", status, entry -> entry.step() != null && entry.number() <= done);
        line(text, "Skipped  ", status, entry -> entry.step() == null);
        line(text, "To come  ", status, entry -> entry.step() != null && entry.number() > done);
    }

    private static void line(StringBuilder text, String label, StatusReport status, Predicate<Sequence.Entry> wanted) {
        String ids = status.plan().entries().stream()
                .filter(wanted)
                .map(StatusText::name)
                .collect(Collectors.joining("  "));
        if (!ids.isEmpty()) {
            text.append(label).append(wrap(ids)).append('\n');
        }
    }

    private static String name(Sequence.Entry entry) {
        boolean last = entry.step() != null && entry.step().isPointOfNoReturn();
        return entry.number() + "\u00a0" + entry.id() + (last ? "\u00a0(no\u00a0way\u00a0back)" : "");
    }

    private static String pad(String word, int width) {
        return word + " ".repeat(Math.max(0, width - word.length()));
    }

    /** Lines of a terminal's width; what a no-break space holds together stays on one. */
    private static String wrap(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && INDENT.length() + line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString().stripTrailing());
        return String.join("\n" + INDENT, lines).replace('\u00a0', ' ');
    }
}
