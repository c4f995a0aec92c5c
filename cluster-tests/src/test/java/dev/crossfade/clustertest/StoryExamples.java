package dev.crossfade.clustertest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Examples as they are for a watcher that shall not take days: gates that hold for a second have held for long enough. */
final class StoryExamples {

    /** Changes no effective value: nobody has to look at it. */
    static final String AUTOMATIC = "drop-overlay";

    private StoryExamples() {}

    static List<Example> chosen() {
        return Example.chosen().stream()
                .filter(each -> !each.machines().inPlace())
                .map(each -> hasty(each, Set.of(AUTOMATIC)))
                .toList();
    }

    static Example named(String name) {
        return named(name, Set.of(AUTOMATIC));
    }

    /** @param automatic phases that Crossfade merges by itself */
    static Example named(String name, Set<String> automatic) {
        return hasty(Example.named(name), automatic);
    }

    private static Example hasty(Example example, Set<String> automatic) {
        String soak = example.name().equals("db-schenker") ? "3m" : "5m";
        return example.edited(
                example.title(),
                edits -> edits.replace(
                        "crossfade.yaml",
                        "    soak: " + soak,
                        "    autoMerge: " + new TreeSet<>(automatic) + "\n    soak: 1s"));
    }
}
