package dev.crossfade.assembly;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Writes a gzipped tar as Helm does: long names in an extended header (POSIX pax). */
final class Tarball {

    private static final int BLOCK = 512;

    private Tarball() {}

    static void write(Path file, Map<String, String> files) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : new TreeMap<>(files).entrySet()) {
                String name = entry.getKey();
                if (name.length() > 100) {
                    String record = " path=" + name + "\n";
                    int length = record.length() + 3;
                    entry(out, "PaxHeaders/long", 'x', length + record);
                    name = name.substring(0, 100);
                }
                entry(out, name, '0', entry.getValue());
            }
            out.write(new byte[2 * BLOCK]);
        }
    }

    private static void entry(OutputStream out, String name, char type, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 124, String.format(Locale.ROOT, "%011o", content.length));
        header[156] = (byte) type;
        out.write(header);
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
