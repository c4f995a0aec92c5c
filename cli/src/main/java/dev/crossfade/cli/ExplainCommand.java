package dev.crossfade.cli;

import dev.crossfade.assembly.Explanations;
import dev.crossfade.assembly.Json;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Nearest;
import dev.crossfade.core.report.Where;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints the page of an error code or of a phase. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Explains an error code or a phase.",
        footer = {"", "Example:", "  crossfade explain cidr-overlap", "  crossfade explain remove-calico-workloads"})
final class ExplainCommand implements Callable<Integer> {

    @ParentCommand
    private CrossfadeCommand parent = new CrossfadeCommand(new Console(System.out, System.err, Path.of("")));

    @Parameters(paramLabel = "CODE-or-PHASE", description = "What an error names in brackets, or the id of a phase.")
    private String name = "";

    @Override
    public Integer call() {
        String page = Explanations.of(name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new CrossfadeException(
                        ErrorCode.USAGE,
                        Where.nowhere(),
                        "there is no code and no phase '" + name + "'" + Nearest.hint(name, Explanations.names()),
                        "there is: " + String.join(", ", Explanations.names())));
        parent.print(page, () -> Json.page(name, page));
        return 0;
    }
}
