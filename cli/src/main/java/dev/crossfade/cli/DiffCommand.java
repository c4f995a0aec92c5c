package dev.crossfade.cli;

import dev.crossfade.assembly.DifferenceJson;
import dev.crossfade.assembly.DifferenceText;
import dev.crossfade.core.review.PhaseDifference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows what a phase changes in the cluster and writes nothing. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what a phase changes in the cluster, object by object.",
            "The objects are those in Git, and those that Cilium's chart renders with the"
                    + " values before and after, where a chart is at hand. Needs no network. Writes nothing."
        },
        footer = {
            "",
            "What a chart makes anew each time (certificates) is masked; what Secrets hold is" + " not shown.",
            "",
            "Example:",
            "  crossfade diff finalize-cilium --charts ~/charts",
            "  crossfade diff -o json | jq -r '.objects[] | [.change, .kind, .name] | @tsv'"
        })
final class DiffCommand implements Callable<Integer> {

    @ParentCommand
    private CrossfadeCommand parent = new CrossfadeCommand(new Console(System.out, System.err, Path.of("")));

    @Parameters(
            paramLabel = "PHASE",
            arity = "0..1",
            description = "The phase's id, as crossfade plan prints it; the next one where it is not given.")
    private @Nullable String phase;

    @Mixin
    private ChartsOption charts = new ChartsOption();

    @Override
    public Integer call() {
        Optional<PhaseDifference> difference = parent.workplace(charts).diff(Optional.ofNullable(phase));
        parent.print(DifferenceText.of(difference), () -> DifferenceJson.of(difference));
        return 0;
    }
}
