package dev.crossfade.core.syncwindow;

import dev.crossfade.core.observation.Content;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a window names an Application by.
 *
 * @param clusters address and name of its destination, those that it has
 */
public record WindowTarget(String application, List<String> clusters, String namespace) {

    public WindowTarget {
        clusters = List.copyOf(clusters);
    }

    /** @param spec of the Application */
    public static WindowTarget of(String name, Content spec) {
        return new WindowTarget(
                name,
                Stream.of("server", "name")
                        .flatMap(key -> spec.text("destination", key).stream())
                        .filter(each -> !each.isEmpty())
                        .toList(),
                spec.text("destination", "namespace").orElse(""));
    }

    /** By any of the three lists that it has, or with andOperator by each of them (SyncWindows.Matches). */
    boolean isIn(Content window) {
        List<Boolean> matches = Stream.of(
                        matches(window, "applications", List.of(application)),
                        matches(window, "clusters", clusters),
                        matches(window, "namespaces", List.of(namespace)))
                .flatMap(List::stream)
                .toList();
        return window.isTrue("andOperator")
                ? !matches.isEmpty() && matches.stream().allMatch(each -> each)
                : matches.stream().anyMatch(each -> each);
    }

    /** Nothing where the window has no such list. */
    private static List<Boolean> matches(Content window, String list, List<String> values) {
        List<String> globs =
                window.items(list).stream().map(glob -> glob.text().orElse("")).toList();
        return globs.isEmpty()
                ? List.of()
                : List.of(globs.stream()
                        .anyMatch(glob -> values.stream().anyMatch(value -> Glob.matches(glob, value))));
    }
}
