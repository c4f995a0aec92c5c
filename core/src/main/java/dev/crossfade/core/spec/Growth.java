package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Refuses a file whose aliases contain themselves, or stand for far more than a person would write. */
final class Growth {

    private static final int MOST_VALUES = 20_000;
    private static final int MOST_NESTING = 50;

    private int values;

    private Growth() {}

    static Optional<Problem> check(String file, Node root) {
        return new Growth().fits(root, 0)
                ? Optional.empty()
                : Optional.of(Problem.blocker(
                        ErrorCode.YAML_SYNTAX,
                        Where.file(file),
                        "with its aliases written out the file is nested deeper than " + MOST_NESTING
                                + " levels or holds more than " + MOST_VALUES + " values",
                        "write the values out instead of using anchors and aliases"));
    }

    private boolean fits(Node node, int depth) {
        values++;
        if (values > MOST_VALUES || depth > MOST_NESTING) {
            return false;
        }
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (!fits(tuple.getKeyNode(), depth + 1) || !fits(tuple.getValueNode(), depth + 1)) {
                    return false;
                }
            }
            return true;
        }
        return !(node instanceof SequenceNode list) || list.getValue().stream().allMatch(item -> fits(item, depth + 1));
    }
}
