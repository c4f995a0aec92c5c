package dev.crossfade.cli;

import dev.crossfade.assembly.Json;
import dev.crossfade.assembly.ProposalText;
import dev.crossfade.core.progress.Proposed;
import dev.crossfade.core.progress.Terms;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Brings the way back of a phase before its reviewers. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Proposes the commit that takes the newest merged phase back.",
            "Its branch is crossfade/<migration>/undo-<phase>. A phase that goes back in two"
                    + " commits is proposed twice: run the command again when the first is merged. An"
                    + " open pull request of the next phase is closed: merged beside the undo it would"
                    + " go past it. After it the migration stands still until crossfade propose"
                    + " --resume.",
            "Where KUBECONFIG or --context names a cluster it is asked whether the phase may",
            "still go back (no node moved yet, for instance); the command refuses where it may",
            "not, or where that cannot be told. Without a cluster the pull request has the",
            "conditions as a check-list."
        },
        footer = {"", "Example:", "  crossfade rollback install-cilium --dry-run", "  crossfade rollback install-cilium"
        })
final class RollbackCommand implements Callable<Integer> {

    @ParentCommand
    private CrossfadeCommand parent = new CrossfadeCommand(new Console(System.out, System.err, Path.of("")));

    @Parameters(paramLabel = "PHASE", description = "The phase's id, as crossfade plan prints it.")
    private String phase = "";

    @Mixin
    private ChartsOption charts = new ChartsOption();

    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    @Option(names = "--dry-run", description = "Print branch, commit and text; write nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Proposed proposed = parent.workplace(charts, clusters)
                .rollback(phase, Terms.of(parent.console().clock().instant()).dry(dryRun));
        parent.print(
                ProposalText.of(Optional.of(proposed), dryRun), () -> Json.proposed(Optional.of(proposed), dryRun));
        return 0;
    }
}
