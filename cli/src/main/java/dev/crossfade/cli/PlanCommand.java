package dev.crossfade.cli;

import dev.crossfade.assembly.PlanText;
import dev.crossfade.core.plan.Preview;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Shows the plan and writes nothing. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {"Shows the phases and what can be undone.", "With -o json files and gates, too. Writes nothing."
        },
        footer = {"", "Example:", "  crossfade plan -o json | jq -r '.phases[] | select(.pointOfNoReturn) | .id'"})
final class PlanCommand implements Callable<Integer> {

    @ParentCommand
    private CrossfadeCommand parent =
            new CrossfadeCommand(new Console(System.out, System.err, java.nio.file.Path.of("")));

    @Override
    public Integer call() {
        Preview preview = parent.workplace().plan();
        parent.print(preview, PlanText.of(preview));
        return 0;
    }
}
