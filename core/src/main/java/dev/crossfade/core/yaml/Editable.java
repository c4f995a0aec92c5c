package dev.crossfade.core.yaml;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.util.Objects;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Refuses to edit what an edit by position could get wrong: anchors, aliases, merge keys and complex keys. */
record Editable(String file, Source source) {

    /** Checks everything that the way passes, and all of what it ends at: that is replaced or removed. */
    void require(Trail trail) {
        passes(trail);
        within(trail.end());
    }

    /** Checks the way, and of the collection at its end only the element that text is put behind. */
    void requireBehind(Trail trail) {
        passes(trail);
        if (trail.end() instanceof MappingNode map && !map.getValue().isEmpty()) {
            NodeTuple last = map.getValue().get(map.getValue().size() - 1);
            within(last.getValueNode(), source.start(last.getKeyNode()));
        } else if (trail.end() instanceof SequenceNode sequence
                && !sequence.getValue().isEmpty()) {
            within(sequence.getValue().get(sequence.getValue().size() - 1), source.start(sequence));
        }
    }

    private void passes(Trail trail) {
        check(trail.root(), -1);
        for (Trail.Stop stop : trail.stops()) {
            Node key = stop.key();
            check(stop.value(), key == null ? source.start(stop.parent()) : source.start(key));
            if (key != null && source.text().startsWith("?", source.lineStart(source.start(key)) + leading(key))) {
                throw refused(key, "a complex key");
            }
        }
    }

    /** An alias is the anchored node itself, so it stands before the place that refers to it. */
    private void check(Node node, int after) {
        if (node.getAnchor() != null || source.start(node) < after) {
            throw refused(node, "an anchor or alias");
        }
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (Objects.equals(tuple.getKeyNode().getTag(), Tag.MERGE)) {
                    throw refused(tuple.getKeyNode(), "a merge key");
                }
            }
        }
    }

    private void within(Node node) {
        check(node, -1);
        if (node instanceof MappingNode map) {
            map.getValue().forEach(tuple -> within(tuple.getValueNode(), source.start(tuple.getKeyNode())));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> within(item, source.start(sequence)));
        }
    }

    private void within(Node node, int after) {
        check(node, after);
        within(node);
    }

    private int leading(Node key) {
        String line = source.text().substring(source.lineStart(source.start(key)), source.start(key));
        return line.length() - line.stripLeading().length();
    }

    CrossfadeException unendedText(Node node) {
        return new CrossfadeException(
                ErrorCode.YAML_NOT_EDITABLE,
                place(node),
                "cannot edit this safely: the text ends with the file, without a line break, and would gain one",
                "end the file with a line break, or write |- or >- where the text must not have one, then run again");
    }

    CrossfadeException refused(Node node, String what) {
        return new CrossfadeException(
                ErrorCode.YAML_NOT_EDITABLE,
                place(node),
                "cannot edit this safely: " + what + " is in the way",
                "write the values out where they are used, then run the command again");
    }

    private Where place(Node node) {
        return Where.at(
                file, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }
}
