package dev.crossfade.cli;

import dev.crossfade.assembly.Json;
import dev.crossfade.assembly.ProblemText;
import dev.crossfade.assembly.Surroundings;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The process: streams and exit code around the commands; the one place that turns exceptions into answers. */
public final class Main {

    /** Any case, as the option itself takes it. */
    private static final Pattern JSON = Pattern.compile(" (-o[ =]?|--format[ =])(?i:json) ");

    private final PrintStream out;
    private final PrintStream err;
    private final Path folder;
    private final Surroundings surroundings;

    public Main(PrintStream out, PrintStream err, Path folder) {
        this(out, err, folder, Surroundings.of(Map.of()));
    }

    public Main(PrintStream out, PrintStream err, Path folder, Surroundings surroundings) {
        this.out = out;
        this.err = err;
        this.folder = folder;
        this.surroundings = surroundings;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = new Main(out, err, Path.of(""), Surroundings.of(System.getenv())).run(args);
        out.flush();
        System.exit(code);
    }

    /** Runs one command line; 0 done, 1 failed or blocked, 2 usage or configuration. */
    public int run(String... args) {
        CrossfadeCommand root = new CrossfadeCommand(new Console(out, err, folder, surroundings));
        CommandLine line = new CommandLine(root);
        line.setOut(writer(out));
        line.setErr(writer(err));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((wrong, given) -> usage(wrong, args));
        line.setExecutionExceptionHandler((thrown, command, parsed) -> failed(thrown, root, args));
        return line.execute(args);
    }

    private int usage(CommandLine.ParameterException wrong, String[] args) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        String hint = wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? "; did you mean '" + unmatched.getSuggestions().get(0) + "'?"
                : "";
        return answer(
                List.of(Problem.blocker(
                        ErrorCode.USAGE,
                        Where.nowhere(),
                        wrong.getMessage() + hint,
                        command.qualifiedName() + " --help shows what it takes")),
                2,
                args);
    }

    private int failed(Exception thrown, CrossfadeCommand root, String[] args) {
        if (thrown instanceof CrossfadeException expected) {
            return answer(expected.problems(), expected.exitCode(), args);
        }
        if (root.debug()) {
            thrown.printStackTrace(err);
        }
        return answer(
                List.of(Problem.blocker(
                        ErrorCode.INTERNAL,
                        Where.nowhere(),
                        "this should not happen: " + thrown,
                        "run it again with --debug and report what it prints")),
                1,
                args);
    }

    private int answer(List<Problem> problems, int code, String[] args) {
        if (wantsJson(args)) {
            out.print(Json.problems(problems));
        } else {
            err.print(ProblemText.of(problems));
        }
        return code;
    }

    /** Read from the raw words, because the line may be the very thing that cannot be parsed. */
    private static boolean wantsJson(String[] args) {
        return JSON.matcher(" " + String.join(" ", args) + " ").find();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
