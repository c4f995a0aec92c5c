package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The gates that the page shows are read as they stand. */
class GatesPageTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @Test
    void everyExampleReadsWithoutProblems() throws IOException {
        List<String> examples = BLOCK.matcher(
                        Files.readString(PublishedSchema.root().resolve("docs/gates.md")))
                .results()
                .map(result -> SpecText.minimalAnd(result.group(1).indent(2)))
                .toList();

        assertThat(examples).hasSize(7);
        assertThat(examples).allSatisfy(example -> {
            assertThat(Found.problems(example)).isEmpty();
            assertThat(SpecReader.read("crossfade.yaml", example)
                            .spec()
                            .orElseThrow()
                            .gates()
                            .extra())
                    .isNotEmpty();
        });
    }
}
