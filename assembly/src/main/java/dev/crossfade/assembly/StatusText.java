package dev.crossfade.assembly;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.progress.Proving;
import dev.crossfade.core.progress.StatusReport;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The page that tells a person where a migration stands and what to do. */
public final class StatusText {

    /** Digits of a commit's id that people read. */
    private static final int SHOWN = 7;

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

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
                .append(plan.migration().spec().cilium().version());
        status.proofs().proven().ifPresent(proven -> text.append("   as of ").append(TIME.format(proven.at())));
        text.append("\n\n");
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
        new NeedsText(status).append(text);
        GatesText.append(status.proofs(), text);
        text.append("\nNEXT     ").append(wrap(status.next())).append("\n\n");
        rest(status, text);
        return PlainText.of(text.toString());
    }

    private static String state(StatusReport status) {
        if (status.proofs().proven().isEmpty()) {
            return status.state() == StatusReport.State.MERGED
                    ? "merged; whether its gates hold was not asked: unknown"
                    : status.state().id();
        }
        Proving.Proven proven = status.proofs().proven().get();
        return status.state().id() + ", " + proven.verdict().id() + "   "
                + proven.entry().id() + " merged "
                + TIME.format(proven.merge().time()) + " ("
                + proven.merge().commit().substring(0, SHOWN) + ")";
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

    static String pad(String word, int width) {
        return word + " ".repeat(Math.max(0, width - word.length()));
    }

    /** Lines of a terminal's width; what a no-break space holds together stays on one. */
    private static String wrap(String text) {
        return wrap(text, INDENT);
    }

    /** @param indent what stands before each line but the first */
    static String wrap(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && indent.length() + line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString().stripTrailing());
        return String.join("\n" + indent, lines).replace('\u00a0', ' ');
    }
}
