package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes of several kinds are told in one refusal, and in a second one where they rest on what the first asks for. */
class MistakesAtOnceTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String VALUES = "network/cilium/values.yaml";

    @Test
    void whatTheSpecificationAndTheRepositoryLackIsOneRefusal() {
        MapTree tree = Story.tree();
        String spec = Story.replace(
                Story.replace(
                        Story.replace(tree.files().get(SPEC), "install: manifest", "install: operator"),
                        "calico: absent",
                        "calico: present"),
                "- kind: StatefulSet\n      namespace: kafka\n      name: kafka-zookeeper",
                "- kind: DaemonSet\n      namespace: kafka\n      name: kafka-zookeeper");
        tree.files().remove(VALUES);

        assertThat(refused(tree.with(SPEC, spec).with("other/" + SPEC, spec)))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        ErrorCode.WORKLOAD_NOT_SCALABLE,
                        ErrorCode.MIGRATIONS_COLLIDE,
                        ErrorCode.CALICO_POLICIES,
                        ErrorCode.INPUT_NOT_FOUND,
                        ErrorCode.CALICO_NOT_FOUND);
    }

    @Test
    void whatConflictsWithThePlanIsOneRefusal() {
        MapTree tree = NodeFiles.story("    templates: [" + NodeFiles.GENERAL + "]\n")
                .with(NodeFiles.GENERAL, NodeFiles.GENERAL_POOL.replace("\"20%\"", "\"0\""))
                .with(VALUES, "tunnelPort: 8472\n");
        String spec = Story.replace(tree.files().get(SPEC), "path: network/migration", "path: network/calico/migration")
                .stripTrailing();

        assertThat(refused(tree.with(SPEC, spec + "\n    autoMerge: [rotate-nodes-general]\n")))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        ErrorCode.PATH_SHARED,
                        ErrorCode.VALUE_CONFLICT,
                        ErrorCode.SPEC_BAD_VALUE,
                        ErrorCode.NODE_TEMPLATE_CONFLICT);
    }

    private static List<Problem> refused(MapTree tree) {
        return catchThrowableOfType(CrossfadeException.class, () -> Story.plan(tree))
                .problems();
    }
}
