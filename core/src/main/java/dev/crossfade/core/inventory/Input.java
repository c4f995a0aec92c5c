package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.ConflictMarker;
import dev.crossfade.core.yaml.Expression;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;

/** The base commit's files while the inventory is read; what is missing or unreadable becomes a problem. */
record Input(Tree tree, List<Problem> problems) {

    /**
     * The file as YAML.
     *
     * @param key the key of crossfade.yaml that names it
     */
    Optional<YamlFile> parse(String path, String key) {
        Optional<String> text = tree.read(path);
        if (text.isEmpty()) {
            notFound(
                    path,
                    "the commit that the plan starts from has no file " + path + " (" + key + ")",
                    "commit the file, or correct its path in crossfade.yaml; while the migration runs, the path is the one"
                            + " from before its first phase, until hand-over");
            return Optional.empty();
        }
        try {
            return Optional.of(YamlFile.parse(path, text.get()));
        } catch (CrossfadeException unreadable) {
            unreadable.problems().forEach(problem -> problems.add(explained(problem, path, text.get())));
            return Optional.empty();
        }
    }

    private static Problem explained(Problem problem, String path, String text) {
        Optional<Expression> expression = problem.code() == ErrorCode.YAML_SYNTAX
                        && ConflictMarker.in(path, text).isEmpty()
                ? Expression.written(path, text)
                : Optional.empty();
        return expression
                .map(found -> Problem.blocker(
                        problem.code(),
                        found.where(),
                        "not YAML but a template of Helm's: " + found.text() + " stands here",
                        "commit the file rendered, and name that one in crossfade.yaml"))
                .orElse(problem);
    }

    /**
     * A values file as YAML: of two documents some releases of Helm read the first alone, and others merge them (helm
     * pkg/chart/loader/load.go LoadValues; before it pkg/cli/values/options.go).
     */
    Optional<YamlFile> parseValues(String path, String key) {
        Optional<YamlFile> file = parse(path, key);
        file.stream()
                .flatMap(values -> values.documents().stream())
                .filter(document -> document.index() > 0)
                .findFirst()
                .ifPresent(document -> block(
                        ErrorCode.VALUE_CONFLICT,
                        document.where(new YamlPath(List.of())),
                        "a second document begins here, and whether Helm reads it depends on its release",
                        "merge the documents of the file into one"));
        return file;
    }

    /** A link is no file, but whoever sees one there would not understand that there is nothing. */
    void notFound(String path, String message, String cure) {
        problems.add(LinkedInput.problem(path, tree.links())
                .orElseGet(() -> Problem.blocker(ErrorCode.INPUT_NOT_FOUND, Where.file(path), message, cure)));
    }

    void block(ErrorCode code, Where where, String message, String cure) {
        problems.add(Problem.blocker(code, where, message, cure));
    }
}
