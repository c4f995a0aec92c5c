package dev.crossfade.maven;

import dev.crossfade.assembly.Json;
import dev.crossfade.assembly.ProposalText;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.progress.Proposed;
import dev.crossfade.core.progress.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Pushes the next phase to a branch of its own on origin and opens or updates its pull request. */
@Mojo(name = "propose", threadSafe = true)
public final class ProposeMojo extends AbstractMigrationMojo {

    /** Goes on although a person stopped the migration. */
    @Parameter(property = "crossfade.resume", defaultValue = "false")
    private boolean resume;

    /** Prints branch, commit and text, and writes nothing. */
    @Parameter(property = "crossfade.dryRun", defaultValue = "false")
    private boolean dryRun;

    @Override
    Answer run(Workplace workplace) {
        Optional<Proposed> proposed =
                workplace.propose(Terms.of(Instant.now()).resuming(resume).dry(dryRun));
        return new Answer(ProposalText.of(proposed, dryRun), () -> Json.proposed(proposed, dryRun), List.of());
    }
}
