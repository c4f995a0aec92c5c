package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.progress.Hosting;
import dev.crossfade.core.progress.Proposed;
import dev.crossfade.core.progress.Proposer;
import dev.crossfade.core.progress.Terms;
import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.Proposal;
import dev.crossfade.core.proposal.Remote;
import dev.crossfade.core.proposal.ReviewKey;
import dev.crossfade.core.proposal.ReviewText;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.SpecReader;
import dev.crossfade.scm.LocalRepository;
import dev.crossfade.scm.access.Access;
import dev.crossfade.scm.access.ForgeSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change that no text has room for is a summary, and comments that hold it all. */
class LongChangesTest extends SceneTest {
    private static final String BRANCH = Scene.PREFIX + "prepare";

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "+line " + i + "\n").collect(Collectors.joining());
    }

    private static ReviewText text(String difference) {
        String rest = new ReviewKey("prod", "prepare", false).line() + "\nA summary.\n\n"
                + ReviewKey.attachmentLine(difference) + "\n";
        return new ReviewText("prod: prepare", rest + "\n" + ReviewKey.lastLine(rest) + "\n", Optional.of(difference));
    }

    private Proposed propose(String difference) {
        try (LocalRepository repository = LocalRepository.open(scene.customer().folder())) {
            Access access = Access.of(
                    Map.of("CROSSFADE_TOKEN", scene.site().token()),
                    repository.root(),
                    ForgeSite.none(),
                    Clock.systemUTC());
            Remote remote = repository.remote(access.remote());
            Remote.Look look = remote.look("main", Scene.PREFIX);
            Forge forge = Clients.of(
                    scene.site().flavour(),
                    scene.site().root(),
                    scene.site().repository(),
                    scene.site().token());
            Proposal proposal = new Proposal(
                    BRANCH,
                    new CommitDraft(
                            "prod: prepare\n",
                            look.base().committed().plusSeconds(1),
                            ChangeSet.of(Map.of("a.txt", Optional.of("new\n")))),
                    text(difference),
                    Set.of(),
                    "next in line");
            return new Proposer(repository, new Hosting(remote, Optional.of(forge)), Terms.of(Instant.now()))
                    .propose(proposal, spec(), look.base(), null, forge.pullRequests(BRANCH));
        }
    }

    private MigrationSpec spec() {
        try {
            String file = "crossfade.yaml";
            String text = Files.readString(scene.customer().folder().resolve(file));
            return SpecReader.read(file, text).spec().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> comments() {
        return scene.site().page(1).comments();
    }

    private String content() {
        return comments().stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("+"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void theWholeChangeFollowsInComments(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        propose(lines(13_000));

        assertThat(comments()).hasSize(3);
        assertThat(content()).isEqualTo(lines(13_000));
        List<String> first = comments();
        assertThat(propose(lines(13_000)).done())
                .noneMatch(step -> step.contains("comment") || step.contains("rewrite"));
        assertThat(comments()).isEqualTo(first);

        propose(lines(5000));

        assertThat(scene.site().pages()).hasSize(1);
        assertThat(comments()).hasSize(3);
        assertThat(content()).isEqualTo(lines(5000));
        assertThat(comments().get(2)).contains("not needed any more");
    }

    /** A run that ended between two comments leaves no gap. */
    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whatAnotherRunLeftOutIsAdded(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        scene.site().forge().faults().next(LongChangesTest::isSecondPart, Fault.answer(422, Map.of(), "{}"));
        assertThatThrownBy(() -> propose(lines(13_000))).isInstanceOf(CrossfadeException.class);
        assertThat(comments()).hasSize(1);

        propose(lines(13_000));

        assertThat(comments()).hasSize(3);
        assertThat(content()).isEqualTo(lines(13_000));
    }

    private static boolean isSecondPart(Seen request) {
        return request.method().equals("POST") && request.body().contains("crossfade:attachment 2");
    }
}
