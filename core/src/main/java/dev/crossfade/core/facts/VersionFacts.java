package dev.crossfade.core.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which releases Crossfade has facts about, which of them are maintained, and which have holes. */
public final class VersionFacts {

    private static final FactTable TABLE = FactTable.read("versions.yaml");

    private VersionFacts() {}

    /**
     * Minor releases of a project.
     *
     * @param key where crossfade.yaml names the release
     * @param maintained the first that still gets fixes
     */
    public record Range(String project, String key, Release oldest, Release maintained, Release newest) {

        public boolean holds(Release release) {
            return release.compareTo(oldest) >= 0 && release.compareTo(newest) <= 0;
        }

        /** Every release, oldest first. */
        public List<String> releases() {
            return IntStream.rangeClosed(oldest.minor(), newest.minor())
                    .mapToObj(minor -> new Release(oldest.major(), minor).toString())
                    .toList();
        }

        @Override
        public String toString() {
            return oldest + " to " + newest;
        }
    }

    /**
     * A known weakness of some releases of Cilium.
     *
     * @param fixed the first release without it
     */
    public record Hole(String name, String effect, String fixed) {}

    public static Range of(String project) {
        return TABLE.rows("ranges").stream()
                .filter(row -> project.equals(row.get("project")))
                .map(row -> new Range(
                        project,
                        text(row, "key"),
                        Release.of(text(row, "oldest")),
                        Release.of(text(row, "maintained")),
                        Release.of(text(row, "newest"))))
                .findFirst()
                .orElseThrow();
    }

    /** The hole that a release of Cilium has in a cluster with a name of its own. */
    public static Optional<Hole> holeOfNamedCluster(String version) {
        return TABLE.rows("holesOfNamedClusters").stream()
                .filter(row -> isWithin(version, text(row, "from"), text(row, "fixed")))
                .map(row -> new Hole(text(row, "name"), text(row, "effect"), text(row, "fixed")))
                .findFirst();
    }

    /** The connectivity probe's image, where crossfade.yaml names none. */
    public static String probeImage() {
        return TABLE.text("probeImage");
    }

    /** True from one patch level on and below another of the same minor release. */
    private static boolean isWithin(String version, String from, String fixed) {
        return Release.of(version).equals(Release.of(from))
                && patch(version) >= patch(from)
                && patch(version) < patch(fixed);
    }

    private static int patch(String version) {
        return Integer.parseInt(version.split("\\.", -1)[2]);
    }

    private static String text(Map<String, Object> row, String column) {
        return String.valueOf(row.get(column));
    }
}
