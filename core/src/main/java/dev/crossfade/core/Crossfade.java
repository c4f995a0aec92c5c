package dev.crossfade.core;

import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.PlanRenderer;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Planner;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.render.Templates;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.ProgressListener;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.SpecReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The verbs of Crossfade: each reads top to bottom, and both doors call nothing else. */
public final class Crossfade {

    private final Templates templates;
    private final ProgressListener progress;

    public Crossfade(Templates templates, ProgressListener progress) {
        this.templates = templates;
        this.progress = progress;
    }

    /**
     * The whole plan, rendered from where the base branch stands; nothing is written.
     *
     * @throws CrossfadeException with every problem of the specification, the inputs or the repository
     */
    public Preview plan(SpecFile file, Repository repository) {
        Reading reading = read(file);
        Repository.Base base = base(reading.spec(), file, repository);
        return render(reading, repository.start(base, layout(reading.spec()).marker()), base.tree());
    }

    /** The whole plan for a folder of files outside Git. */
    public Preview plan(SpecFile file, Tree folder) {
        return render(read(file), folder, folder);
    }

    /** The whole plan as commits on branch {@code crossfade/<migration>/plan}, all of them or none. */
    public Preview generate(SpecFile file, Repository repository) {
        Reading reading = read(file);
        MigrationSpec spec = reading.spec();
        Repository.Base base = base(spec, file, repository);
        Preview preview = render(reading, repository.start(base, layout(spec).marker()), base.tree());
        progress.step("writing " + preview.commits().size() + " commits to " + preview.branch());
        return preview.written(repository.write(
                base, preview.branch(), spec.git().author().toAuthor(), drafts(preview, base.committed())));
    }

    private Reading read(SpecFile file) {
        progress.step("reading " + file.path());
        SpecReader.Reading reading = SpecReader.read(file.path(), file.text());
        return new Reading(
                reading.spec().orElseThrow(() -> new CrossfadeException(reading.problems())), reading.problems());
    }

    /** What is committed is what counts: a working copy that differs would plan something nobody can review. */
    private Repository.Base base(MigrationSpec spec, SpecFile file, Repository repository) {
        Repository.Base base = repository.base(spec.git().branch());
        List<String> inputs = new ArrayList<>(List.of(file.path()));
        inputs.addAll(Planner.inputs(spec));
        repository.requireClean(base, inputs);
        return base;
    }

    private Preview render(Reading reading, Tree start, Tree base) {
        Plan plan = Planner.plan(reading.spec(), start, templates);
        progress.step(
                "rendering plan " + plan.digest() + " of " + plan.entries().size() + " phases");
        List<Problem> findings = Stream.concat(reading.findings().stream(), plan.findings().stream())
                .toList();
        return new Preview(plan, new PlanRenderer(plan).render(base), List.of(), findings);
    }

    private static List<CommitDraft> drafts(Preview preview, Instant base) {
        List<CommitDraft> drafts = new ArrayList<>();
        for (PlannedCommit commit : preview.commits()) {
            drafts.add(new CommitDraft(commit.message(), base.plusSeconds(drafts.size() + 1L), commit.changes()));
        }
        return drafts;
    }

    private static Layout layout(MigrationSpec spec) {
        return new Layout(spec.name(), spec.git().path());
    }

    private record Reading(MigrationSpec spec, List<Problem> findings) {}
}
