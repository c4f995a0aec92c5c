package dev.crossfade.assembly;

import dev.crossfade.core.scan.DeclaredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Which objects upstream's files create in a release line of Calico, as src/test/upstream/calico-names.py found them. */
record UpstreamNames(List<Entry> entries) {

    /** The files of each install, by the names that the lists give them. */
    static final List<String> MANIFEST = List.of("calico", "calico-typha", "calico-vxlan", "crds");

    static final List<String> NATIVE_MANIFEST = List.of("calico-v3-crds");
    static final List<String> CANAL = List.of("canal", "crds");
    static final List<String> OPERATOR = List.of(
            "tigera-operator", "custom-resources", "operator-crds", "v1-crds", "chart", "chart-crds", "chart-v1-crds");
    static final List<String> NATIVE_OPERATOR =
            List.of("tigera-operator", "custom-resources", "v3-crds", "chart", "chart-v3-crds");

    /** Beside any install of plain manifests. */
    static final List<String> ADDED = List.of("apiserver", "csi-driver");

    UpstreamNames {
        entries = List.copyOf(entries);
    }

    /** An object, and the files that have it. */
    record Entry(DeclaredObject object, List<String> files) {
        Entry {
            files = List.copyOf(files);
        }

        /** {@code apiVersion Kind [namespace/]name : file...} */
        static Entry parse(String line) {
            String[] sides = line.split(" : ");
            String[] words = sides[0].split(" ");
            String[] place = words[2].split("/");
            return new Entry(
                    new DeclaredObject(
                            "upstream",
                            words[0],
                            words[1],
                            place.length == 2 ? place[0] : "",
                            place[place.length - 1],
                            false),
                    List.of(sides[1].split(" ")));
        }
    }

    static UpstreamNames of(String release) {
        Path list = Story.root().resolve("assembly/src/test/upstream/calico-" + release + ".txt");
        try (Stream<String> lines = Files.lines(list)) {
            return new UpstreamNames(lines.filter(line -> !line.startsWith("#"))
                    .map(Entry::parse)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<DeclaredObject> in(Collection<String> files) {
        return entries.stream()
                .filter(entry -> entry.files().stream().anyMatch(files::contains))
                .map(Entry::object)
                .toList();
    }

    boolean knows(String file) {
        return entries.stream().anyMatch(entry -> entry.files().contains(file));
    }
}
