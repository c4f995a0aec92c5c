package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Taking phases back, what refuses it, and where the migration stands meanwhile. */
class UndoStandingsTest extends SceneTest {
    private static final String INSTALL = "install-cilium";
    private static final String MARKER = "network/migration/manifests/configmap-crossfade.yaml";

    @Test
    void theInstallGoesBackInTwoPullRequests() {
        scene = Scene.at(INSTALL, Flavour.GITLAB, folder);
        String application = "network/migration/applications/application-cilium.yaml";

        People.Page first = undone(INSTALL);
        assertThat(first.labels()).contains("crossfade", "prod", "undo");
        assertThat(scene.customer().files(first.head()).get(application))
                .contains("resources-finalizer.argocd.argoproj.io/background");
        assertThat(scene.crossfade("rollback", INSTALL).out()).contains("All of it was there already.");
        Scene.refused(scene.propose(), "migration-held", "pull request 1 ", "takes a phase back");
        Scene.refused(scene.propose("--resume"), "migration-held");
        scene.status("held", INSTALL, "takes a phase back");

        scene.site().merge(first.number(), MergeStyle.SQUASH);
        Scene.refused(scene.propose(), "migration-stopped", "second commit is missing");
        JsonNode half = scene.status("stopped", INSTALL, "the undo of phase install-cilium has begun");
        assertThat(half.path("next").asText()).startsWith("crossfade rollback install-cilium proposes it");
        People.Page second = undone(INSTALL);
        assertThat(second.number()).isEqualTo(2);
        assertThat(scene.customer().files(second.head())).doesNotContainKey(application);
        scene.status("held", INSTALL);
        scene.site().merge(second.number(), MergeStyle.MERGE);

        scene.status("stopped", "quiesce-workloads", "phase install-cilium was undone");
        refused(INSTALL, "is not merged: the last merged one is quiesce-workloads");
        People.Page again = scene.proposed("--resume");
        assertThat(again.branch()).isEqualTo(Scene.PREFIX + INSTALL);
        scene.status("proposed", INSTALL);
        assertThat(scene.proposed().number()).isEqualTo(again.number());
    }

    @Test
    void anUndoThatHasBegunIsGivenUpByTheWordToGoOn() {
        scene = Scene.at(INSTALL, Flavour.GITEA, folder);
        scene.site().merge(undone(INSTALL).number(), MergeStyle.MERGE);

        People.Page again = scene.proposed("--resume");

        assertThat(again.branch()).isEqualTo(Scene.PREFIX + INSTALL);
        assertThat(scene.customer().files(again.head()).get("network/migration/applications/application-cilium.yaml"))
                .doesNotContain("resources-finalizer.argocd.argoproj.io");
        scene.site().merge(again.number(), MergeStyle.SQUASH);
        scene.status("merged", INSTALL);
        assertThat(scene.proposed().branch()).isEqualTo(Scene.PREFIX + "node-config");
    }

