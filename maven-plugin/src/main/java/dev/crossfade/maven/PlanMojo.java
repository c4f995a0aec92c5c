package dev.crossfade.maven;

import dev.crossfade.assembly.PlanText;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.plan.Preview;
import org.apache.maven.plugins.annotations.Mojo;

/** Shows the plan of the migration and writes nothing. */
@Mojo(name = "plan", threadSafe = true)
public final class PlanMojo extends AbstractMigrationMojo {

    @Override
    Answer run(Workplace workplace) {
        Preview preview = workplace.plan();
        return Answer.of(preview, PlanText.of(preview));
    }
}
