package dev.crossfade.assembly;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import java.util.Locale;
import java.util.Optional;

/** A plan as people read it in a terminal: one line a phase, then what to do next. */
public final class PlanText {

    private PlanText() {}

    public static String of(Preview preview) {
        StringBuilder text = new StringBuilder();
        int width = preview.plan().entries().stream()
                .mapToInt(entry -> entry.id().length())
                .max()
                .orElse(0);
        String migration = preview.plan().migration().spec().name();
        text.append(migration)
                .append(": Calico ")
                .append(preview.plan().migration().spec().calico().version())
                .append(" -> Cilium ")
                .append(preview.plan().migration().spec().cilium().version())
                .append(", plan ")
                .append(preview.plan().digest())
                .append("\n\n");
        boolean written = !preview.ids().isEmpty();
        text.append(row(width, written, " #", "PHASE", "COMMIT", "UNDO", "FILES", "WHAT IT DOES"));
        for (Sequence.Entry entry : preview.plan().entries()) {
            text.append(entry(width, written, entry, preview));
        }
        return PlainText.of(text.toString());
    }

    private static String entry(int width, boolean written, Sequence.Entry entry, Preview preview) {
        String number = String.format(Locale.ROOT, "%2d", entry.number());
        Step step = entry.step();
        if (step == null) {
            return row(width, written, number, entry.id(), "-", "-", "-", "skipped: " + entry.skipped());
        }
        Optional<PlannedCommit> commit = preview.commit(entry.id());
        String id =
                commit.flatMap(preview::id).map(full -> full.substring(0, 7)).orElse("-");
        String files = commit.map(
                        planned -> String.valueOf(planned.changes().files().size()))
                .orElse("-");
        String what = step.title()
                + (step.isPointOfNoReturn() ? " [POINT OF NO RETURN]" : "")
                + (commit.isEmpty() ? " [merged]" : "");
        return row(width, written, number, entry.id(), id, step.undo().id(), files, what);
    }

    private static String row(
            int width,
            boolean written,
            String number,
            String id,
            String commit,
            String undo,
            String files,
            String what) {
        String line = String.format(
                Locale.ROOT,
                "%s  %-" + width + "s  %s%-8s  %5s  %s",
                number,
                id,
                written ? String.format(Locale.ROOT, "%-7s  ", commit) : "",
                undo,
                files,
                what);
        return line.stripTrailing() + "\n";
    }

    /** What a person does after {@code generate}. */
    public static String next(Preview preview) {
        String base = preview.plan().migration().spec().git().branch();
        return preview.commits().size() + " commits on branch " + preview.branch() + ", on top of " + base + ".\n"
                + "It is a preview and not meant to be merged. Look at it phase by phase:\n"
                + "  git log -p --reverse " + base + ".." + preview.branch() + "\n";
    }
}
