package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.plan.UndoRenderer;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.review.ReviewFacts;
import dev.crossfade.core.review.ReviewWriter;
import dev.crossfade.core.review.UndoCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What reviewers of an undo must be able to read: what it touches, in which order, and how one sees that it worked. */
class UndoReviewTest {

    private static final Preview STORY = Story.preview();

    @Test
    void whatRestartsWithAPhaseRestartsAgainWithItsUndo() {
        assertThat(texts(STORY, "finalize-cilium").get(0))
                .contains(
                        "- **Pods that restart:** all agents of Cilium and its operator once more",
                        "a checksum in the pod template, which Git does not show",
                        "- **Nodes that move:** none.",
                        "### Worked when\n\nThese hold again, the gates of `rotate-nodes` (13):\n\n| gate | passes when |",
                        "\n| `agents-ready` | every Linux node runs a Ready cilium agent");
        assertThat(texts(STORY, "pin-calico-address").get(0))
                .contains(
                        "- **Pods that restart:** calico-node once more, node by node.", "the gates of `prepare` (1):");
    }

    @Test
    void whatStartedStopsAndWhatStoppedStarts() {
        assertThat(texts(STORY, "resume-workloads-kafka-broker").get(0))
                .contains(
                        "and no new ones start: **it is down again**.",
                        "### Worked when\n\n- kafka/kafka-broker has no pod");
        assertThat(texts(STORY, "quiesce-workloads-kafka-broker").get(0)).contains("start again, on Calico.");
        List<String> job = texts(STORY, "quiesce-workloads");
        assertThat(job.get(0))
                .contains("start again, on Calico.")
                .containsPattern(
                        "### Worked when\\n\\n- Argo CD has synced .*\\n- Job crossfade-prod-\\S+ is complete");
        assertThat(job.get(1))
                .contains("- **Pods that restart:** none: the Job of commit 1 has done it, and leaves.")
                .containsPattern("- \\[ ] The Job of commit 1 is complete: kubectl -n kube-system get job crossfade-");
    }

    @Test
    void theCommitsOfARemovalSayHowTheOneFollowsTheOther() {
        List<String> texts = texts(STORY, "install-cilium");
        String finalizers =
                "`kubectl -n argocd get applications.argoproj.io prod-cilium -o jsonpath='{.metadata.finalizers}'`"
                        + " names `resources-finalizer.argocd.argoproj.io/background`";

        assertThat(texts).hasSize(2);
        assertThat(texts.get(0))
                .contains(
                        "`crossfade rollback install-cilium`, run again when Argo CD has synced this one, proposes commit 2",
                        "- **Pods that restart:** none.",
                        "- " + finalizers)
                .doesNotContain("- [ ] Argo CD has synced", "- [ ] The live Application", "These hold again");
        assertThat(texts.get(1))
                .contains(
                        "### Only if\n\n- [ ] Argo CD has synced commit 1 of 2: ",
                        "- [ ] The live Application carries the finalizer: " + finalizers + ". Without it",
                        "- **Pods that restart:** none of yours. The pods of Cilium itself end on all nodes.",
                        "These hold again, the gates of `quiesce-workloads` (6):");
        assertThat(STORY.commit("install-cilium").orElseThrow().message()).doesNotContain("run again");
    }

    @Test
    void nothingInGitStopsWhoReplacesNodes() {
        assertThat(texts(STORY, "rotate-nodes").get(0))
                .contains(
                        "Nothing in Git stops Terraform, an instance refresh or a loop of the runbook",
                        "The revert only closes the phase; nodes that moved stay on Cilium")
                .doesNotContain("freezes");
        assertThat(texts(STORY, "first-nodes").get(0))
                .contains("the marker alone changes, and nothing in Git stops who adds and ends nodes")
                .doesNotContain("freezes");
        assertThat(texts(Story.plan(Story.tree("kubeadm-small")), "rotate-nodes")
                        .get(0))
                .contains("those who drain and reboot: they stop by themselves")
                .doesNotContain("freezes");
        assertThat(texts(Story.plan(Story.tree("operator-karpenter")), "rotate-nodes-general")
                        .get(0))
                .contains(
                        "Karpenter replaces no more nodes of general.", "revert freezes the rotation of what Git keeps")
                .doesNotContain("Terraform");
    }

    /** A base whose marker names a later phase, as after the undo of values under what stands on them. */
    @Test
    void underLaterPhasesNoGateIsAskedForThatTheyHaveEnded() {
        PlannedCommit late = STORY.commit("hand-over").orElseThrow();
        PlannedCommit values = STORY.commit("audit-policies").orElseThrow();
        MapTree base = MapTree.copyOf(late.base());
        UndoCommit undo = new UndoCommit(values.entry(), base, values.changes(), 1, 1);

        assertThat(writer(STORY).text(undo, ReviewFacts.NONE).text())
                .contains("| `agents-ready` | ")
                .doesNotContain("| `calico-healthy` | ");
        assertThat(texts(STORY, "audit-policies").get(0)).contains("| `calico-healthy` | ");
    }

    private static List<String> texts(Preview preview, String phase) {
        PlannedCommit commit = preview.commit(phase).orElseThrow();
        Step step = Objects.requireNonNull(commit.entry().step());
        MapTree tree = MapTree.copyOf(commit.base()).with(commit.changes());
        List<ChangeSet> parts = new UndoRenderer(preview.plan().migration()).render(step, commit.base(), tree);
        List<String> texts = new ArrayList<>();
        for (ChangeSet part : parts) {
            UndoCommit undo = new UndoCommit(commit.entry(), tree, part, texts.size() + 1, parts.size());
            texts.add(writer(preview).text(undo, ReviewFacts.NONE).text());
            tree = tree.with(part);
        }
        return texts;
    }

    private static ReviewWriter writer(Preview preview) {
        return new ReviewWriter(preview.plan(), new ClasspathTemplates());
    }
}
