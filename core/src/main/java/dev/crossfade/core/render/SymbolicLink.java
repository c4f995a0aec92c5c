package dev.crossfade.core.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A symbolic link that leads to another place of the repository.
 *
 * @param path the link's own
 * @param target the file or folder that it leads to, through further links; empty for the repository's root
 */
public record SymbolicLink(String path, String target) {

    /** As many as Linux follows (path_resolution(7)). */
    private static final int FOLLOWED = 40;

    /** Without those that leave the repository, which Argo CD refuses (argo-cd util/app/path/path.go), and those that go round. */
    public static List<SymbolicLink> of(Tree tree) {
        Map<String, String> links = tree.links();
        return links.keySet().stream()
                .flatMap(path -> target(path, links).map(target -> new SymbolicLink(path, target)).stream())
                .toList();
    }

    /** True where the link leads to the file, or to a folder above it. */
    public boolean leadsTo(String file) {
        return target.isEmpty() || file.equals(target) || file.startsWith(target + "/");
    }

    /**
     * What a path comes to, through the links that are part of it; nothing where one leads out of the repository, or round.
     *
     * @param links what is written in each
     */
    public static Optional<String> target(String link, Map<String, String> links) {
        Deque<String> open = new ArrayDeque<>(List.of(link.split("/", -1)));
        List<String> steps = new ArrayList<>();
        int followed = 0;
        while (!open.isEmpty()) {
            String step = open.pop();
            if (step.equals("..") && steps.isEmpty()) {
                return Optional.empty();
            } else if (step.equals("..")) {
                steps.remove(steps.size() - 1);
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
            String written = links.get(String.join("/", steps));
            if (written != null) {
                followed++;
                if (written.startsWith("/") || followed > FOLLOWED) {
                    return Optional.empty();
                }
                steps.remove(steps.size() - 1);
                open = new ArrayDeque<>(Stream.concat(Stream.of(written.split("/", -1)), open.stream())
                        .toList());
            }
        }
        return Optional.of(String.join("/", steps));
    }
}
