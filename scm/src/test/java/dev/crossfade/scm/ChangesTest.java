package dev.crossfade.scm;

import static dev.crossfade.scm.TestRepository.CROSSFADE;
import static dev.crossfade.scm.TestRepository.PLAN;
import static dev.crossfade.scm.TestRepository.START;
import static dev.crossfade.scm.TestRepository.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.FileChange;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a commit of the base says when it came there. */
class ChangesTest {
    private static final Instant DAYS_LATER = START.plusSeconds(200_000);

    @TempDir
    Path folder;

    private TestRepository person;
    private LocalRepository repository;

    @BeforeEach
    void open() throws Exception {
        person = TestRepository.create(folder);
        repository = LocalRepository.open(folder);
        repository.write(
                repository.base("main"),
                PLAN,
                CROSSFADE,
                List.of(draft(1, "marker", "1\n"), draft(2, "marker", "2\n")));
    }

    @AfterEach
    void close() {
        repository.close();
        person.close();
    }

    private List<FileChange> changes() {
        return repository.changes(repository.base("main"), "marker", 9);
    }

    private void merge(FastForwardMode mode) throws Exception {
        person.git
                .merge()
                .include(person.git.getRepository().resolve(PLAN))
                .setFastForward(mode)
                .setMessage("Merge")
                .call();
    }

    private void someoneElse(Instant when) throws Exception {
        person.file("notes.txt", when.toString());
        person.git.add().addFilepattern("notes.txt").call();
        PersonIdent jo = new PersonIdent("Jo", "jo@example.com", when, ZoneOffset.UTC);
        person.git
                .commit()
                .setMessage("notes")
                .setAuthor(jo)
                .setCommitter(jo)
                .setSign(false)
                .call();
    }

    @Test
    void aFastForwardSaysNothingUntilSomebodyElseCommits() throws Exception {
        merge(FastForwardMode.FF_ONLY);

        assertThat(changes())
                .hasSize(2)
                .allMatch(FileChange::forwarded)
                .allMatch(change -> change.landed().isEmpty());

        someoneElse(DAYS_LATER);
        someoneElse(DAYS_LATER.plusSeconds(60));

        assertThat(changes())
                .hasSize(2)
                .allMatch(FileChange::forwarded)
                .allSatisfy(change -> assertThat(change.landed()).contains(DAYS_LATER));
    }

    @Test
    void aMergeCommitHasADateOfItsOwn() throws Exception {
        merge(FastForwardMode.NO_FF);

        List<FileChange> changes = changes();
        assertThat(changes).hasSize(1).noneMatch(FileChange::forwarded);
        assertThat(changes.get(0).landed())
                .contains(changes.get(0).commit().committed())
                .hasValueSatisfying(time -> assertThat(time).isAfter(START.plusSeconds(2)));
    }

    @Test
    void whatAPersonMadeOfItDoesToo() throws Exception {
        merge(FastForwardMode.FF_ONLY);
        PersonIdent jo = new PersonIdent("Jo", "jo@example.com", DAYS_LATER, ZoneOffset.UTC);
        person.git
                .commit()
                .setAmend(true)
                .setMessage("prod: phase 2\n\nCrossfade-Migration: prod\n")
                .setCommitter(jo)
                .setSign(false)
                .call();

        assertThat(changes()).extracting(FileChange::forwarded).containsExactly(false, true);
        assertThat(changes()).allSatisfy(change -> assertThat(change.landed()).contains(DAYS_LATER));
    }
}
