package dev.crossfade.maven;

import dev.crossfade.assembly.Json;
import dev.crossfade.assembly.ProblemText;
import dev.crossfade.assembly.Surroundings;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Problem;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What both goals share: where the specification is, and how results and problems reach the log. */
abstract class AbstractMigrationMojo extends AbstractMojo {

    /** The specification. */
    @Parameter(property = "crossfade.file", defaultValue = "${basedir}/crossfade.yaml")
    private File file = new File("crossfade.yaml");

    /** How the result is printed: text into the log, or json to standard output as it is. */
    @Parameter(property = "crossfade.format", defaultValue = "text")
    private String format = "text";

    /**
     * Works in a repository of its own, target/gitops, made of this folder's files without pom.xml and target/: for
     * examples, and to try a plan without touching anything.
     */
    @Parameter(property = "crossfade.sandbox", defaultValue = "false")
    private boolean sandbox;

    @Parameter(defaultValue = "${basedir}", readonly = true)
    private File basedir = new File(".");

    @Parameter(defaultValue = "${project.build.directory}", readonly = true)
    private File buildDirectory = new File("target");

    /** The verb; returns what it has to say. */
    abstract Answer run(Workplace workplace);

    @Override
    public final void execute() throws MojoFailureException {
        if (!Set.of("text", "json").contains(format)) {
            throw new MojoFailureException("crossfade.format is '" + format + "': write text or json");
        }
        try {
            Answer answer = run(workplace());
            if (!answer.findings().isEmpty()) {
                ProblemText.of(answer.findings()).lines().forEach(getLog()::warn);
            }
            if (format.equals("json")) {
                System.out.println(answer.json().get());
            } else {
                answer.text().lines().forEach(getLog()::info);
            }
        } catch (CrossfadeException e) {
            ProblemText.of(e.problems()).lines().forEach(getLog()::error);
            MojoFailureException failure = new MojoFailureException(e.problems().size() + " problem(s), the first: "
                    + e.problems().get(0).message() + " ["
                    + e.problems().get(0).code().id() + "]");
            failure.initCause(e);
            throw failure;
        }
    }

    private Workplace workplace() {
        Path path = file.toPath();
        if (sandbox) {
            Path root = basedir.toPath();
            path = Workplace.sandbox(root, buildDirectory.toPath().resolve("gitops"))
                    .resolve(root.relativize(path.toAbsolutePath()));
        }
        return Workplace.open(basedir.toPath(), path, line -> getLog().info(line), Surroundings.of(System.getenv()));
    }

    /** A result in words and for scripts, and what a person should know beside it. */
    record Answer(String text, Supplier<String> json, List<Problem> findings) {

        static Answer of(Preview preview, String text) {
            return new Answer(text, () -> Json.plan(preview), preview.findings());
        }
    }
}
