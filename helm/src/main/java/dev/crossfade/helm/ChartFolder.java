package dev.crossfade.helm;

import dev.crossfade.core.render.Chart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A chart and its values as files for one rendering, gone afterwards. */
record ChartFolder(Path root, Path chart, List<Path> values) implements AutoCloseable {

    private static final String HOOK = "helm.sh/hook";

    /** Stands in for {@link #HOOK}: helm-java returns no object that Helm takes for a hook. */
    private static final String DISGUISE = "hook.crossfade.dev/hook";

    private static final Pattern ACTION = Pattern.compile("\\{\\{.*?}}", Pattern.DOTALL);
    /** A text, or the function by its bare name, whatever its arguments; fields and variables may have that name. */
    private static final Pattern TEXT_OR_LOOKUP =
            Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"|`[^`]*`|(?<![\\w.$])lookup(?!\\w)");

    /**
     * What {@code helm template} answers. Takes the same arguments (sprig, "omit"). Where the word hides (in packed charts, in
     * texts that become templates) HelmProcess lets it fail.
     */
    private static final String NOTHING_FOUND = "omit (dict)";

    static ChartFolder write(Chart chart, List<String> values) throws IOException {
        // for this user alone: values may hold secrets
        Path root = Files.createTempDirectory("crossfade-chart");
        ChartFolder folder = new ChartFolder(root, root.resolve("chart"), new ArrayList<>());
        try {
            for (Map.Entry<String, byte[]> file : chart.files().entrySet()) {
                Path path = folder.chart.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getKey().contains("templates/") ? prepared(file.getValue()) : file.getValue());
            }
            for (String text : values) {
                folder.values.add(Files.writeString(root.resolve("values-" + folder.values.size() + ".yaml"), text));
            }
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    /** What the chart calls it. */
    static String undisguised(String rendered) {
        return rendered.replace(DISGUISE, HOOK);
    }

    private static byte[] prepared(byte[] template) {
        String text = new String(template, StandardCharsets.UTF_8);
        String blind = ACTION.matcher(text)
                .replaceAll(action -> Matcher.quoteReplacement(
                        TEXT_OR_LOOKUP.matcher(action.group()).replaceAll(ChartFolder::blind)));
        return blind.replace(HOOK, DISGUISE).getBytes(StandardCharsets.UTF_8);
    }

    private static String blind(MatchResult found) {
        return Matcher.quoteReplacement(found.group().equals("lookup") ? NOTHING_FOUND : found.group());
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
