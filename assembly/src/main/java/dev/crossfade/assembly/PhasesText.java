package dev.crossfade.assembly;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.progress.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The phases that are merged, skipped and to come; commits of one row that follow each other are one word. */
record PhasesText(StatusReport status, Page page) {

    void append(int column) {
        int done = status.place().merged();
        line("Done", column, entry -> entry.step() != null && entry.number() <= done);
        line("Skipped", column, entry -> entry.step() == null);
        line("To come", column, entry -> entry.step() != null && entry.number() > done);
    }

    private void line(String label, int column, Predicate<Sequence.Entry> wanted) {
        String ids = runs(status.plan().entries().stream().filter(wanted).toList()).stream()
                .map(PhasesText::name)
                .collect(Collectors.joining("\u00a0 "));
        if (!ids.isEmpty()) {
            page.labelled(label, column, ids);
        }
    }

    private static List<List<Sequence.Entry>> runs(List<Sequence.Entry> entries) {
        List<List<Sequence.Entry>> runs = new ArrayList<>();
        for (Sequence.Entry entry : entries) {
            List<Sequence.Entry> last = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
            boolean same = !last.isEmpty() && isExtra(entry) && isExtra(last.get(0)) && follows(last, entry);
            if (same) {
                last.add(entry);
            } else {
                runs.add(new ArrayList<>(List.of(entry)));
            }
        }
        return runs;
    }

    private static boolean follows(List<Sequence.Entry> run, Sequence.Entry entry) {
        Sequence.Entry last = run.get(run.size() - 1);
        return last.phase().id().equals(entry.phase().id()) && last.number() + 1 == entry.number();
    }

    private static boolean isExtra(Sequence.Entry entry) {
        return !entry.id().equals(entry.phase().id());
    }

    private static String name(List<Sequence.Entry> run) {
        Sequence.Entry first = run.get(0);
        if (run.size() > 1) {
            return first.number() + "-" + run.get(run.size() - 1).number() + "\u00a0"
                    + first.phase().id() + "-*";
        }
        boolean last = first.step() != null && first.step().isPointOfNoReturn();
        return first.number() + "\u00a0" + first.id() + (last ? "\u00a0(no\u00a0way\u00a0back)" : "");
    }
}
