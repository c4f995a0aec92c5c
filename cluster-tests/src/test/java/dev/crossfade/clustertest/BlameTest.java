package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What counts as a word on a gate, by lines as watchers have logged them and rows as they have posted them. */
class BlameTest {

    private static final String WAITS =
            "gates of install-cilium: argo-synced unknown, agents-ready waiting; argo-synced:"
                    + " Argo CD cannot compare Application argocd/crossfade-prod: rpc error: code = Unavailable; node-10 besides";
    private static final String HELD =
            "gate cilium-health of install-cilium: 1 of 4 agents reach all nodes; node-13 does not"
                    + " reach 1, node-10 does not reach 3 (crossfade explain); gate agents-ready of install-cilium: DaemonSet"
                    + " kube-system/cilium matches none of 4 nodes (crossfade explain)";
    private static final String COMMENT = """
            <!-- crossfade:evidence -->
            ### Phase 6 of 24, `install-cilium`: 1 of 3 gates passed

            | gate | verdict | since | what it rests on |
            |---|---|---|---|
            | `agents-ready` | **waiting** | – | 3 of 4 nodes have a Ready pod of DaemonSet kube-system/cilium; without: node-13 |
            | `argo-synced` | **failed** | – | code `=` Unavailable \\| or so |
            | `coredns` | passed | 2026-08-01 12:00:00 UTC | 2 of 2 CoreDNS pods are Ready |

            <details><summary>What was read</summary>

            | gate | object | field | value |
            |---|---|---|---|
            | `coredns` | Pod kube-system/coredns-1 | `status.conditions[Ready]` | `False` |
            """;

    private static JsonNode stands(String verdict, String reason) {
        return new ObjectMapper().createObjectNode().put("verdict", verdict).put("reason", reason);
    }

    @Test
    void aLineSpeaksOfTheGateWhoseReasonItHas() {
        JsonNode line = stands("unknown", WAITS);
        assertThat(new Blame("argo-synced", "code = Unavailable").isIn(line)).isTrue();
        assertThat(new Blame("argo-synced", "node-10").isIn(line)).isTrue();
        assertThat(new Blame("argo-synced", "node-1").isIn(line)).isFalse();
        assertThat(new Blame("agents-ready", "node-10").isIn(line)).isFalse();
        assertThat(new Blame("argo-synced", "agents-ready").isIn(line)).isFalse();
        assertThat(new Blame("argo-synced", "code = Unavailable").isIn(stands("passed", WAITS)))
                .isFalse();
    }

    /** The merged phase is proved, and the next one may not come all the same. */
    @Test
    void whatKeepsTheNextPhaseOutIsBlamedToo() {
        JsonNode line = stands(
                "passed",
                "entry gates of remove-calico-workloads-prune: calico-unshared waiting; calico-unshared: egress (a policy)");
        assertThat(new Blame("calico-unshared", "egress (a policy)").isIn(line)).isTrue();
        assertThat(new Blame("calico-unused", "egress (a policy)").isIn(line)).isFalse();
    }

    @Test
    void aHoldHasTheReasonOfEachGateThatFailed() {
        JsonNode line = stands("failed", HELD);
        assertThat(new Blame("cilium-health", "node-10 does not reach").isIn(line))
                .isTrue();
        assertThat(new Blame("agents-ready", "matches none").isIn(line)).isTrue();
        assertThat(new Blame("agents-ready", "node-10 does not reach").isIn(line))
                .isFalse();
        assertThat(new Blame("cilium-health", "matches none").isIn(line)).isFalse();
    }

    @Test
    void aCommentSpeaksOfTheGateInItsRowAndWhereItHasNotPassed() {
        assertThat(new Blame("agents-ready", "without: node-13").isIn(COMMENT)).isTrue();
        assertThat(new Blame("agents-ready", "without: node-1").isIn(COMMENT)).isFalse();
        assertThat(new Blame("argo-synced", "code = Unavailable | or so").isIn(COMMENT))
                .isTrue();
        assertThat(new Blame("argo-synced", "without: node-13").isIn(COMMENT)).isFalse();
        assertThat(new Blame("coredns", "CoreDNS pods are Ready").isIn(COMMENT)).isFalse();
        assertThat(new Blame("coredns", "False").isIn(COMMENT)).isFalse();
    }

    @Test
    void aBlameHasWords() {
        assertThatThrownBy(() -> new Blame("argo-synced", " ")).hasMessageContaining("argo-synced");
    }
}
