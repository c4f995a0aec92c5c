package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.progress.Proving;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.review.EvidenceComment;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a comment says beside its gates; the whole of it is compared where watchers post it. */
class EvidenceCommentTest {

    private static final String WHICH = "kubectl is for the cluster that migrates, prod; with applications";

    private static String comment(UnaryOperator<String> spec) {
        StatusReport status = new StatusScene(Journey.of(Story.preview(spec)), "install-cilium", 6)
                .where(truth -> truth.machines.get(1).calicoAddress = "10.245.1.7")
                .report();
        Proving.Proven proven = status.proofs().proven().orElseThrow();
        return new EvidenceComment(
                        status.plan(),
                        proven.entry(),
                        proven.gates(),
                        proven.verdicts().entry())
                .body("0123456789abcdef");
    }

    @Test
    void saysWhichClusterACommandIsForWhereArgoCdIsInAnother() {
        String hub = comment(text -> Story.replace(
                text,
                "    kubernetesVersion: \"1.31\"",
                "    server: https://10.0.0.10:6443\n    kubernetesVersion: \"1.31\""));

        assertThat(hub).contains("**Needs somebody:**", WHICH);
        assertThat(comment(text -> text)).contains("**Needs somebody:**").doesNotContain(WHICH);
    }
}
