package dev.crossfade.assembly;

import dev.crossfade.core.review.ObjectDifference;
import dev.crossfade.core.review.PhaseDifference;
import java.util.List;
import java.util.Optional;

/** What a phase changes in the cluster, as people read it in a terminal. */
public final class DifferenceText {

    private DifferenceText() {}

    /** @param difference nothing where every phase is merged */
    public static String of(Optional<PhaseDifference> difference) {
        return difference.map(DifferenceText::text).orElse("Every phase is merged; there is nothing to show.\n");
    }

    private static String text(PhaseDifference difference) {
        StringBuilder text = new StringBuilder();
        text.append(difference.commit().message().lines().findFirst().orElseThrow())
                .append(" (")
                .append(difference.commit().entry().number())
                .append('/')
                .append(difference.plan().entries().size())
                .append(' ')
                .append(difference.commit().entry().id())
                .append(")\n\n")
                .append("Git:   ")
                .append(counts(difference.git()))
                .append("\nChart: ")
                .append(difference
                        .notRendered()
                        .map(reason -> "not rendered: " + reason)
                        .orElseGet(() -> counts(difference.chart())))
                .append('\n');
        if (!difference.files().isEmpty()) {
            text.append("Other files: ")
                    .append(String.join(", ", difference.files()))
                    .append('\n');
        }
        append(text, "In Git", difference.git());
        append(text, "From the chart", difference.chart());
        return PlainText.of(text.toString());
    }

    private static void append(StringBuilder text, String title, List<ObjectDifference> objects) {
        if (!objects.isEmpty()) {
            text.append("\n# ").append(title).append('\n');
            objects.forEach(object -> text.append('\n').append(object.text()));
        }
    }

    private static String counts(List<ObjectDifference> objects) {
        return objects.isEmpty()
                ? "no object changes"
                : count(objects, "added") + " objects added, " + count(objects, "changed") + " changed, "
                        + count(objects, "removed") + " removed";
    }

    static long count(List<ObjectDifference> objects, String change) {
        return objects.stream().filter(object -> object.change().equals(change)).count();
    }
}
