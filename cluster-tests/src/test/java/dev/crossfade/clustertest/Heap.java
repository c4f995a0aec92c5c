package dev.crossfade.clustertest;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** What lives on the heap of another JVM. */
final class Heap {

    /** Of young and old generation, as -XX:+UseSerialGC has them. */
    private static final Pattern USED = Pattern.compile("generation\\s+total \\d+K, used (\\d+)K");

    private Heap() {}

    /** @return MiB after a full collection */
    static double live(Kit kit, long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        kit.shell(jcmd, String.valueOf(pid), "GC.run");
        String info = kit.shell(jcmd, String.valueOf(pid), "GC.heap_info");
        return USED.matcher(info)
                        .results()
                        .mapToLong(each -> Long.parseLong(each.group(1)))
                        .sum()
                / 1024.0;
    }
}
