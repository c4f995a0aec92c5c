package dev.crossfade.cli;

import dev.crossfade.assembly.PlanText;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.plan.Preview;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes the plan: as commits on a branch of its own, or as plain folders. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the whole plan to a branch, one commit per phase.",
            "The branch is crossfade/<migration>/plan. Working tree, index and all other"
                    + " branches stay as they are. The same input gives the same commit ids."
        },
        footer = {"", "Example:", "  crossfade generate", "  git log -p --reverse main..crossfade/prod/plan"})
final class GenerateCommand implements Callable<Integer> {

    @ParentCommand
    private CrossfadeCommand parent = new CrossfadeCommand(new Console(System.out, System.err, Path.of("")));

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "Write one folder per phase into this new folder instead, from the files as they lie here, without Git.")
    private @Nullable Path output;

    @Option(names = "--dry-run", description = "Render everything, write nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Workplace workplace = parent.workplace();
        if (dryRun) {
            Preview preview = output == null
                    ? workplace.plan()
                    : workplace.plan(parent.console().folder().resolve(output));
            parent.print(preview, PlanText.of(preview) + "\nNothing was written.\n");
        } else if (output != null) {
            Preview preview = workplace.generate(parent.console().folder().resolve(output));
            parent.print(preview, PlanText.of(preview) + "\nWritten to " + output + ", one folder per phase.\n");
        } else {
            Preview preview = workplace.generate();
            parent.print(preview, PlanText.of(preview) + "\n" + PlanText.next(preview));
        }
        return 0;
    }
}
