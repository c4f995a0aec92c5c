package dev.crossfade.cli;

import dev.crossfade.assembly.AdvanceText;
import dev.crossfade.assembly.Json;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.progress.Advanced;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.progress.Terms;
import dev.crossfade.core.proof.Steadiness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** One look, one decision, and at most one action. */
@Command(
        name = "advance",
        mixinStandardHelpOptions = true,
        description = {
            "Proposes the next phase where the cluster has proved the last one.",
            "Looks once at Git, the forge, Argo CD and the cluster, and does one thing at",
            "most. Writes nothing to a cluster. Meant for a CI job, where nothing of Crossfade",
            "shall run in the cluster."
        },
        footer = {
            "",
            "Exit code: 0 where something was done, or nothing is left; 1 where a person has to",
            "act; 3 where it waits, or cannot tell.",
            "",
            "Example:",
            "  crossfade advance --dry-run",
            "  crossfade advance --wait 10m"
        })
final class AdvanceCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofSeconds(15);

    @ParentCommand
    private CrossfadeCommand parent = new CrossfadeCommand(new Console(System.out, System.err, Path.of("")));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description =
                    "Look again every 15 s until something was done, a person has to act, or the time is over, such as"
                            + " 90s, 10m or 2h.")
    private @Nullable String wait;

    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    @Mixin
    private ChartsOption charts = new ChartsOption();

    @Option(names = "--dry-run", description = "Say what would be done; write nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws InterruptedException {
        Instant end = now().plus(wait == null ? Duration.ZERO : duration(wait));
        Workplace workplace = parent.workplace(charts, clusters);
        Advanced advanced = workplace.advance(terms(), Steadiness.none());
        while (advanced.decision() instanceof Decision.Wait && now().plus(PAUSE).isBefore(end)) {
            parent.console().err().println(AdvanceText.of(advanced, dryRun).strip());
            parent.console().sleep(PAUSE);
            advanced = workplace.advance(terms(), advanced.steadiness());
        }
        Advanced last = advanced;
        parent.print(AdvanceText.of(last, dryRun), () -> Json.advanced(last, dryRun));
        return exitCode(last.decision());
    }

    private Instant now() {
        return parent.console().clock().instant();
    }

    private Terms terms() {
        return Terms.of(now()).dry(dryRun);
    }

    private static int exitCode(Decision decision) {
        if (decision instanceof Decision.Hold) {
            return 1;
        }
        return decision instanceof Decision.Wait ? ExitCode.UNDECIDED : 0;
    }

    private Duration duration(String text) {
        return Period.of(text)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(), "--wait takes a time such as 90s, 10m or 2h, not '" + text + "'"));
    }
}
