package dev.crossfade.assembly;

import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.progress.Census;
import dev.crossfade.core.progress.Headway;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.spec.NodesSpec;
import java.util.function.Function;

/** How far nodes and pods have come, in a line each; what was not read is said as not read. */
record HeadwayText(StatusReport status, Headway headway, Page page) {

    void append(int column) {
        page.labelled("Nodes", column, words(headway.census().nodes(), this::nodes));
        page.labelled("Pods", column, words(headway.census().pods(), this::pods));
        headway.exposure()
                .ifPresent(exposure -> page.labelled(
                        "Exposed",
                        column,
                        "no network policy enforced since " + page.date(exposure.since()) + " (phase "
                                + exposure.from().number() + "), until phase "
                                + exposure.until().number()));
    }

    private static <T> String words(Reading<T> reading, Function<T, String> words) {
        return reading instanceof Reading.Unread<T> unread
                ? "not read: " + unread.why()
                : reading.got().map(words).orElseThrow();
    }

    private String nodes(Census.Nodes nodes) {
        int rest = nodes.all() - nodes.moved();
        String wave = headway.wave()
                .map(each -> "; wave " + each.number() + " of " + each.of() + " (" + each.name() + ") "
                        + (each.through() ? "is through" : "is under way")
                        + (each.number() < each.of() ? ", wave " + (each.number() + 1) + " waits" : ""))
                .orElse("");
        return nodes.moved() + " of " + nodes.all() + " on Cilium"
                + (nodes.moved() > 0 && rest > 0 ? ", " + rest + " to go" : "") + wave;
    }

    private String pods(Census.Pods pods) {
        String move = status.plan().migration().spec().nodes().strategy() == NodesSpec.Strategy.IN_PLACE
                ? "moved"
                : "replaced";
        return pods.moved() + " of " + pods.all() + " on Cilium"
                + (pods.toMove() > 0 ? ", " + pods.toMove() + " on nodes still to be " + move : "")
                + (pods.left().isEmpty() ? "" : ", " + pods.left().size() + " LEFT BEHIND");
    }
}
