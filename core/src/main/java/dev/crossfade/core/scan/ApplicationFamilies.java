package dev.crossfade.core.scan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applications that hang together, because one reads the file of the other: one Argo CD runs them. */
final class ApplicationFamilies {

    private final Map<FileUser, List<FileUser>> relatives = new HashMap<>();

    ApplicationFamilies(FileUsers users) {
        for (FileUser child : users.applications()) {
            for (FileUser parent : users.applications(child.file())) {
                relatives.computeIfAbsent(child, key -> new ArrayList<>()).add(parent);
                relatives.computeIfAbsent(parent, key -> new ArrayList<>()).add(child);
            }
        }
    }

    Set<FileUser> of(FileUser first) {
        Set<FileUser> family = new HashSet<>();
        Deque<FileUser> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            FileUser next = open.pop();
            if (family.add(next)) {
                open.addAll(relatives.getOrDefault(next, List.of()));
            }
        }
        return family;
    }
}
