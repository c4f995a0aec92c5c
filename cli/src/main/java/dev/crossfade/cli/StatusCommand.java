package dev.crossfade.cli;

import dev.crossfade.assembly.Json;
import dev.crossfade.assembly.ProblemText;
import dev.crossfade.assembly.StatusText;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.report.CrossfadeException;
import java.nio.file.Path;
import java.time.Duration;
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
            "a cluster every gate is unknown. The page is at most 100 columns wide, less",
            "where COLUMNS says so."
        },
        footer = {
            "",
            "Example:",
            "  crossfade status",
            "  crossfade status --watch",
            "  crossfade status -o json | jq -r .state"
        })
final class StatusCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Cursor home, screen and scrollback cleared (ECMA-48, CUP and ED; xterm, Ps = 3). */
    private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

    @ParentCommand
    private CrossfadeCommand parent = new CrossfadeCommand(new Console(System.out, System.err, Path.of("")));

    @Option(
            names = "--exit-code",
            description =
                    "Exit with 1 where the migration is held or stopped, with 3 where it waits, with 0 when done.")
    private boolean exitCode;

    @Option(
            names = "--watch",
            description = "Look again every 10 s, in place on a terminal, until Ctrl-C or the end of the migration.")
    private boolean watch;

    /** The exit code that the last page stands for. */
    private volatile int last;

    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    @Override
    public Integer call() throws InterruptedException {
        StatusReport status = look();
        if (watch && parent.console().terminal()) {
            // Ctrl-C ends it: the page that was seen last says how
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(last)));
        }
        while (watch && status.state() != StatusReport.State.DONE) {
            last = exitCode ? code(status) : 0;
            parent.console().sleep(PAUSE);
            status = again(status);
        }
        last = exitCode ? code(status) : 0;
        return last;
    }

    /** What cannot be reached for a while is looked at again. */
    private StatusReport again(StatusReport before) {
        try {
            return look();
        } catch (CrossfadeException unreachable) {
            parent.console().err().print(ProblemText.of(unreachable.problems()));
            return before;
        }
    }

    private StatusReport look() {
        StatusReport status = parent.workplace(clusters).status();
        if (watch && parent.console().terminal()) {
            parent.console().out().print(CLEAR);
        }
        parent.print(StatusText.of(status, parent.console().columns()), () -> Json.status(status));
        parent.console().out().flush();
        return status;
    }

    private static int code(StatusReport status) {
        return switch (status.state()) {
            case DONE -> 0;
            case HELD, STOPPED -> 1;
            case PLANNED, PROPOSED, MERGED, APPLIED, VERIFIED -> ExitCode.UNDECIDED;
        };
    }
}
