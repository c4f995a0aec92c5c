package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.ConflictMarker;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads crossfade.yaml: binds it, fills in defaults, and runs every check that needs no cluster. */
public final class SpecReader {

    private static final String API_VERSION = "crossfade.dev/v1alpha1";
    private static final String KIND = "Migration";

    private SpecReader() {}

    /**
     * What was read, with every problem in the order of the file.
     *
     * @param spec present where no problem is a blocker
     */
    public record Reading(Optional<MigrationSpec> spec, List<Problem> problems) {

        public Reading {
            problems = List.copyOf(problems);
        }
    }

    public static Reading read(String file, String text) {
        Node root;
        try {
            root = Plain.compose(text);
        } catch (MarkedYAMLException e) {
            return broken(
                    ConflictMarker.in(file, text).map(ConflictMarker::problem).orElseGet(() -> syntax(file, e)));
        } catch (YAMLException e) {
            return broken(Problem.blocker(
                    ErrorCode.YAML_SYNTAX,
                    Where.file(file),
                    "not YAML: " + e.getMessage(),
                    "write the file as UTF-8 YAML"));
        }
        Optional<Problem> stranger = stranger(file, root);
        Optional<Problem> hopeless = stranger.isPresent() ? stranger : Growth.check(file, root);
        return hopeless.isPresent() ? broken(hopeless.get()) : bind(file, (MappingNode) root);
    }

    /** The place of a dotted key (an item of a list by its position), or of the nearest one above it that is written. */
    public static Where where(String file, String text, String key) {
        YamlFile yaml = YamlFile.parse(file, text);
        return yaml.documents().isEmpty()
                ? Where.file(file)
                : yaml.documents()
                        .get(0)
                        .where(new YamlPath(Stream.of(key.split("\\.", -1))
                                .map(SpecReader::step)
                                .toList()));
    }

    private static Object step(String text) {
        return text.matches("[0-9]{1,6}") ? (Object) Integer.valueOf(text) : text;
    }

    private static Reading bind(String file, MappingNode root) {
        List<Problem> problems = new ArrayList<>();
        Bound bound = new Bound();
        Document document = (Document) new Binder(file, bound, problems).bind(Document.class, null, root, "");
        problems.addAll(Checks.all(bound));
        List<Problem> answered = new ArrayList<>();
        problems.forEach(problem -> answered.add(Acknowledgements.apply(problem, bound)));
        answered.sort(
                Comparator.comparingInt((Problem problem) -> problem.where().line())
                        .thenComparingInt(problem -> problem.where().column()));
        boolean blocked = answered.stream().anyMatch(Problem::isBlocker);
        return new Reading(
                document == null || blocked ? Optional.empty() : Optional.of(MigrationSpec.of(document)), answered);
    }

    /** A file of another kind gets one answer, not one for each of its keys. */
    private static Optional<Problem> stranger(String file, @Nullable Node root) {
        String apiVersion = scalar(root, "apiVersion");
        String kind = scalar(root, "kind");
        if (API_VERSION.equals(apiVersion) && KIND.equals(kind)) {
            return Optional.empty();
        }
        return Optional.of(Problem.blocker(
                ErrorCode.SPEC_WRONG_KIND,
                root == null
                        ? Where.file(file)
                        : Where.at(
                                file,
                                root.getStartMark().getLine() + 1,
                                root.getStartMark().getColumn() + 1),
                "this is "
                        + (apiVersion == null || kind == null
                                ? "no object with apiVersion and kind"
                                : apiVersion + " " + kind)
                        + ", not " + API_VERSION + " "
                        + KIND,
                "begin the file with 'apiVersion: " + API_VERSION + "' and 'kind: " + KIND
                        + "', or name another with -f FILE (Maven:"
                        + " -Dcrossfade.file=FILE)"));
    }

    private static @Nullable String scalar(@Nullable Node root, String key) {
        if (root instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                boolean found = tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key);
                if (found && tuple.getValueNode() instanceof ScalarNode value) {
                    return value.getValue();
                }
            }
        }
        return null;
    }

    private static Problem syntax(String file, MarkedYAMLException e) {
        Where where = e.getProblemMark() == null
                ? Where.file(file)
                : Where.at(
                        file,
                        e.getProblemMark().getLine() + 1,
                        e.getProblemMark().getColumn() + 1);
        return Problem.blocker(
                ErrorCode.YAML_SYNTAX,
                where,
                "not YAML: " + e.getProblem(),
                "correct the line, most often its indentation or a quote");
    }

    private static Reading broken(Problem problem) {
        return new Reading(Optional.empty(), List.of(problem));
    }
}
