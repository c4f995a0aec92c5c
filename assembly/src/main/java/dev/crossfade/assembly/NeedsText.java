package dev.crossfade.assembly;

import java.util.List;
import java.util.Optional;

/** What a person has to do, numbered, each with the commands that do it. */
final class NeedsText {

    private static final String INDENT = "     ";

    /** What is left out is in the JSON, and comes up as the first are done. */
    private static final int SHOWN = 10;

    private NeedsText() {}

    /** @param which which cluster commands are for, where there are two */
    static void append(Needs needs, Optional<String> which, Page page) {
        if (needs.items().isEmpty()) {
            return;
        }
        page.blank().line("NEEDS YOU");
        int number = 1;
        for (Needs.Item item : needs.items()) {
            String label = "  " + number++ + ". ";
            if (item.problem().isPresent()) {
                // on a line each, as errors are: what stands in them is looked for
                page.line(label + item.need().what());
            } else {
                page.line(label + page.wrap(page.reason(item.need().what()), INDENT));
            }
            table(item.need().table(), page);
            item.need().commands().stream().limit(SHOWN).forEach(command -> page.line(INDENT + command));
            int more = item.need().commands().size() - SHOWN;
            if (more > 0) {
                page.line(INDENT + "and " + more + " more: crossfade status -o json lists them");
            }
        }
        if (needs.items().stream().anyMatch(item -> !item.need().commands().isEmpty())) {
            which.ifPresent(words -> page.line("  " + page.wrap(words, "  ")));
        }
    }

    private static void table(List<List<String>> rows, Page page) {
        page.table(
                INDENT + "  ",
                rows.stream()
                        .limit(SHOWN + 1L)
                        .map(row -> row.stream().map(page::reason).toList())
                        .toList());
    }
}
