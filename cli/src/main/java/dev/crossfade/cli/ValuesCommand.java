package dev.crossfade.cli;

import dev.crossfade.assembly.Json;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.values.ValuesMerge;
import dev.crossfade.core.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The values engine by itself. */
@Command(
        name = "values",
        mixinStandardHelpOptions = true,
        description = "Works on Helm values files as Helm reads them.",
        subcommands = ValuesCommand.Merge.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  crossfade values merge values.yaml overlay.yaml"})
final class ValuesCommand implements Runnable {

    @ParentCommand
    private CrossfadeCommand parent = new CrossfadeCommand(new Console(System.out, System.err, Path.of("")));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CrossfadeCommand parent() {
        return parent;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }

    /** Merges files as helm -f A -f B does, and keeps what people wrote into the first. */
    @Command(
            name = "merge",
            mixinStandardHelpOptions = true,
            description = {
                "Merges values files as 'helm -f A -f B' does and prints the result.",
                "Comments, order and quoting of the first file stay as they are outside the keys that change."
            },
            footer = {"", "Example:", "  crossfade values merge values.yaml overlay.yaml > merged.yaml"})
    static final class Merge implements Callable<Integer> {

        @ParentCommand
        private ValuesCommand values = new ValuesCommand();

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Values files; later ones win.")
        private List<Path> files = List.of();

        @Override
        public Integer call() {
            YamlFile merged = ValuesMerge.merge(files.stream()
                    .map(file -> read(values.parent().console(), file))
                    .toList());
            values.parent().print(merged.text(), () -> Json.values(merged));
            return 0;
        }

        private static YamlFile read(Console console, Path file) {
            try {
                return YamlFile.parse(
                        file.toString(), Files.readString(console.folder().resolve(file)));
            } catch (IOException e) {
                throw new CrossfadeException(
                        ErrorCode.USAGE,
                        Where.file(file.toString()),
                        Files.exists(console.folder().resolve(file))
                                ? file + " cannot be read: " + e
                                : "there is no " + file,
                        "name a values file, as UTF-8 text",
                        e);
            }
        }
    }
}
