package dev.crossfade.cli;

import dev.crossfade.assembly.PlanJson;
import dev.crossfade.assembly.ProblemText;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.plan.Preview;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {

    /** How a result is printed. */
    enum Format {
        text,
        json
    }

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The specification; the nearest crossfade.yaml from here upwards where it is not given.")
    private @Nullable Path file;

    @Option(
            names = {"-o", "--format"},
            paramLabel = "text|json",
            description = "How the result is printed (default: text).")
    private Format format = Format.text;

    boolean json() {
        return format == Format.json;
    }

    Workplace workplace(Console console) {
        return Workplace.open(console.folder(), file, line -> console.err().println(line));
    }

    /** Prints the findings to err, and the plan to out as it was asked for. */
    void print(Console console, Preview preview, String text) {
        if (json()) {
            console.out().print(PlanJson.plan(preview));
        } else {
            console.err().print(ProblemText.of(preview.findings()));
            console.out().print(text);
        }
    }
}
