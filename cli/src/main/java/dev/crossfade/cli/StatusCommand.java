package dev.crossfade.cli;

import dev.crossfade.assembly.Json;
import dev.crossfade.assembly.StatusText;
import dev.crossfade.core.progress.StatusReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says where the migration stands. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows where the migration stands.",
            "Git and the forge say which phase is merged or proposed and what holds it up;",
            "the cluster of KUBECONFIG, where one is named, says whether the gates of the",
            "merged phase hold: what each verdict rests on, and what you have to do. Without",
            "a cluster every gate is unknown."
        },
        footer = {"", "Example:", "  crossfade status", "  crossfade status -o json | jq -r .state"})
final class StatusCommand implements Callable<Integer> {

    /** Waiting or unknown. */
    private static final int UNDECIDED = 3;

    @ParentCommand
    private CrossfadeCommand parent = new CrossfadeCommand(new Console(System.out, System.err, Path.of("")));

    @Option(
            names = "--exit-code",
            description =
                    "Exit with 1 where the migration is held or stopped, with 3 where it waits, with 0 when done.")
    private boolean exitCode;

    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    @Override
    public Integer call() {
        StatusReport status = parent.workplace(clusters).status();
        parent.print(StatusText.of(status), () -> Json.status(status));
        if (!exitCode) {
            return 0;
        }
        return switch (status.state()) {
            case DONE -> 0;
            case HELD, STOPPED -> 1;
            case PLANNED, PROPOSED, MERGED, APPLIED, VERIFIED -> UNDECIDED;
        };
    }
}
