package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.Paths;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Follows a file through the kustomizations that build it, to the Applications of one cluster. */
final class Placements {

    /** Which way was gone already, as kustomizations may meet again, or list one another. */
    private record Way(String file, Placement placement) {}

    private final ClusterFiles cluster;
    private final FileUsers users;
    private final Set<Way> gone = new LinkedHashSet<>();
    private final Set<Placement> ours = new LinkedHashSet<>();
    private final Set<Placement> nobodys = new LinkedHashSet<>();

    private Placements(ClusterFiles cluster, FileUsers users) {
        this.cluster = cluster;
        this.users = users;
    }

    /** By the cluster's Applications; where none of them is known to build it, by kustomizations that nobody builds. */
    static List<Placement> of(String path, ClusterFiles cluster, FileUsers users) {
        Placements placements = new Placements(cluster, users);
        Placement plain = new Placement("", "");
        users.applications().stream()
                .filter(user -> user.reads(path) && cluster.isOurs(user))
                .forEach(user -> placements.ours.add(plain.by(user)));
        placements.climb(path, path, plain);
        if (!placements.ours.isEmpty()) {
            return List.copyOf(placements.ours);
        }
        if (!placements.nobodys.isEmpty()) {
            return List.copyOf(placements.nobodys);
        }
        // beside a kustomization that does not list it: whoever has that built may have this built by other means
        return users.applications(path).stream()
                .filter(cluster::isOurs)
                .findFirst()
                .map(plain::by)
                .map(List::of)
                .orElse(List.of(plain));
    }

    /** @param entry the file, or the folder of the kustomization, as another one may list it */
    private void climb(String file, String entry, Placement placement) {
        if (!gone.add(new Way(file, placement))) {
            return;
        }
        for (FileUser user : users.all()) {
            if (!user.isApplication() && (user.reads(file) || user.reads(entry))) {
                String kustomization = user.file();
                Placement outer = placement.within(user);
                end(kustomization, outer);
                climb(kustomization, Paths.folder(kustomization), outer);
            }
        }
    }

    private void end(String kustomization, Placement placement) {
        users.applications().stream()
                .filter(user -> user.builds(kustomization) && cluster.isOurs(user))
                .flatMap(user -> placement.by(user, kustomization))
                .forEach(ours::add);
        if (!users.isRead(kustomization)) {
            nobodys.add(placement);
        }
    }
}
