package dev.crossfade.argo.fact;

import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.MetricsFact.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
            "(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{(?<labels>.*)\\})?\\s*(?<value>\\S+)(?:\\s+-?\\d+)?\\s*");
    private static final Pattern LABEL =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?");

    public MetricsReader {
        wanted = Set.copyOf(wanted);
    }

    /** @throws IOException where it breaks off, or a line of a wanted series cannot be read */
    public MetricsFact read(InputStream body) throws IOException {
        List<Sample> samples = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith("#") && wanted.contains(name(line))) {
                samples.add(sample(line));
            }
        }
        return new MetricsFact(samples);
    }

    private static String name(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '{' && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
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
