package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The git generators of an ApplicationSet that read this repository, nested ones included. */
final class GitGenerators {

    /**
     * One entry of {@code directories} or {@code files}.
     *
     * @param readings more than one where a setting of the controller's decides how it is read
     */
    private record Entry(List<TemplatedPath> readings, boolean exclude) {

        boolean mayMatch(String path) {
            return readings.stream().anyMatch(reading -> reading.matches(path));
        }

        boolean matches(String path) {
            return readings.stream().allMatch(reading -> reading.known() && reading.matches(path));
        }
    }

    /** One generator. */
    private record Git(List<Entry> directories, List<Entry> files) {}

    private final List<Git> all = new ArrayList<>();

    /** @param ours whether an address may be that of this repository */
    GitGenerators(@Nullable Object generators, Predicate<String> ours) {
        collect(generators, ours);
    }

    private void collect(@Nullable Object generators, Predicate<String> ours) {
        if (!(generators instanceof List<?> list)) {
            return;
        }
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> generator)) {
                continue;
            }
            if (generator.get("git") instanceof Map<?, ?> git && ours.test(String.valueOf(git.get("repoURL")))) {
                all.add(new Git(
                        entries(git.get("directories"), List.of(Glob.FOLDERS)),
                        entries(git.get("files"), List.of(Glob.GREEDY, Glob.STRICT))));
            }
            for (String nested : List.of("matrix", "merge")) {
                if (generator.get(nested) instanceof Map<?, ?> outer) {
                    collect(outer.get("generators"), ours);
                }
            }
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Whether some generator makes an Application for this folder, by itself or by a file in it: true for certain, false
     * for perhaps.
     *
     * @param path a file that is there, or will be
     */
    Optional<Boolean> cover(String folder, String path, Set<String> files) {
        return all.stream()
                .flatMap(git -> Stream.concat(
                        covers(git.directories(), folder).stream(),
                        Stream.concat(files.stream(), Stream.of(path))
                                .filter(file -> Paths.folder(file).equals(folder))
                                .flatMap(file -> covers(git.files(), file).stream())))
                .reduce(Boolean::logicalOr);
    }

    /** True where the directories of some generator hold this folder for certain, and could exclude it. */
    boolean find(String folder) {
        return all.stream().anyMatch(git -> covers(git.directories(), folder).equals(Optional.of(true)));
    }

    /** True where some generator takes parameters from this file, or may. */
    boolean take(String file) {
        return all.stream().anyMatch(git -> covers(git.files(), file).isPresent());
    }

    /** An exclusion wins wherever it stands (argo-cd applicationset/generators/git.go, filterApps). */
    private static Optional<Boolean> covers(List<Entry> entries, String path) {
        List<Entry> excluding = entries.stream()
                .filter(entry -> entry.exclude() && entry.mayMatch(path))
                .toList();
        if (excluding.stream().anyMatch(entry -> entry.matches(path))) {
            return Optional.empty();
        }
        return entries.stream()
                .filter(entry -> !entry.exclude() && entry.mayMatch(path))
                .map(entry -> excluding.isEmpty() && entry.matches(path))
                .reduce(Boolean::logicalOr);
    }

    private static List<Entry> entries(@Nullable Object list, List<Glob> globs) {
        List<Entry> entries = new ArrayList<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> entry && entry.get("path") != null) {
                    boolean exclude = Boolean.TRUE.equals(entry.get("exclude"));
                    String path = String.valueOf(entry.get("path"));
                    entries.add(new Entry(
                            globs.stream()
                                    .map(glob -> TemplatedPath.glob(path, glob))
                                    .toList(),
                            exclude));
                }
            }
        }
        return entries;
    }
}
