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
    private final FileUsers readers;
    private final Set<Way> gone = new LinkedHashSet<>();
    private final Set<Placement> ours = new LinkedHashSet<>();
    private final Set<Placement> nobodys = new LinkedHashSet<>();

    private Placements(ClusterFiles cluster, FileUsers readers) {
        this.cluster = cluster;
        this.readers = readers;
    }

    /** By the cluster's Applications; where none of them is known to build it, by kustomizations that nobody builds. */
    static List<Placement> of(String path, ClusterFiles cluster, FileUsers readers) {
        Placements placements = new Placements(cluster, readers);
        Placement plain = new Placement("", "");
        readers.applications().stream()
                .filter(reader -> reader.reads(path) && cluster.isOurs(reader))
                .forEach(reader -> placements.ours.add(plain.by(reader)));
        placements.climb(path, path, plain);
        if (!placements.ours.isEmpty()) {
            return List.copyOf(placements.ours);
        }
        if (!placements.nobodys.isEmpty()) {
            return List.copyOf(placements.nobodys);
        }
        // beside a kustomization that does not list it: whoever has that built may have this built by other means
        return readers.applications(path).stream()
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
        for (FileUser reader : readers.all()) {
            if (!reader.isApplication() && (reader.reads(file) || reader.reads(entry))) {
                String kustomization = reader.file();
                Placement outer = placement.within(reader);
                end(kustomization, outer);
                climb(kustomization, Paths.folder(kustomization), outer);
            }
        }
    }

    private void end(String kustomization, Placement placement) {
        readers.applications().stream()
                .filter(reader -> reader.builds(kustomization) && cluster.isOurs(reader))
                .forEach(reader -> ours.add(placement.by(reader)));
        if (!readers.isRead(kustomization)) {
            nobodys.add(placement);
        }
    }
}
