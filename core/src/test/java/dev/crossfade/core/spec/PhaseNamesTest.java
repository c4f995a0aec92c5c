package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.phase.Phase;
import dev.crossfade.core.phase.Phases;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class PhaseNamesTest {

    @Test
    void theNamesThatASpecificationMayUseAreTheRowsOfThePlan() throws IOException {
        String text = Files.readString(PublishedSchema.root().resolve("examples/db-schenker/crossfade.yaml"));
        MigrationSpec spec = SpecReader.read("crossfade.yaml", text).spec().orElseThrow();

        assertThat(Phases.inOrder(spec)).extracting(Phase::id).containsExactlyElementsOf(PhaseNames.ROWS);
    }
}
