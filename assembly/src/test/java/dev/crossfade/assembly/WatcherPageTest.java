package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/watch.md has every name that people script against, and none that is not there. */
class WatcherPageTest {

    private static final String CODE = "assembly/src/main/java/dev/crossfade/assembly/watch/";

    @Test
    void everyMetricIsExplained() throws IOException {
        Set<String> page = found("docs/watch.md", "`(crossfade_[a-z_]+)`");

        assertThat(found(CODE + "WatchMetrics.java", "\"(crossfade_[a-z_]+)\""))
                .hasSizeGreaterThan(12)
                .isEqualTo(page);
    }

    @Test
    void everyReasonOfAnEventIsThere() throws IOException {
        Set<String> page = found("docs/watch.md", "`((?:Phase|Migration|Undo)[A-Z][a-z]+)`");

        assertThat(found(CODE + "Herald.java", "\"((?:Phase|Migration|Undo)[A-Z][a-z]+)\""))
                .hasSize(8)
                .isEqualTo(page);
    }

    @Test
    void everyLineOfTheLogIsThere() throws IOException {
        Set<String> said = new TreeSet<>(found(CODE + "WatchLog.java", "line\\(\"[a-z]+\", \"([^\"]+)\""));
        said.addAll(found(CODE + "WatchLog.java", "problems\\(\"([^\"]+)\""));
        for (String file : Set.of("WatchLoop.java", "WatchRun.java", "Herald.java")) {
            said.addAll(found(CODE + file, "(?:info|warn|problems)\\(\"([^\"]+)\""));
        }

        assertThat(said).hasSizeGreaterThan(7);
        assertThat(found("docs/watch.md", "`([^`\n]+)`")).containsAll(said);
    }

    private static Set<String> found(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Story.root().resolve(file)))
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
