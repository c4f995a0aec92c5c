package dev.crossfade.cli;

import dev.crossfade.assembly.Json;
import dev.crossfade.assembly.ProblemText;
import dev.crossfade.assembly.ReleaseVersion;
import dev.crossfade.assembly.Surroundings;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.plan.Preview;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
            DiffCommand.class,
            ProposeCommand.class,
            StatusCommand.class,
            AdvanceCommand.class,
            WatchCommand.class,
            RollbackCommand.class,
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
            names = {"-f", "--file"},
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The specification; the nearest crossfade.yaml from here upwards where it is not given.")
    private @Nullable Path file;

    @Option(
            names = {"-o", "--format"},
            scope = ScopeType.INHERIT,
            paramLabel = "text|json",
            description = "How the result is printed (default: text).")
    private Format format = Format.text;

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

    Workplace workplace() {
        return workplace(console.surroundings());
    }

    /** One that renders the charts that the person named. */
    Workplace workplace(ChartsOption charts) {
        Path folder = charts.folder();
        return workplace(
                folder == null
                        ? console.surroundings()
                        : console.surroundings().withCharts(console.folder().resolve(folder)));
    }

    /** One that asks the clusters that the person named. */
    Workplace workplace(ClusterOptions clusters) {
        return workplace(clusters.in(console.surroundings()));
    }

    Workplace workplace(ChartsOption charts, ClusterOptions clusters) {
        return workplace(surroundings(charts, clusters));
    }

    private Workplace workplace(Surroundings surroundings) {
        return Workplace.open(console.folder(), file, line -> console.err().println(line), surroundings);
    }

    /** One for a command that says by itself what it does, in another folder. */
    Workplace quiet(Path folder, ChartsOption charts, ClusterOptions clusters) {
        return Workplace.open(folder, file, line -> {}, surroundings(charts, clusters));
    }

    private Surroundings surroundings(ChartsOption charts, ClusterOptions clusters) {
        Surroundings surroundings = clusters.in(console.surroundings());
        Path named = charts.folder();
        return named == null
                ? surroundings
                : surroundings.withCharts(console.folder().resolve(named));
    }

    boolean isJson() {
        return format == Format.json;
    }

    /** Prints a result as it was asked for. */
    void print(String text, Supplier<String> json) {
        console.out().print(format == Format.json ? json.get() : text);
    }

    /** Prints the findings to err, and the plan to out as it was asked for. */
    void print(Preview preview, String text) {
        if (format == Format.text) {
            console.err().print(ProblemText.of(preview.findings()));
        }
        print(text, () -> Json.plan(preview));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }

    /** The version that the build wrote. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"crossfade " + ReleaseVersion.text()};
        }
    }
}
