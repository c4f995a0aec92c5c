package dev.crossfade.core.yaml;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What a parser of YAML 1.2 that is not ours reads: maps, lists and, as text, whatever stands in them. */
final class OtherParser {

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setParseComments(false)
            .setAllowRecursiveKeys(true)
            .build();

    private OtherParser() {}

    /** Every document, or nothing where this parser refuses the text. */
    static Optional<List<Object>> read(String text) {
        String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
        try {
            List<Object> documents = new ArrayList<>();
            new Compose(SETTINGS)
                    .composeAllFromReader(inPieces(unmarked))
                    .forEach(node -> documents.add(plain(node, 0)));
            return Optional.of(documents);
        } catch (YamlEngineException refused) {
            return Optional.empty();
        }
    }

    /**
     * From the line of a top-level key, with blank lines and the migration's comments above it, to that of the next one or
     * to the document's end; the whole text where there is no such key.
     */
    static int[] lines(String text, int document, Object key) {
        List<Node> nodes = new ArrayList<>();
        new Compose(SETTINGS).composeAllFromReader(inPieces(text)).forEach(nodes::add);
        if (!(nodes.get(document) instanceof MappingNode map) || map.getFlowStyle() != FlowStyle.BLOCK) {
            return new int[] {0, text.length()};
        }
        List<NodeTuple> entries = map.getValue();
        for (int i = 0; i < entries.size(); i++) {
            if (plain(entries.get(i).getKeyNode(), 0).equals(key)) {
                int from = lineStart(text, start(text, entries.get(i).getKeyNode()));
                boolean last = i + 1 == entries.size();
                int to = last
                        ? end(text, document, nodes)
                        : lineStart(text, start(text, entries.get(i + 1).getKeyNode()));
                return new int[] {above(text, from), to};
            }
        }
        return new int[] {0, text.length()};
    }

    private static int end(String text, int document, List<Node> nodes) {
        return document + 1 == nodes.size()
                ? text.length()
                : text.lastIndexOf("\n---", start(text, nodes.get(document + 1))) + 1;
    }

    private static int above(String text, int line) {
        int at = lineStart(text, line);
        while (at > 0) {
            int former = lineStart(text, at - 1);
            String one = text.substring(former, at).strip();
            if (!one.isEmpty() && !one.startsWith("# migration:")) {
                return at;
            }
            at = former;
        }
        return at;
    }

    private static int start(String text, Node node) {
        return text.offsetByCodePoints(0, node.getStartMark().orElseThrow().getIndex());
    }

    private static int lineStart(String text, int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** Version 3.0.1 of the parser fails where a character of two halves ends its buffer of 1024, so it gets less at once. */
    private static Reader inPieces(String text) {
        return new FilterReader(new StringReader(text)) {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 500));
            }
        };
    }

    private static Object plain(Node node, int depth) {
        if (depth > 60) {
            return "deep";
        }
        if (node instanceof MappingNode map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            for (NodeTuple tuple : map.getValue()) {
                plain.put(plain(tuple.getKeyNode(), depth + 1), plain(tuple.getValueNode(), depth + 1));
            }
            return plain;
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> plain(item, depth + 1))
                    .toList();
        }
        return ((ScalarNode) node).getValue();
    }
}
