package dev.crossfade.core.review;

import dev.crossfade.core.gate.Evidence;
import dev.crossfade.core.gate.Need;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proof.GateVerdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one comment of a pull request in which reviewers read what the cluster says of the phase that was merged last. */
public final class EvidenceComment {

    /** Its first line, by which it is found again. */
    public static final String KEY = "<!-- crossfade:evidence -->";

    /** Nobody reads more in a comment, and forges take no text without end. */
    private static final int MOST_ROWS = 60;

    private static final String READ = "<details><summary>What was read</summary>";

    private static final String END = "\n<sub>Last changed ";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Plan plan;
    private final Sequence.Entry entry;
    private final List<GateVerdict> gates;
    private final List<GateVerdict> next;

    /**
     * @param entry the phase that was merged last
     * @param next what the phase after it asks for before it may come
     */
    public EvidenceComment(Plan plan, Sequence.Entry entry, List<GateVerdict> gates, List<GateVerdict> next) {
        this.plan = plan;
        this.entry = entry;
        this.gates = worstFirst(gates);
        this.next = worstFirst(next);
    }

    private static List<GateVerdict> worstFirst(List<GateVerdict> gates) {
        return gates.stream().sorted(Comparator.comparing(GateVerdict::verdict)).toList();
    }

    /**
     * All that does not change while nothing changes.
     *
     * @param commit the one that brought the phase
     */
    public String body(String commit) {
        List<String> parts = new ArrayList<>();
        long passed =
                gates.stream().filter(gate -> gate.verdict() == Verdict.PASSED).count();
        parts.add("### Phase " + entry.number() + " of " + plan.entries().size() + ", " + Markdown.code(entry.id())
                + ": " + passed + " of " + gates.size() + " gates passed");
        parts.add("Merged as " + Markdown.code(commit.substring(0, Math.min(10, commit.length())))
                + ". A phase is proved when every gate has passed; nothing is proposed before.");
        parts.add(table(gates));
        if (!next.isEmpty()) {
            parts.add("Before the next phase may come, besides:");
            parts.add(table(next));
        }
        List<Need> needs = Stream.concat(gates.stream(), next.stream())
                .flatMap(gate -> gate.needs().stream())
                .distinct()
                .toList();
        needs.stream().map(EvidenceComment::need).forEach(parts::add);
        if (needs.stream().anyMatch(need -> !need.commands().isEmpty())) {
            plan.migration().whichCluster().ifPresent(parts::add);
        }
        parts.add(evidence());
        return String.join("\n\n", parts) + "\n";
    }

    /** The whole comment. */
    public static String text(String body, Instant at) {
        return KEY + "\n" + body + END + TIME.format(at) + ". Crossfade edits this comment in place.</sub>\n";
    }

    /**
     * What readers have to be told anew when it changes, of a body or of a comment as it was posted: verdicts, reasons and what
     * somebody has to do; not the values in between, some of which move by themselves.
     */
    public static String substance(String text) {
        String body = text.startsWith(KEY + "\n") ? text.substring(KEY.length() + 1) : text;
        int end = body.indexOf(READ);
        return end < 0 ? body : body.substring(0, end);
    }

    private static String table(List<GateVerdict> gates) {
        return Markdown.table(
                List.of("gate", "verdict", "since", "what it rests on"),
                gates.stream().map(EvidenceComment::row).toList());
    }

    private static String row(GateVerdict gate) {
        String verdict = gate.verdict().id();
        return Markdown.row(
                Markdown.code(gate.gate().id()),
                gate.verdict() == Verdict.PASSED ? verdict : "**" + verdict + "**",
                gate.satisfied() ? TIME.format(gate.since()) : "",
                Markdown.words(gate.reason()));
    }

    private static String need(Need need) {
        List<String> lines = new ArrayList<>(List.of("**Needs somebody:** " + Markdown.words(need.what())));
        if (need.table().size() > 1) {
            lines.add(Markdown.table(
                    need.table().get(0),
                    need.table().stream()
                            .skip(1)
                            .limit(MOST_ROWS)
                            .map(row -> Markdown.row(
                                    row.stream().map(Markdown::words).toArray(String[]::new)))
                            .toList()));
        }
        if (!need.commands().isEmpty()) {
            lines.add(Markdown.block(
                    "sh", need.commands().stream().limit(MOST_ROWS).collect(Collectors.joining("\n"))));
        }
        return String.join("\n\n", lines);
    }

    private String evidence() {
        List<String> rows = new ArrayList<>();
        Stream.concat(gates.stream(), next.stream())
                .forEach(gate ->
                        gate.evidence().stream().map(each -> row(gate, each)).forEach(rows::add));
        String more = rows.size() > MOST_ROWS ? "\n\nand " + (rows.size() - MOST_ROWS) + " more" : "";
        return READ + "\n\n"
                + Markdown.table(
                        List.of("gate", "object", "field", "value"),
                        rows.stream().limit(MOST_ROWS).toList())
                + more + "\n\n</details>";
    }

    private static String row(GateVerdict gate, Evidence evidence) {
        return Markdown.row(
                Markdown.code(gate.gate().id()),
                Markdown.words(evidence.object()),
                evidence.field().isEmpty() ? "" : Markdown.code(evidence.field()),
                evidence.value().isEmpty() ? "" : Markdown.code(evidence.value()));
    }
}
