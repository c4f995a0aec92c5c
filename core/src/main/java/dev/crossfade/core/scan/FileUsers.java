package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.KustomizationFile;
import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.spec.ApplicationRef;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who in a repository reads which file: Argo CD Applications by their folders and values files, kustomizations by their
 * lists. Applications that an ApplicationSet generates are not among them ({@link ApplicationSet}).
 */
public final class FileUsers {

    private final List<FileUser> all;

    /** Whom each file was asked for already: every check asks for the same few. */
    private final Map<String, Set<FileUser>> appliers = new HashMap<>();

    private FileUsers(List<FileUser> all) {
        this.all = List.copyOf(all);
    }

    static FileUsers of(List<FileUser> users) {
        return new FileUsers(users);
    }

    /** These, and an Application that others know where these do not. */
    FileUsers with(FileUsers others, ApplicationRef wanted) {
        Predicate<FileUser> isWanted = user -> user.isApplication()
                && user.name().equals(wanted.name())
                && user.file().equals(wanted.file());
        if (all.stream().anyMatch(isWanted)) {
            return this;
        }
        return new FileUsers(Stream.concat(all.stream(), others.all.stream().filter(isWanted))
                .toList());
    }

    List<FileUser> all() {
        return all;
    }

    public List<FileUser> applications() {
        return all.stream().filter(FileUser::isApplication).toList();
    }

    /** The Applications by whose sync a file reaches a cluster, through kustomizations, too. */
    public Set<FileUser> applications(String path) {
        return appliers.computeIfAbsent(path, this::findApplications);
    }

    private Set<FileUser> findApplications(String path) {
        Set<FileUser> found = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(path));
        if (KustomizationFile.is(path)) {
            open.add(Paths.folder(path));
        }
        while (!open.isEmpty()) {
            String next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            for (FileUser user : all) {
                boolean reads = user.reads(next) || user.renders(next);
                if (reads && user.isApplication()) {
                    found.add(user);
                } else if (reads) {
                    open.push(user.file());
                    open.push(Paths.folder(user.file()));
                }
            }
        }
        return Collections.unmodifiableSet(found);
    }

    /** The Applications that read a file or build a kustomization through which it is built, and kustomizations that nobody builds. */
    public Set<FileUser> ends(String path) {
        Set<String> kustomizations = kustomizations(path);
        return all.stream()
                .filter(user -> user.isApplication()
                        ? user.reads(path) || kustomizations.stream().anyMatch(user::builds)
                        : kustomizations.contains(user.file()) && !path.equals(user.file()) && !isRead(user.file()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The kustomizations through which a file is built, the innermost first: those that list it, and those that list their folders. */
    public Set<String> kustomizations(String path) {
        Set<String> found = new LinkedHashSet<>(KustomizationFile.is(path) ? List.of(path) : List.of());
        Deque<String> open = new ArrayDeque<>(found.isEmpty() ? List.of(path) : List.of(path, Paths.folder(path)));
        while (!open.isEmpty()) {
            String next = open.pop();
            for (FileUser user : all) {
                if (!user.isApplication() && user.reads(next) && found.add(user.file())) {
                    open.push(user.file());
                    open.push(Paths.folder(user.file()));
                }
            }
        }
        return found;
    }

    /** The files among these and below kustomizations in these folders, those of further kustomizations included. */
    Set<String> built(List<String> entries, Set<String> files) {
        Set<String> built = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(entries);
        while (!open.isEmpty()) {
            String next = open.pop();
            if (files.contains(next)) {
                built.add(next);
            }
            all.stream()
                    .filter(user ->
                            !user.isApplication() && Paths.folder(user.file()).equals(next))
                    .filter(user -> built.add(user.file()))
                    .forEach(user -> user.files().forEach(open::push));
        }
        return built;
    }

    /** True where somebody builds the kustomization, or lists it. */
    boolean isRead(String kustomization) {
        return all.stream()
                .anyMatch(user -> user.reads(kustomization)
                        || user.renders(kustomization)
                        || user.reads(Paths.folder(kustomization)));
    }

    /** Everybody that reads this file. */
    public List<FileUser> of(String path) {
        return all.stream().filter(user -> user.reads(path)).toList();
    }
}
