package dev.crossfade.clustertest;

import java.util.List;

/** Examples as they are for a watcher that shall not take days: gates that hold for a second have held for long enough. */
final class StoryExamples {

    /** Changes no effective value: nobody has to look at it. */
    static final String AUTOMATIC = "drop-overlay";

    private StoryExamples() {}

    static List<Example> chosen() {
        return Example.chosen().stream()
                .filter(each -> !each.machines().inPlace())
                .map(StoryExamples::hasty)
                .toList();
    }

    static Example named(String name) {
        return hasty(Example.named(name));
    }

    private static Example hasty(Example example) {
        String soak = example.name().equals("db-schenker") ? "3m" : "5m";
        return example.edited(
                example.title(),
                edits -> edits.replace(
                        "crossfade.yaml", "    soak: " + soak, "    autoMerge: [" + AUTOMATIC + "]\n    soak: 1s"));
    }
}
