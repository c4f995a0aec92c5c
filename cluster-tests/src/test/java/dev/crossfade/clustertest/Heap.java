package dev.crossfade.clustertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another JVM, as its own log of collections has it: to ask for one would hold up what is measured. */
final class Heap {

    private static final Pattern COLLECTION =
            Pattern.compile("Pause (?<kind>\\w+).* \\d+M->(?<left>\\d+)M\\(\\d+M\\) (?<pause>[\\d.]+)ms$");
    /** The others only mark what lives. */
    private static final Set<String> COLLECTING = Set.of("Young", "Full");

    private final Path log;

    /** @param log as -Xlog:gc writes it */
    Heap(Path log) {
        this.log = log;
    }

    /**
     * One pause of a collection.
     *
     * @param kind in its log's word
     * @param left MiB on the heap after it
     * @param pause for so many seconds nothing else ran
     */
    record Collection(String kind, int left, double pause) {
        boolean collects() {
            return COLLECTING.contains(kind);
        }
    }

    /** @return MiB after a full collection, for which this asks */
    int live(Kit kit, long pid) {
        int before = collections().size();
        kit.shell(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid), "GC.run");
        List<Collection> all = collections();
        if (all.size() == before) {
            throw new AssertionError("its log has no collection that it was asked for");
        }
        return all.get(all.size() - 1).left();
    }

    /** All that there were since the process began. */
    List<Collection> collections() {
        try (var lines = Files.lines(log)) {
            return lines.map(COLLECTION::matcher)
                    .filter(Matcher::find)
                    .map(found -> new Collection(
                            found.group("kind"),
                            Integer.parseInt(found.group("left")),
                            Double.parseDouble(found.group("pause")) / 1000))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
