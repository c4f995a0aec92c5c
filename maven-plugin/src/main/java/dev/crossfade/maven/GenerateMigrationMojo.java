package dev.crossfade.maven;

import dev.crossfade.assembly.PlanText;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.plan.Preview;
import java.io.File;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Writes the whole plan as commits on branch crossfade/&lt;migration&gt;/plan, or as plain folders. */
@Mojo(name = "generate-migration", threadSafe = true)
public final class GenerateMigrationMojo extends AbstractMigrationMojo {

    /** A new folder for plain folders, one per phase, instead of commits; needs no Git. */
    @Parameter(property = "crossfade.output")
    private @Nullable File output;

    @Override
    Answer run(Workplace workplace) {
        Preview preview = output == null ? workplace.generate() : workplace.generate(output.toPath());
        String where = output == null ? PlanText.next(preview) : "Written to " + output + ", one folder per phase.\n";
        return Answer.of(preview, PlanText.of(preview) + "\n" + where);
    }
}
