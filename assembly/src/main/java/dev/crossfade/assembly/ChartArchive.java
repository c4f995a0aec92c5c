package dev.crossfade.assembly;

import dev.crossfade.core.render.Chart;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads a packaged chart: a gzipped tar whose files lie in one folder (helm.sh/docs/topics/charts). */
final class ChartArchive {

    private static final int BLOCK = 512;

    /** Cilium's unpacked charts have less than 2 MB. */
    private static final long MOST = 64L << 20;

    /** One record of an extended header (POSIX pax, "pax Extended Header"). */
    private static final Pattern LONG_PATH = Pattern.compile("(?m)^[0-9]+ path=(.*)$");

    private final Map<String, byte[]> files = new TreeMap<>();
    private long total;

    private ChartArchive() {}

    /** @throws IOException also where the file is no chart */
    static Chart read(Path file) throws IOException {
        ChartArchive archive = new ChartArchive();
        try (DataInputStream tar = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            archive.read(tar);
            return Chart.of(archive.files);
        } catch (EOFException | IllegalArgumentException e) {
            throw new IOException(file + " is no packaged chart: " + e.getMessage(), e);
        }
    }

    private void read(DataInputStream tar) throws IOException {
        String longName = "";
        byte[] header = tar.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            byte[] content = content(tar, header);
            String prefix = field(header, 345, 155);
            String name = (prefix.isEmpty() ? "" : prefix + "/") + field(header, 0, 100);
            char type = (char) header[156];
            if (type == 'x' || type == 'L') {
                longName = longName(type, content);
            } else {
                if (type == '0' || type == 0) {
                    add(longName.isEmpty() ? name : longName, content);
                }
                longName = "";
            }
            header = tar.readNBytes(BLOCK);
        }
    }

    private byte[] content(DataInputStream tar, byte[] header) throws IOException {
        long size = Long.parseLong(field(header, 124, 11).strip(), 8);
        total += size;
        if (total > MOST) {
            throw new IOException("the chart unpacks to more than " + (MOST >> 20) + " MiB");
        }
        byte[] content = new byte[(int) size];
        tar.readFully(content);
        tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        return content;
    }

    private void add(String name, byte[] content) {
        int slash = name.indexOf('/');
        if (slash > 0) {
            files.put(name.substring(slash + 1), content);
        }
    }

    private static String longName(char type, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        Matcher path = LONG_PATH.matcher(text);
        if (type == 'L') {
            return text.replace("\0", "");
        }
        return path.find() ? path.group(1) : "";
    }

    /** Text up to the first zero. */
    private static String field(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
