package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a migration stands after what people do to its pull requests and branches. */
class StandingsTest extends SceneTest {
    private static final String PREPARE = Scene.PREFIX + "prepare";

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whatAPersonClosedStaysClosedUntilTheWordToGoOn(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        assertThat(scene.crossfade("status").out()).contains("planned");
        scene.status("planned", "prepare", "crossfade propose opens the pull request of prepare");
        People.Page first = scene.proposed();
        scene.status("proposed", "prepare", "review and merge pull request " + first.number());
        scene.people().close("jo", first.number());

        Scene.refused(scene.propose(), "proposal-closed", "closed by jo without a merge", "--resume");
        JsonNode stopped = scene.status("stopped", "prepare", "proposal-closed", "closed by jo");
        assertThat(Scene.code(stopped)).isEqualTo("proposal-closed");
        assertThat(scene.crossfade("status").out()).doesNotContain("\nDone ");
        assertThat(scene.site().pages()).hasSize(1);

        People.Page second = scene.proposed("--resume");
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.state()).isEqualTo("OPEN");
        assertThat(scene.site().page(1).state()).isEqualTo("CLOSED");
        assertThat(scene.propose().out()).contains("All of it was there already.", "/2");
        scene.status("proposed", "prepare");
        assertThat(scene.site().pages()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aDeletedBranchIsAPersonsWordWhereItClosesThePullRequest(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        People.Page first = scene.proposed();
        scene.people().deleteBranch("jo", PREPARE);
        if (flavour == Flavour.GITLAB) {
            // GitLab leaves the merge request open, and the push of the branch mends it
            assertThat(scene.proposed().number()).isEqualTo(1);
            assertThat(scene.people().tip(PREPARE)).contains(first.head());
        } else {
            Scene.refused(scene.propose(), "proposal-closed", "pull request 1 ");
            scene.status("stopped", "prepare");
            assertThat(scene.people().tip(PREPARE)).isEmpty();
            assertThat(scene.proposed("--resume").head()).isEqualTo(first.head());
        }
    }

    @Test
    void aPersonsCommitIsNeverOverwritten() {
        scene = Scene.of(Flavour.GITHUB, folder);
        People.Page open = scene.proposed();
        String theirs = scene.customer().push(PREPARE, "network/migration/notes.txt", "by hand\n");

        for (String[] way : new String[][] {{}, {"--resume"}}) {
            Scene.refused(
                    scene.propose(way),
                    "migration-held",
                    theirs.substring(0, 10),
                    "Jo Ops <jo@example.com>",
                    "status crossfade/prod is not success while it is there",
                    "or merge the pull request past that status");
        }
        scene.status("held", "prepare", theirs.substring(0, 10));
        scene.customer().push("main", "network/cilium/notes.txt", "moved\n");
        Scene.refused(scene.propose(), "migration-held");
        assertThat(scene.people().tip(PREPARE)).contains(theirs);

        scene.people().merge("jo", open.number(), MergeStyle.SQUASH, "with notes");
        assertThat(scene.proposed().branch()).isEqualTo(Scene.PREFIX + "pin-calico-address");
        assertThat(scene.people().tip(PREPARE)).as("not Crossfade's to delete").contains(theirs);
    }

    /** It keeps the trailers, and author and committer are the same again. */
    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whatAPersonAmendedAsTheirOwnIsNeverOverwritten(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        scene.proposed();
        String theirs = scene.customer().amend(PREPARE, new PersonIdent("Jo Ops", "jo@example.com"), "my words");

        Scene.refused(
                scene.propose(),
                "migration-held",
                theirs.substring(0, 10) + " by Jo Ops <jo@example.com>",
                "spec.git.author");
        scene.status("held", "prepare", theirs.substring(0, 10), "amended or rebased");
        assertThat(scene.people().tip(PREPARE)).contains(theirs);
    }

    /** Name and address are spec.git.author's then; the date is not. */
    @Test
    void whatSpecGitAuthorAmendedByHandIsNeverOverwritten() {
        scene = Scene.of(Flavour.GITHUB, folder);
        scene.edit("crossfade.yaml", "  git:\n", "  git:\n    author: {name: Jo Ops, email: jo@example.com}\n");
        scene.proposed();
        String theirs = scene.customer().amend(PREPARE, new PersonIdent("Jo Ops", "jo@example.com"), "my words");

        Scene.refused(scene.propose(), "migration-held", theirs.substring(0, 10), "amended or rebased");
        assertThat(scene.people().tip(PREPARE)).contains(theirs);
    }

    @Test
    void anotherAuthorInTheSpecificationHoldsWhatTheFormerOneWrote() {
        scene = Scene.of(Flavour.GITHUB, folder);
        People.Page open = scene.proposed();
        String robot = "  git:\n    author: {name: Robot, email: robot@example.com}\n";
        scene.edit("crossfade.yaml", "  git:\n", robot);
        Scene.refused(scene.propose(), "migration-held", "spec.git.author was another one");
        scene.status("held", "prepare");
        scene.edit("crossfade.yaml", robot, "  git:\n");
        assertThat(scene.proposed().number()).isEqualTo(open.number());

        scene.edit("crossfade.yaml", "  git:\n", robot);
        scene.people().deleteBranch("jo", PREPARE);
        People.Page again = scene.proposed("--resume");
        scene.edit("crossfade.yaml", robot, "  probe: none\n" + robot);
        assertThat(scene.proposed())
                .returns(again.number(), People.Page::number)
                .satisfies(page -> assertThat(page.head()).isNotEqualTo(again.head()));
    }

    @Test
    void noNameAndNoSubjectCommandsATerminal() {
        scene = Scene.of(Flavour.GITHUB, folder);
        scene.proposed();
        String evil = "\u001b]0;x\u0007\u001b[2J\u009b31m\u202e";
        scene.customer().amend(PREPARE, new PersonIdent("Jo" + evil, "jo@example.com"), "all is well" + evil);

        for (Customer.Said said : List.of(
                scene.propose(),
                scene.crossfade("status"),
                scene.crossfade("status", "-o", "json"),
                scene.crossfade("propose", "-o", "json"))) {
            assertThat(said.all())
                    .contains("all is well")
                    .doesNotContainPattern("[\\p{Cntrl}\\x80-\\x9f\u202e&&[^\n]]");
        }
    }

    @Test
    void theLabelHoldsWhateverBecameOfItsPullRequest() {
        scene = Scene.of(Flavour.GITLAB, folder);
        People.Page open = scene.proposed();
        scene.people().label(open.number(), "crossfade/hold");
        scene.site().forge().forget();

        Scene.refused(scene.propose(), "migration-held", "crossfade/hold", "pull request 1 ");
        Scene.refused(scene.propose("--resume"), "migration-held", "crossfade/hold");
        scene.status("held", "prepare", "take the label off");
        assertThat(scene.site().forge().requests()).noneMatch(Seen::writes);

        scene.site().merge(open.number(), MergeStyle.MERGE);
        Scene.refused(scene.propose(), "migration-held", "crossfade/hold");
        scene.status("held", "prepare");
        scene.people().unlabel(open.number(), "crossfade/hold");
        scene.status("merged", "prepare");
        assertThat(scene.proposed().number()).isEqualTo(2);
    }

    @Test
    void whatWasPointedAtAnotherBaseIsHeld() {
        scene = Scene.of(Flavour.GITEA, folder);
        People.Page open = scene.proposed();
        scene.customer().push("main", "release.txt", "x\n");
        scene.people().branch("release", "main");
        scene.people().retarget(open.number(), "release");

        Scene.refused(scene.propose(), "migration-held", "goes into release", "back to main");
        scene.status("held", "prepare", "goes into release");
        scene.people().retarget(open.number(), "main");
        scene.status("proposed", "prepare");
        assertThat(scene.proposed().number()).isEqualTo(open.number());
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aDraftStaysOneAndCountsAsProposed(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        scene.edit("crossfade.yaml", "  proposals:\n", "  proposals:\n    draft: true\n");
        People.Page open = scene.proposed();

        scene.edit("crossfade.yaml", "  git:\n", "  probe: none\n  git:\n");
        People.Page again = scene.proposed();

        assertThat(again.number()).isEqualTo(open.number());
        assertThat(again.head()).isNotEqualTo(open.head());
        assertThat(again.draft() || again.title().matches("(Draft|WIP): .*")).isTrue();
        scene.status("proposed", "prepare");
    }

    @Test
    void whatAPersonTickedStaysTickedAndTheirOwnWordsStay() {
        scene = Scene.at("relax-policies", Flavour.GITEA, folder);
        People.Page open = scene.proposed();
        assertThat(open.text()).contains("- [ ] ");
        scene.people().edit(open.number(), open.title(), open.text().replaceFirst("- \\[ ]", "- [x]"));
        String ticked = scene.site().page(open.number()).text();

        assertThat(scene.propose().out()).contains("All of it was there already.");
        scene.edit("crossfade.yaml", "soak: 3m", "soak: 4m");
        People.Page again = scene.proposed();

        assertThat(again.number()).isEqualTo(open.number());
        assertThat(again.text()).isNotEqualTo(ticked).contains("4 min");
        assertThat(again.text().lines().filter(line -> line.startsWith("- [x]")))
                .containsExactlyElementsOf(
                        ticked.lines().filter(line -> line.startsWith("- [x]")).toList());
        String words = again.text() + "\nSeen by Kim.\n";
        scene.people().edit(open.number(), again.title(), words);
        scene.edit("crossfade.yaml", "soak: 4m", "soak: 6m");
        Customer.Said said = scene.propose();
        Scene.good(said);
        assertThat(said.out()).contains("keeps the text that a person changed");
        assertThat(scene.site().page(open.number()).text()).isEqualTo(words);
        scene.people().edit(open.number(), "my title", "my own words");
        scene.edit("crossfade.yaml", "soak: 6m", "soak: 5m");
        People.Page last = scene.proposed();
        assertThat(last.text()).isEqualTo("my own words");
        assertThat(last.title()).isEqualTo("my title");
    }

    @Test
    void aMovedBaseIsRenderedAnew() {
        scene = Scene.at("relax-policies", Flavour.GITHUB, folder);
        People.Page open = scene.proposed();
        String file = "kafka/broker.yaml";
        assertThat(scene.customer().fetched().changed(open.head())).contains(file);
        String text = scene.customer().files("refs/seen/main").get(file);
        String moved = scene.customer().push("main", file, "# moved\n" + text);
        People.Page again = scene.proposed();

        assertThat(again.number()).isEqualTo(open.number());
        assertThat(scene.customer().fetched().parents(again.head())).containsExactly(moved);
        assertThat(scene.propose().out()).contains("All of it was there already.");
        scene.customer().push("main", "elsewhere.txt", "moved\n");
        assertThat(scene.proposed().head()).as("nothing to do with it").isEqualTo(again.head());
    }

    @Test
    void twoPhasesInOneMergeAreAPersonsDoing() {
        scene = Scene.of(Flavour.GITEA, folder);
        scene.customer().squash("pin-calico-address");

        Scene.refused(scene.propose(), "phases-at-once", "prepare", "Jo Ops <jo@example.com>", "--resume");
        scene.status("held", "pin-calico-address", "phases-at-once");
        assertThat(scene.site().pages()).isEmpty();
        People.Page next = scene.proposed("--resume");
        assertThat(next.state()).isEqualTo("OPEN");
        assertThat(scene.proposed().number()).isEqualTo(next.number());
        scene.status("proposed", next.branch().substring(Scene.PREFIX.length()));
    }

    @Test
    void aRevertByHandStops() {
        scene = Scene.of(Flavour.GITLAB, folder);
        scene.site().merge(scene.proposed().number(), MergeStyle.MERGE);
        People.Page second = scene.proposed();
        scene.site().merge(second.number(), MergeStyle.MERGE);
        scene.customer().revert();
        String reverted = second.branch().substring(Scene.PREFIX.length());

        Scene.refused(scene.propose(), "migration-stopped", "phase " + reverted + " was reverted", "Jo Ops");
        scene.status("stopped", "prepare", "was reverted by");
        People.Page again = scene.proposed("--resume");
        assertThat(again.branch()).isEqualTo(second.branch());
        assertThat(again.number()).isEqualTo(3);
        assertThat(scene.proposed().number()).isEqualTo(3);
        scene.site().merge(3, MergeStyle.SQUASH);
        scene.status("merged", reverted);
    }
}
