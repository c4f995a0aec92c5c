package dev.crossfade.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: says what there is. */
@Command(
        name = "crossfade",
        mixinStandardHelpOptions = true,
        description = "Moves a live Kubernetes cluster from Calico to Cilium, one reviewed Git commit at a time.",
        versionProvider = CrossfadeCommand.Version.class,
        subcommands = {
            PlanCommand.class,
            GenerateCommand.class,
            ValuesCommand.class,
            ExplainCommand.class,
            CompletionCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example:",
            "  crossfade plan            what would be done, phase by phase",
            "  crossfade generate        the same as commits on crossfade/<migration>/plan"
        })
final class CrossfadeCommand implements Runnable {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where in the code an unexpected error comes from.")
    private boolean debug;

    CrossfadeCommand(Console console) {
        this.console = console;
    }

    boolean debug() {
        return debug;
    }

    Console console() {
        return console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }

    /** The version that the build wrote. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            try (InputStream in = CrossfadeCommand.class.getResourceAsStream("version.properties")) {
                properties.load(in);
            }
            return new String[] {"crossfade " + properties.getProperty("version")};
        }
    }
}
