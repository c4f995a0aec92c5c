package dev.crossfade.core.nodes;

import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;

/** Words for what a template says that contradicts the migration. */
final class Conflicts {

    private Conflicts() {}

    static Problem labelled(NodeObject object, Where where, String label) {
        return problem(
                where,
                object + " has label " + label
                        + " already: its nodes would go over to Cilium with node-config, pods and" + " all",
                "take it out of the template and off the nodes, or name another under spec.nodes.label");
    }

    static Problem problem(Where where, String message, String cure) {
        return Problem.blocker(ErrorCode.NODE_TEMPLATE_CONFLICT, where, message, cure);
    }
}
