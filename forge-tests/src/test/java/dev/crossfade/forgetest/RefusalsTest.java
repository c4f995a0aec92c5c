package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a proposal is told where token, rules, windows or the forge itself stand in its way, and that it goes on afterwards. */
class RefusalsTest extends SceneTest {
    private static final String READER = "t0ken-of-a-reader";
    private static final String NOBODY = "t0ken-of-nobody";

    @Test
    void aTokenHasToBeThereAndToMayWhatIsAsked() {
        scene = Scene.of(Flavour.GITEA, folder);
        scene.site().forge().token(READER, Access.readOnly("reader"));
        scene.site().forge().token(NOBODY, Access.none("nobody"));

        Scene.refused(with(READER), "remote-unauthorized", "may not do this (403)", "CROSSFADE_TOKEN");
        Scene.refused(with(NOBODY), "remote-not-found", "may not see it");
        Scene.refused(with("revoked"), "remote-unauthorized", "CROSSFADE_TOKEN");
        Scene.refused(
                scene.heard(scene.customer().crossfade(Map.of(), "propose")), "remote-unauthorized", "CROSSFADE_TOKEN");
        assertThat(scene.people().tip(Scene.PREFIX + "prepare")).isEmpty();
        assertThat(scene.heard(scene.customer().crossfade(Map.of("CROSSFADE_TOKEN", READER), "status"))
                        .out())
                .contains("planned");

        scene.site().forge().token(READER, new Access("reader", true, true, false));
        Scene.refused(with(READER), "forge-forbidden", "forges.md");
        assertThat(scene.people().tip(Scene.PREFIX + "prepare")).isPresent();
        assertThat(scene.site().pages()).isEmpty();
        Scene.good(scene.propose());
        assertThat(scene.site().pages()).hasSize(1);
    }

    @Test
    void aBranchRuleAgainstCrossfadesOwnNamesIsNamed() {
        scene = Scene.of(Flavour.GITEA, folder);
        scene.site().forge().guard(Scene.PREFIX + "prepare");

        Scene.refused(scene.propose(), "remote-refused", "protected branch hook declined", "crossfade/");
        scene.status("planned", "prepare");
        assertThat(scene.site().pages()).isEmpty();
    }

    @Test
    void aProtectedBaseIsNoHindrance() {
        scene = Scene.of(Flavour.GITHUB, folder);
        scene.site().forge().guard("main");
        People.Page open = scene.proposed();
        scene.site().merge(open.number(), MergeStyle.MERGE);
        assertThat(scene.proposed().number()).isEqualTo(2);
        assertThat(scene.customer().branches()).doesNotContain(open.branch());
    }

