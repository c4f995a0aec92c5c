package dev.crossfade.argo.fact;

import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.MetricsFact.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the few series that are asked for out of Prometheus' text format, line by line.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 * @param wanted names of series
 */
public record MetricsReader(Set<String> wanted) {

    private static final Pattern LINE = Pattern.compile(
            "(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\s*\\{(?<labels>.*)\\}\\s*|\\s+)(?<value>\\S+)(?:\\s+-?\\d+)?\\s*");
    private static final Pattern LABEL =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?");

    public MetricsReader {
        wanted = Set.copyOf(wanted);
    }

    /** @throws IOException where it breaks off, or a line of a wanted series cannot be read */
    public MetricsFact read(InputStream body) throws IOException {
        List<byte[]> names = wanted.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        List<Sample> samples = new ArrayList<>();
        ByteLines.read(body, (bytes, from, to) -> {
            for (byte[] name : names) {
                if (isOf(name, bytes, from, to)) {
                    samples.add(sample(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
                }
            }
        });
        return new MetricsFact(samples);
    }

    /** Before a line is made a text: one of some thousand is of a series that is asked for. */
    private static boolean isOf(byte[] name, byte[] bytes, int from, int to) {
        int end = from + name.length;
        return end <= to
                && Arrays.equals(bytes, from, end, name, 0, name.length)
                && (end == to || bytes[end] == '{' || Character.isWhitespace(bytes[end]));
    }

    private static Sample sample(String line) throws IOException {
        Matcher found = LINE.matcher(line);
        if (!found.matches()) {
            throw new IOException("no line of metrics: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        String text = found.group("labels");
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.lookingAt()) {
            labels.put(label.group(1), unescaped(label.group(2)));
            label.region(label.end(), label.regionEnd());
        }
        if (label.regionStart() != label.regionEnd()) {
            throw new IOException("no line of metrics: " + line);
        }
        return new Sample(found.group("name"), labels, value(found.group("value")));
    }

    /** As Go prints and Prometheus writes numbers: with NaN and infinities of its own. */
    static double value(String text) throws IOException {
        try {
            return switch (text) {
                case "NaN" -> Double.NaN;
                case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException other) {
            throw new IOException("no number: " + text, other);
        }
    }

    private static String unescaped(String text) {
        return text.indexOf('\\') < 0
                ? text
                : text.replace("\\\\", "\0")
                        .replace("\\n", "\n")
                        .replace("\\\"", "\"")
                        .replace('\0', '\\');
    }
}
