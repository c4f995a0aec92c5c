package dev.crossfade.core;

import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.plan.ChosenPhase;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.PlanRenderer;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Planner;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.progress.Advanced;
import dev.crossfade.core.progress.Clusters;
import dev.crossfade.core.progress.Hosting;
import dev.crossfade.core.progress.Kept;
import dev.crossfade.core.progress.Lazy;
import dev.crossfade.core.progress.NextProposal;
import dev.crossfade.core.progress.OneStep;
import dev.crossfade.core.progress.Proposed;
import dev.crossfade.core.progress.Proving;
import dev.crossfade.core.progress.Sight;
import dev.crossfade.core.progress.SightReader;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.progress.StatusReporter;
import dev.crossfade.core.progress.Terms;
import dev.crossfade.core.progress.UndoProposal;
import dev.crossfade.core.progress.Upstream;
import dev.crossfade.core.progress.Watch;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.Remote;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.render.ChartRenderer;
import dev.crossfade.core.render.Templates;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.ProgressListener;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.review.PhaseDifference;
import dev.crossfade.core.spec.Acknowledgements;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.SpecReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The verbs of Crossfade: each reads top to bottom, and is called by assembly's Workplace for both doors. Each throws a
 * {@link CrossfadeException} with all that it found wrong; what it had written by then the next call finds and goes on from.
 */
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
     * @throws CrossfadeException with every problem of the specification, the inputs or the repository, those that
     *     {@link #generate} would have included
     */
    public Preview plan(SpecFile file, Repository repository) {
        Reading reading = read(file);
        Repository.Base base = base(reading.spec(), file, repository);
        Preview preview = render(reading, start(reading.spec(), base, repository), base.tree());
        repository.requireWritable(base, preview.branch(), author(reading.spec()), drafts(preview, base.committed()));
        return preview;
    }

    /** The same plan for folders, where the state of its branch does not matter. */
    public Preview planForFolders(SpecFile file, Repository repository) {
        Reading reading = read(file);
        Repository.Base base = base(reading.spec(), file, repository);
        return render(reading, start(reading.spec(), base, repository), base.tree());
    }

    /**
     * The whole plan for a folder of files outside Git, before its first phase: what the migration started from is not in
     * the files any more once one has changed them.
     */
    public Preview plan(SpecFile file, Tree folder) {
        Reading reading = read(file);
        Marker.read(folder, layout(reading.spec())).ifPresent(marker -> {
            throw new CrossfadeException(
                    ErrorCode.HISTORY_NEEDED,
                    Where.file(layout(reading.spec()).marker()),
                    "phase " + marker.phase() + " is in these files already: what the migration started from is not",
                    "run the command in a clone of the Git repository");
        });
        Planner.inputs(reading.spec(), folder);
        return render(reading, folder, folder);
    }

    /** True where a folder of files holds phases of the migration already. */
    public boolean hasBegun(SpecFile file, Tree folder) {
        return SpecReader.read(file.path(), file.text())
                .spec()
                .flatMap(spec -> Marker.read(folder, layout(spec)))
                .isPresent();
    }

    /** The whole plan as commits on branch {@code crossfade/<migration>/plan}, all of them or none. */
    public Preview generate(SpecFile file, Repository repository) {
        Reading reading = read(file);
        MigrationSpec spec = reading.spec();
        Repository.Base base = base(spec, file, repository);
        Preview preview = render(reading, start(spec, base, repository), base.tree());
        progress.step("writing " + preview.commits().size() + " commits to " + preview.branch());
        return preview.written(
                repository.write(base, preview.branch(), author(spec), drafts(preview, base.committed())));
    }

    /**
     * What a phase changes in the cluster, or the next one does; nothing is written.
     *
     * @param charts renders the chart before and after, where it can
     * @return nothing where every phase is merged
     */
    public Optional<PhaseDifference> diff(
            SpecFile file, Repository repository, Optional<String> phase, ChartRenderer charts) {
        Preview preview = planForFolders(file, repository);
        return ChosenPhase.of(preview, phase).map(commit -> PhaseDifference.of(preview.plan(), commit, charts));
    }

    /**
     * Pushes the next phase as a branch of its own and opens or updates its pull request; does only what is missing.
     *
     * @return nothing where every phase is merged
     * @throws CrossfadeException what {@link #plan} throws, and what stands between the phase and its pull request
     */
    public Optional<Proposed> propose(SpecFile file, Upstream upstream, Terms terms) {
        return new NextProposal(upstream, templates, terms).make(look(file, upstream));
    }

    /**
     * Proposes the way back of a phase; of one that goes back in two commits, the first that is not merged.
     *
     * @param cluster asked whether the phase may still go back; nothing where none can be asked
     */
    public Proposed rollback(
            SpecFile file, String phase, Upstream upstream, Optional<Observatory> cluster, Terms terms) {
        return new UndoProposal(upstream, templates, terms).make(look(file, upstream), phase, cluster);
    }

    /**
     * Where the migration stands, from Git and forge and, where one is at hand, from the cluster; nothing is written.
     *
     * @param cluster looks at the cluster; nothing where none can be asked, and every gate is unknown
     * @param now by the clock of this machine
     */
    public StatusReport status(SpecFile file, Upstream upstream, Optional<Observatory> cluster, Instant now) {
        Sight sight = look(file, upstream);
        return StatusReporter.of(
                sight,
                cluster.map(there -> upstream.proving(there).of(sight, now)).orElse(Proving.Answer.NONE),
                now);
    }

    /**
     * One look, one decision, and at most one action: what the decision says.
     *
     * @param steadiness what earlier looks of the same process saw
     */
    public Advanced advance(SpecFile file, Upstream upstream, Clusters clusters, Steadiness steadiness, Terms terms) {
        return new OneStep(upstream, templates, clusters, terms).take(look(file, upstream), steadiness);
    }

    /** The same for ever, a turn at a time, on one thread. What follows from a commit of the base is thought out once for each. */
    public Watch watch(SpecFile file, Upstream upstream, Clusters clusters) {
        Lazy<Reading> reading = new Lazy<>(() -> read(file));
        Kept<Planned> plans = new Kept<>();
        return new Watch(
                () -> {
                    Reading known = reading.get();
                    return look(known, upstream, base -> plans.of(base.commit(), () -> planned(known, upstream, base)));
                },
                upstream,
                templates,
                clusters);
    }

    private Sight look(SpecFile file, Upstream upstream) {
        Reading known = read(file);
        return look(known, upstream, base -> planned(known, upstream, base));
    }

    /** What everybody sees is what counts: the base, with the specification in it, as the remote has them. */
    private Sight look(Reading known, Upstream upstream, Function<Repository.Base, Planned> planning) {
        MigrationSpec here = known.spec();
        progress.step("looking at branch " + here.git().branch() + " of origin");
        Remote.Look look = upstream.hosting()
                .apply(here.proposals())
                .remote()
                .look(here.git().branch(), SightReader.prefix(here.name()));
        Repository.Base base = look.base();
        Planned planned = planning.apply(base);
        upstream.repository().requirePushed(base, planned.inputs());
        Preview preview = planned.preview().get();
        Hosting hosting =
                upstream.hosting().apply(preview.plan().migration().spec().proposals());
        return new SightReader(upstream.repository(), hosting.forge()).look(preview, look);
    }

    /**
     * What follows from a commit and the specification here.
     *
     * @param inputs paths of all that was read of the commit
     */
    private record Planned(List<String> inputs, Supplier<Preview> preview) {}

    private Planned planned(Reading known, Upstream upstream, Repository.Base base) {
        SpecFile file = known.file();
        Reading reading = base.tree()
                .read(file.path())
                .filter(text -> !text.equals(file.text()))
                .map(text -> read(new SpecFile(file.path(), text)))
                .orElse(known);
        return new Planned(
                inputs(file, reading.spec(), base),
                new Lazy<>(() -> standing(reading, start(reading.spec(), base, upstream.repository()), base.tree())));
    }

    private static Author author(MigrationSpec spec) {
        return spec.git().author().toAuthor();
    }

    private Reading read(SpecFile file) {
        progress.step("reading " + file.path());
        SpecReader.Reading reading = SpecReader.read(file.path(), file.text());
        return new Reading(
                file, reading.spec().orElseThrow(() -> new CrossfadeException(reading.problems())), reading.problems());
    }

    /** What is committed is what counts: a working copy that differs would plan something nobody can review. */
    private Repository.Base base(MigrationSpec spec, SpecFile file, Repository repository) {
        Repository.Base base = repository.base(spec.git().branch());
        repository.requireClean(base, inputs(file, spec, base));
        return base;
    }

    private static List<String> inputs(SpecFile file, MigrationSpec spec, Repository.Base base) {
        List<String> inputs = new ArrayList<>(List.of(file.path()));
        inputs.addAll(Planner.inputs(spec, base.tree()));
        return inputs;
    }

    /** Before the first phase is merged, the migration starts from the base itself. */
    private static Tree start(MigrationSpec spec, Repository.Base base, Repository repository) {
        String marker = layout(spec).marker();
        return base.tree().read(marker).isEmpty() ? base.tree() : repository.start(base, marker);
    }

    private Preview render(Reading reading, Tree start, Tree base) {
        Plan plan = reading.placed(() -> Planner.plan(reading.file().path(), reading.spec(), start, base, templates));
        return preview(reading, plan, base, PlanRenderer::render);
    }

    /** What was lost of a merged phase is no reason not to see where the migration stands. */
    private Preview standing(Reading reading, Tree start, Tree base) {
        Plan plan = reading.placed(() -> Planner.plan(
                reading.file().path(),
                reading.spec(),
                start,
                base,
                templates,
                problem -> problem.code() == ErrorCode.PHASE_LOST));
        return preview(reading, plan, base, PlanRenderer::reachable);
    }

    private Preview preview(
            Reading reading, Plan plan, Tree base, BiFunction<PlanRenderer, Tree, List<PlannedCommit>> commits) {
        progress.step(
                "rendering plan " + plan.digest() + " of " + plan.entries().size() + " phases");
        PlanRenderer renderer = new PlanRenderer(plan);
        List<Problem> found = Stream.of(reading.findings(), plan.findings(), renderer.findings(base))
                .flatMap(List::stream)
                .toList();
        List<Problem> unused = Acknowledgements.unused(reading.spec().acknowledged(), found);
        List<Problem> findings = Stream.concat(found.stream(), unused.stream())
                .map(reading::placed)
                .toList();
        return new Preview(plan, commits.apply(renderer, base), List.of(), findings);
    }

    private static List<CommitDraft> drafts(Preview preview, Instant start) {
        List<CommitDraft> drafts = new ArrayList<>();
        for (PlannedCommit commit : preview.commits()) {
            drafts.add(new CommitDraft(commit.message(), start.plusSeconds(drafts.size() + 1L), commit.changes()));
        }
        return drafts;
    }

    private static Layout layout(MigrationSpec spec) {
        return new Layout(spec.name(), spec.git().path());
    }

    /** A specification that was read; what is found about its keys later gets their places in the file. */
    private record Reading(SpecFile file, MigrationSpec spec, List<Problem> findings) {

        Plan placed(Supplier<Plan> planning) {
            try {
                return planning.get();
            } catch (CrossfadeException refused) {
                throw refused.with(refused.problems().stream().map(this::placed).toList());
            }
        }

        Problem placed(Problem problem) {
            String key = problem.where().object();
            return key != null && (key.startsWith("spec.") || key.startsWith("metadata."))
                    ? problem.at(SpecReader.where(file.path(), file.text(), key))
                    : problem;
        }
    }
}
