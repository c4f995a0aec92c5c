package dev.crossfade.maven;

import dev.crossfade.assembly.Json;
import dev.crossfade.assembly.StatusText;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.progress.StatusReport;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/** Shows where the migration stands, as Git and the forge tell it. */
@Mojo(name = "status", threadSafe = true)
public final class StatusMojo extends AbstractMigrationMojo {

    @Override
    Answer run(Workplace workplace) {
        StatusReport status = workplace.status();
        return new Answer(StatusText.of(status), () -> Json.status(status), List.of());
    }
}
