package dev.crossfade.core.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The git generators of an ApplicationSet that read this repository, nested ones included. */
final class GitGenerators {

    /** One entry of {@code directories} or {@code files}. */
    private record Entry(TemplatedPath path, boolean exclude) {}

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
                all.add(new Git(entries(git.get("directories")), entries(git.get("files"))));
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
     * True where some generator makes an Application for this folder: by itself, or by a file in it.
     *
     * @param path a file that is there, or will be
     */
    boolean cover(String folder, String path, Set<String> files) {
        return all.stream()
                .anyMatch(git -> covers(git.directories(), folder)
                        || Stream.concat(files.stream(), Stream.of(path))
                                .anyMatch(file -> parent(file).equals(folder) && covers(git.files(), file)));
    }

    /** True where some generator takes parameters from this file. */
    boolean take(String file) {
        return all.stream().anyMatch(git -> covers(git.files(), file));
    }

    /** An exclusion wins wherever it stands (argo-cd applicationset/generators/git.go, filterApps). */
    private static boolean covers(List<Entry> entries, String path) {
        return entries.stream()
                        .anyMatch(entry -> !entry.exclude() && entry.path().matches(path))
                && entries.stream()
                        .noneMatch(entry -> entry.exclude() && entry.path().matches(path));
    }

    private static List<Entry> entries(@Nullable Object list) {
        List<Entry> entries = new ArrayList<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> entry && entry.get("path") != null) {
                    boolean exclude = Boolean.TRUE.equals(entry.get("exclude"));
                    entries.add(new Entry(TemplatedPath.glob(String.valueOf(entry.get("path"))), exclude));
                }
            }
        }
        return entries;
    }

    static String parent(String file) {
        return file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "";
    }
}