    @Test
    void whatWasUndoneHasTheBytesFromBefore() {
        scene = Scene.at("relax-policies", Flavour.GITEA, folder);
        scene.customer().fetch();
        Map<String, String> before = scene.customer().files("refs/seen/main");
        People.Page phase = scene.proposed();
        String id = phase.branch().substring(Scene.PREFIX.length());
        scene.site().merge(phase.number(), MergeStyle.MERGE);
        String note = "notes/meanwhile.txt";
        scene.customer().push("main", note, "others work, too\n");

        scene.site().merge(undone(id).number(), MergeStyle.REBASE);

        scene.customer().fetch();
        Map<String, String> after = scene.customer().files("refs/seen/main");
        assertThat(after.remove(note)).isNotNull();
        assertThat(after.remove(MARKER)).contains("undone: " + id);
        before.remove(MARKER);
        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void anUndoTakesTheNextProposalOffTheTable(Flavour flavour) {
        scene = Scene.at("finalize-cilium", flavour, folder);
        People.Page next = scene.proposed();

        People.Page undo = undone("finalize-cilium");

        People.Page closed = scene.site().page(next.number());
        assertThat(closed.state()).isEqualTo("CLOSED");
        assertThat(closed.text()).contains("superseded -->");
        assertThat(scene.people().tip(next.branch())).isEmpty();
        scene.site().merge(undo.number(), MergeStyle.MERGE);
        scene.status("stopped", "rotate-nodes", "phase finalize-cilium was undone");
        assertThat(scene.proposed("--resume").branch()).isEqualTo(Scene.PREFIX + "finalize-cilium");
    }

    @Test
    void whatAPersonCommittedStaysBesideAnUndo() {
        scene = Scene.at("finalize-cilium", Flavour.GITEA, folder);
        People.Page next = scene.proposed();
        String theirs = scene.customer().push(next.branch(), "by-hand.txt", "x\n");

        undone("finalize-cilium");

        assertThat(scene.site().page(next.number()).state()).isEqualTo("CLOSED");
        assertThat(scene.people().tip(next.branch())).contains(theirs);
    }

    @Test
    void phasesOfOneCommitAreNotToldApart() {
        scene = Scene.of(Flavour.GITEA, folder);
        scene.customer().squash("relax-policies");

        refused("relax-policies", "one commit took prepare, pin-calico-address and relax-policies", "by hand");
        assertThat(scene.site().pages()).isEmpty();
    }

    /** The pin may not go once Cilium was there, however it came. */
    @Test
    void thePinStaysWhereTheInstallCameWithOthers() {
        scene = Scene.at("pin-calico-address", Flavour.GITEA, folder);
        scene.customer().squash("install-cilium");
        scene.customer().revert();

        refused("pin-calico-address", "cilium_host outlives it");
    }

    @Test
    void theFirstPhaseGoesBackAfterTheSecond() {
        scene = Scene.at("pin-calico-address", Flavour.GITEA, folder);
        scene.site().merge(undone("pin-calico-address").number(), MergeStyle.MERGE);

        People.Page first = undone("prepare");

        assertThat(scene.customer().files(first.head())).doesNotContainKey(MARKER);
        scene.site().merge(first.number(), MergeStyle.SQUASH);
        scene.status("stopped", "prepare", "was reverted by");
    }

    /** Git merges no two changes whose lines touch. */
    @Test
    void whatIsSaidOfAnUndoTouchesWhatTheNextPhaseChanges() {
        scene = Scene.at("remove-calico-workloads", Flavour.GITEA, folder);

        People.Page undo = undone("enforce-policies");

        assertThat(scene.customer().files(undo.head()).get(MARKER))
                .containsPattern("phase: .*\n  number: .*\n  undone: enforce-policies\n");
    }

    @Test
    void policiesGoBackWhileLaterPhasesStand() {
        scene = Scene.at("remove-calico-workloads", Flavour.GITLAB, folder);
        String overlay = "network/migration/cilium/values.migration.yaml";
        assertThat(scene.customer().files("refs/seen/main").get(overlay))
                .doesNotContain("policyEnforcementMode: never");

        People.Page undo = undone("enforce-policies");

        assertThat(scene.customer().fetched().changed(undo.head())).containsExactlyInAnyOrder(overlay, MARKER);
        scene.site().merge(undo.number(), MergeStyle.SQUASH);
        scene.status("stopped", "remove-calico-workloads", "phase enforce-policies was undone");
        Scene.refused(scene.propose(), "migration-stopped");
        Scene.refused(scene.propose("--resume"), "phase-lost", overlay, "spec.acknowledged");

        scene.edit(
                "crossfade.yaml",
                "  gates:\n",
                "  acknowledged: [{code: phase-lost, file: " + overlay + ", by: Jo, reason: later}]\n  gates:\n");
        People.Page next = scene.proposed("--resume");
        assertThat(next.branch()).startsWith(Scene.PREFIX + "remove-calico-leftovers");
        assertThat(scene.proposed().number()).isEqualTo(next.number());
    }

    /** By hand the marker stays, so nothing but Crossfade keeps the next proposal from being merged. */
    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whatIsLostTakesTheNextProposalOffTheTable(Flavour flavour) {
        scene = Scene.at("remove-calico-workloads-prune", flavour, folder);
        People.Page next = scene.proposed();
        assertThat(next.branch()).isEqualTo(Scene.PREFIX + "remove-calico-workloads");
        String overlay = "network/migration/cilium/values.migration.yaml";
        scene.edit(overlay, "policyEnforcementMode: default", "policyEnforcementMode: never");

        scene.status("held", "remove-calico-workloads-prune", "phase-lost", overlay);
        Scene.refused(scene.propose("--dry-run"), "phase-lost", "close superseded pull request", "nothing was done");
        assertThat(scene.site().page(next.number()).state()).isEqualTo("OPEN");
        Scene.refused(scene.propose(), "phase-lost", overlay, "close superseded pull request " + next.number());

        assertThat(scene.site().page(next.number()).state()).isEqualTo("CLOSED");
        assertThat(scene.people().tip(next.branch())).isEmpty();
        Scene.refused(scene.propose(), "phase-lost");
        scene.edit(overlay, "policyEnforcementMode: never", "policyEnforcementMode: default");
        assertThat(scene.proposed().branch()).isEqualTo(next.branch());
    }

    @Test
    void anUndoIsWhatComesFirst() {
        scene = Scene.at("finalize-cilium", Flavour.GITHUB, folder);
        People.Page next = scene.proposed();
        scene.customer().push(next.branch(), "by-hand.txt", "x\n");

        assertThat(scene.crossfade("rollback", "finalize-cilium").out())
                .contains("branch " + next.branch() + " stays: it holds a commit of Jo Ops");

        JsonNode held = scene.status("held", "finalize-cilium", "takes a phase back");
        assertThat(held.path("next").asText()).isEqualTo("merge it, or close it and delete its branch");
        assertThat(held.toString()).doesNotContain("merge the pull request past");
    }

    @Test
    void auditGoesBackBelowEnforcement() {
        scene = Scene.at("remove-calico-workloads-prune", Flavour.GITEA, folder);
        String overlay = "network/migration/cilium/values.migration.yaml";

        People.Page undo = undone("audit-policies");

        assertThat(scene.customer().fetched().changed(undo.head())).containsExactlyInAnyOrder(overlay, MARKER);
        assertThat(scene.customer().files(undo.head()).get(overlay))
                .contains("policyEnforcementMode: never")
                .doesNotContain("policyAuditMode");
    }

    @Test
    void theCureLeadsSomewhere() {
        scene = Scene.at("remove-calico-workloads-prune", Flavour.GITHUB, folder);

        refused(
                "rotate-nodes",
                "phases stand on rotate-nodes",
                "git revert the merge of remove-calico-workloads-prune");

        scene.customer().revert();
        assertThat(undone("enforce-policies").branch()).isEqualTo(Scene.PREFIX + "undo-enforce-policies");
    }

    @Test
    void allPhasesInOneMergeAreNotDone() {
        scene = Scene.at("enforce-policies", Flavour.GITLAB, folder);
        scene.customer().squash("hand-over");

        scene.status("held", "hand-over", "phases-at-once", "remove-calico-workloads");
        assertThat(scene.crossfade("status", "--exit-code").code()).isEqualTo(1);
    }

    @Test
    void eachPhaseSaysWhyItCannotGoBack() {
        scene = Scene.of(Flavour.GITHUB, folder);
        refused("prepare", "no phase is merged", "close the pull request");
        scene.customer().reach("remove-calico-workloads");

        refused("rotate-nodez", "no phase 'rotate-nodez'", "did you mean");
        refused("adopt-calico", "was skipped");
        refused("remove-calico-leftovers", "is not merged");
        refused("remove-calico-workloads", "cannot be taken back", "crossfade explain remove-calico-workloads");
        refused("finalize-cilium", "phases stand on finalize-cilium", "up to remove-calico-workloads", "no way back");
        assertThat(scene.site().pages()).isEmpty();
        assertThat(scene.customer().branches()).containsExactly("main");
    }

    @Test
    void valuesInTheCustomersOwnFileAreTheirs() {
        scene = Scene.at("hand-over", Flavour.GITHUB, folder);
        refused("enforce-policies", "in the customer's own file", "network/cilium/values.yaml");
        assertThat(scene.propose().out()).contains("Every phase is merged");
        scene.status("done", "hand-over", "every phase is merged");
    }

    @Test
    void aPhaseWhoseLinesWereChangedIsForPeople() {
        scene = Scene.at(INSTALL, Flavour.GITEA, folder);
        scene.edit("network/cilium/values.yaml", "# migration: permanent", "# ours: permanent");
        refused(INSTALL, "network/cilium/values.yaml was changed since phase install-cilium", "by hand");
    }

    @Test
    void aForeignCommitOnAnUndoIsNotOverwritten() {
        scene = Scene.at(INSTALL, Flavour.GITEA, folder);
        People.Page undo = undone(INSTALL);
        String theirs = scene.customer().push(undo.branch(), "by-hand.txt", "x\n");

        Scene.refused(scene.crossfade("rollback", INSTALL), "migration-held", theirs.substring(0, 10));
        assertThat(scene.people().tip(undo.branch())).contains(theirs);
    }

    @Test
    void anUndoThatAPersonClosedIsOver() {
        scene = Scene.at(INSTALL, Flavour.GITEA, folder);
        People.Page undo = undone(INSTALL);
        scene.people().close("jo", undo.number());

        scene.status("merged", INSTALL);
        assertThat(scene.proposed().branch()).startsWith(Scene.PREFIX + "node-config");
    }

    @Test
    void whatCrossfadeClosedItselfIsNobodysWord() {
        scene = Scene.of(Flavour.GITHUB, folder);
        scene.site().merge(scene.proposed().number(), MergeStyle.MERGE);
        People.Page second = scene.proposed();
        String later = second.branch();
        scene.customer().revertOf("prepare");

        Scene.refused(scene.propose(), "migration-stopped", "prepare was reverted");
        // the branch of what is superseded is the first that the run pushes to
        scene.site().forge().faults().next(request -> request.isGit() && request.writes(), Fault.status(503));
        People.Page anew = scene.proposed("--resume");
        assertThat(anew.branch()).isEqualTo(Scene.PREFIX + "prepare");
        People.Page closed = scene.site().page(second.number());
        assertThat(closed.state()).isEqualTo("CLOSED");
        assertThat(closed.text()).contains(" superseded -->");
        assertThat(scene.people().tip(later)).as("could not be deleted").isPresent();
        assertThat(scene.proposed().number()).isEqualTo(anew.number());
        assertThat(scene.people().tip(later)).isEmpty();

        scene.site().merge(anew.number(), MergeStyle.SQUASH);
        scene.status("merged", "prepare");
        People.Page again = scene.proposed();
        assertThat(again.branch()).isEqualTo(later);
        assertThat(again.number()).isEqualTo(4);
    }

    @Test
    void aTextOfAPersonsOwnIsMarkedWhenItsPullRequestIsClosed() {
        scene = Scene.of(Flavour.GITEA, folder);
        scene.site().merge(scene.proposed().number(), MergeStyle.MERGE);
        People.Page second = scene.proposed();
        scene.people().edit(second.number(), "my title", "my own words");
        scene.customer().revertOf("prepare");
        People.Page anew = scene.proposed("--resume");
        assertThat(scene.site().page(second.number()).state()).isEqualTo("CLOSED");
        assertThat(scene.site().page(second.number()).text()).startsWith("my own words");

        scene.site().merge(anew.number(), MergeStyle.SQUASH);
        scene.status("merged", "prepare");
        assertThat(scene.proposed().branch()).isEqualTo(second.branch());
    }

    @Test
    void aSupersededOneThatAPersonOpensAgainIsAPersonsAgain() {
        scene = Scene.of(Flavour.GITEA, folder);
        scene.site().merge(scene.proposed().number(), MergeStyle.MERGE);
        People.Page second = scene.proposed();
        scene.customer().revertOf("prepare");
        scene.site().merge(scene.proposed("--resume").number(), MergeStyle.SQUASH);
        scene.people().branch(second.branch(), "main");
        scene.people().reopen(second.number());

        assertThat(scene.proposed().number()).isEqualTo(3);
        assertThat(scene.site().page(second.number()).text()).doesNotContain("superseded");
        scene.people().close("jo", second.number());

        Scene.refused(scene.propose(), "proposal-closed", "pull request " + second.number() + " ");
    }

    private People.Page undone(String phase) {
        Scene.good(scene.crossfade("rollback", phase));
        People.Page newest = scene.site().pages().get(scene.site().pages().size() - 1);
        assertThat(newest.branch()).isEqualTo(Scene.PREFIX + "undo-" + phase);
        assertThat(newest.state()).isEqualTo("OPEN");
        return newest;
    }

    private void refused(String phase, String... words) {
        Scene.refused(scene.crossfade("rollback", phase), "undo-refused", words);
    }
}
