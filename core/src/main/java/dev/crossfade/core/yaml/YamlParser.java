package dev.crossfade.core.yaml;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Text to documents, with problems instead of exceptions' traces, and with duplicate keys refused. */
final class YamlParser {

    /** Above Cilium's own values and every CRD of Calico's, far below what would hurt. */
    private static final HelmScalars SCALARS = new HelmScalars();

    private static final int MOST_CODE_POINTS = 20 << 20;

    private static final int MOST_NESTING = 50;
    private static final int MOST_ALIASES = 50;

    private YamlParser() {}

    static List<YamlDocument> parse(String name, String text) {
        List<YamlDocument> documents = new ArrayList<>();
        try {
            for (Node node : yaml().composeAll(new StringReader(text))) {
                refuseDuplicates(name, node, 0);
                documents.add(new YamlDocument(name, documents.size(), node));
            }
        } catch (MarkedYAMLException e) {
            Where where = e.getProblemMark() == null
                    ? Where.file(name)
                    : Where.at(
                            name,
                            e.getProblemMark().getLine() + 1,
                            e.getProblemMark().getColumn() + 1);
            throw syntax(name, text, where, String.valueOf(e.getProblem()), e);
        } catch (YAMLException e) {
            throw syntax(name, text, Where.file(name), String.valueOf(e.getMessage()), e);
        }
        return documents;
    }

    /** The text without one document: from its separator to the next one. */
    static String withoutDocument(String text, int document) {
        Starts starts = Starts.of(text);
        int to = starts.end(text, document);
        if (document == 0 && !starts.firstIsExplicit()) {
            // nothing parts the second document from the begin of the file, so its separator goes along
            boolean last = to == text.length();
            return text.substring(last ? to : Source.nextLine(text, to));
        }
        return text.substring(0, starts.places().get(document)) + text.substring(to);
    }

    /** One document's text: its separator, where it has one, and all up to the next one. */
    static String document(String text, int document) {
        Starts starts = Starts.of(text);
        boolean implicit = document == 0 && !starts.firstIsExplicit();
        return text.substring(implicit ? 0 : starts.places().get(document), starts.end(text, document));
    }

    /** Where the documents of a text begin. */
    private record Starts(List<Integer> places, boolean firstIsExplicit) {

        static Starts of(String text) {
            List<Integer> places = new ArrayList<>();
            boolean firstIsExplicit = false;
            for (Event event : yaml().parse(new StringReader(text))) {
                if (event instanceof DocumentStartEvent start) {
                    firstIsExplicit |= places.isEmpty() && start.getExplicit();
                    places.add(Source.offset(text, start.getStartMark()));
                }
            }
            return new Starts(places, firstIsExplicit);
        }

        int end(String text, int document) {
            return document == places.size() - 1 ? text.length() : places.get(document + 1);
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CODE_POINTS);
        options.setNestingDepthLimit(MOST_NESTING);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        DumperOptions dumper = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, SCALARS);
    }

    /** Helm lets the last one win in silence, which has cost clusters their settings. */
    private static void refuseDuplicates(String name, Node node, int depth) {
        if (depth > MOST_NESTING) {
            throw syntax(Where.file(name), "nested deeper than " + MOST_NESTING + " levels", null);
        }
        if (node instanceof MappingNode map) {
            Map<String, Node> seen = new HashMap<>();
            for (NodeTuple tuple : map.getValue()) {
                Node key = tuple.getKeyNode();
                Node former = Objects.equals(key.getTag(), Tag.MERGE) ? null : seen.put(TypedValue.key(key), key);
                if (former != null) {
                    throw new CrossfadeException(
                            ErrorCode.YAML_DUPLICATE_KEY,
                            Where.at(
                                    name,
                                    key.getStartMark().getLine() + 1,
                                    key.getStartMark().getColumn() + 1),
                            "key '" + TypedValue.key(key) + "' stands twice, in lines "
                                    + (former.getStartMark().getLine() + 1) + " and "
                                    + (key.getStartMark().getLine() + 1)
                                    + "; most tools would keep the last and drop the first",
                            "merge the two by hand");
                }
                refuseDuplicates(name, tuple.getValueNode(), depth + 1);
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> refuseDuplicates(name, item, depth + 1));
        }
    }

    /** What Git left of a merge is told as that, whatever YAML makes of it. */
    private static CrossfadeException syntax(String name, String text, Where where, String what, YAMLException cause) {
        Optional<ConflictMarker> marker = ConflictMarker.in(name, text);
        if (marker.isPresent()) {
            CrossfadeException problem =
                    new CrossfadeException(List.of(marker.get().problem()));
            problem.initCause(cause);
            return problem;
        }
        return syntax(where, what, cause);
    }

    private static CrossfadeException syntax(
            Where where, String what, @org.jspecify.annotations.Nullable Throwable cause) {
        CrossfadeException problem = new CrossfadeException(
                ErrorCode.YAML_SYNTAX,
                where,
                "not YAML: " + what,
                "correct the line, most often its indentation or a quote");
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }
}