    @Test
    void aClosedWindowOpensNothingAndKeepsWhatIsOpen() {
        scene = Scene.of(Flavour.GITLAB, folder);
        String window =
                "  gates:\n    windows: [{days: [%s], from: \"09:00\", to: \"17:00\", timeZone: Europe/Berlin}]\n";
        String day = java.time.ZonedDateTime.now(java.time.ZoneId.of("Europe/Berlin"))
                .plusDays(3)
                .getDayOfWeek()
                .getDisplayName(java.time.format.TextStyle.SHORT, java.util.Locale.ENGLISH);
        scene.edit("crossfade.yaml", "  gates:\n", window.formatted(day));

        Customer.Said closed = scene.propose();
        Scene.refused(closed, "window-closed", "run again from");
        assertThat(closed.err()).as("whole seconds").containsPattern("is open at [0-9-]+T[0-9:]+Z");
        scene.status("planned", "prepare");
        assertThat(scene.customer().branches()).containsExactly("main");

        scene.edit("crossfade.yaml", window.formatted(day), "  gates:\n");
        People.Page open = scene.proposed();
        scene.edit("crossfade.yaml", "  gates:\n", window.formatted(day));
        People.Page kept = scene.proposed();
        assertThat(kept.number()).isEqualTo(open.number());
        scene.site().merge(kept.number(), MergeStyle.SQUASH);
        Scene.refused(scene.propose(), "window-closed");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aRepositoryThatTheForgeDoesNotKnowIsNamed(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        scene.edit("crossfade.yaml", "repository: " + scene.site().repository(), "repository: platform/nowhere");

        Scene.refused(scene.propose(), "forge-not-found", "spec.proposals.repository");
        Scene.refused(scene.crossfade("status"), "forge-not-found", "platform/nowhere");
        assertThat(scene.customer().branches()).containsExactly("main");
    }

    @Test
    void aLoginPageInPlaceOfTheApiIsNamed() {
        scene = Scene.of(Flavour.GITHUB, folder);
        Faults faults = scene.site().forge().faults();
        faults.always(request -> request.isGit() ? Optional.empty() : Optional.of(Fault.page(200)));
        Scene.refused(scene.propose(), "forge-unreadable", "it is a page for browsers");

        faults.always(request ->
                request.isGit() ? Optional.empty() : Optional.of(Fault.redirect(302, "https://login.example.com/sso")));
        Scene.refused(scene.propose(), "forge-unreadable", "login.example.com");

        faults.always(request -> request.isGit() ? Optional.of(Fault.page(200)) : Optional.empty());
        Scene.refused(scene.propose(), "remote-unavailable", "web page");

        faults.clear();
        assertThat(scene.customer().branches()).containsExactly("main");
        assertThat(scene.proposed().state()).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aRenamedRepositoryIsReadAndItsNewNameSaid(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        String old = flavour == Flavour.GITLAB ? "group%2Fold" : "platform/old";
        String now = flavour == Flavour.GITLAB ? "group%2Fplatform%2Fgitops" : "platform/gitops";
        scene.edit(
                "crossfade.yaml", "repository: " + scene.site().repository(), "repository: " + old.replace("%2F", "/"));
        scene.site()
                .forge()
                .faults()
                .always(request -> request.path().contains(old)
                        ? Optional.of(Fault.redirect(
                                307,
                                scene.site().forge().root().resolve("/")
                                        + request.path().replace(old, now).substring(1)
                                        + (request.query().isEmpty() ? "" : "?" + request.query())))
                        : Optional.empty());

        scene.status("planned", "prepare");
        Scene.refused(scene.propose(), "forge-not-found", scene.site().repository());
        assertThat(scene.site().pages()).isEmpty();
        scene.edit(
                "crossfade.yaml",
                "repository: " + old.replace("%2F", "/"),
                "repository: " + scene.site().repository());
        assertThat(scene.proposed().state()).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aReviewerThatDoesNotExistIsNamedAndKeepsNothingElseBack(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        scene.edit("crossfade.yaml", "reviewers: [jo]", "reviewers: [jo, nobody-knows-me]");

        Scene.refused(scene.propose(), "forge-refused", "nobody-knows-me", "spec.proposals.reviewers");

        People.Page open = scene.site().page(1);
        assertThat(open.reviewers()).containsExactly("jo");
        assertThat(open.labels()).contains("prod");
        assertThat(scene.people().status(open.head(), "crossfade/prod")).isPresent();
        JsonNode status = scene.status("proposed", "prepare");
        assertThat(status.path("pullRequest").asText()).endsWith("/1");

        scene.edit("crossfade.yaml", "reviewers: [jo, nobody-knows-me]", "reviewers: [jo]");
        People.Page mended = scene.proposed();
        assertThat(mended.number()).isEqualTo(1);
        assertThat(mended.labels()).contains("prod", "crossfade");
        assertThat(scene.propose().out()).contains("All of it was there already.");
    }

    private Customer.Said with(String token) {
        return scene.heard(scene.customer().crossfade(Map.of("CROSSFADE_TOKEN", token), "propose"));
    }
}
