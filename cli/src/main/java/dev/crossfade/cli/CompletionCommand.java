package dev.crossfade.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints the script that completes commands in a shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a completion script.",
        footer = {"", "Example:", "  source <(crossfade completion bash)"})
final class CompletionCommand implements Callable<Integer> {

    /** Shells that the script works in; zsh runs it through bashcompinit, which the script starts by itself. */
    enum Shell {
        bash,
        zsh
    }

    @ParentCommand
    private CrossfadeCommand parent = new CrossfadeCommand(new Console(System.out, System.err, Path.of("")));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    private Shell shell = Shell.bash;

    @Override
    public Integer call() {
        parent.console().out().println("# Source this in " + shell + ".");
        parent.console().out().print(AutoComplete.bash("crossfade", spec.root().commandLine()));
        return 0;
    }
}
