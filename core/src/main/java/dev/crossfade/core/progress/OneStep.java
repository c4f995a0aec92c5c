package dev.crossfade.core.progress;

import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.render.Templates;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Looks, decides, and does what the decision says: one thing at most. */
public final class OneStep {

    private final Upstream upstream;
    private final Templates templates;
    private final Clusters clusters;
    private final Terms terms;

    public OneStep(Upstream upstream, Templates templates, Clusters clusters, Terms terms) {
        this.upstream = upstream;
        this.templates = templates;
        this.clusters = clusters;
        this.terms = terms;
    }

    /**
     * What one look says, before anything is done about it.
     *
     * @param proven nothing before the first phase is merged
     */
    record Judged(Sight sight, Standing standing, Optional<Proving.Proven> proven, Decision decision) {

        /** True where nothing but its review stands between the next phase and its merge. */
        boolean isMergeable() {
            return new Advance(sight.preview().plan().migration().spec(), Instant.MIN)
                    .isMergeable(
                            standing,
                            proven.map(Proving.Proven::entry).orElse(null),
                            proven.map(Proving.Proven::verdicts).orElse(Verdicts.NONE));
        }
    }

    /**
     * What came of a look.
     *
     * @param tended true where it was found on the way that nothing is missing of what is proposed
     */
    record Acted(Judged judged, List<String> done, boolean tended) {}

    /** @param steadiness what earlier looks of the same process saw */
    public Advanced take(Sight sight, Steadiness steadiness) {
        Acted acted = carryOut(judge(sight, steadiness, false));
        return advanced(acted.judged(), acted.done(), steadiness);
    }

    /** Does what the decision says; where nothing was missing of the proposal, what comes after it. */
    Acted carryOut(Judged judged) {
        List<String> done = act(judged);
        if (!done.isEmpty() || !(judged.decision() instanceof Decision.Propose)) {
            return new Acted(judged, done, false);
        }
        Judged tended = decided(judged.sight(), judged.standing(), judged.proven(), true);
        return new Acted(tended, act(tended), true);
    }

    Judged judge(Sight sight, Steadiness steadiness, boolean tended) {
        Optional<Proving.Proven> proven =
                new Proving(upstream.repository(), clusters.observatory(), steadiness).of(sight, terms.now());
        return decided(sight, StandingReader.read(sight), proven, tended);
    }

    private Judged decided(Sight sight, Standing standing, Optional<Proving.Proven> proven, boolean tended) {
        Advance.Known known = new Advance.Known(
                tended, clusters.refresher().flatMap(any -> proven.flatMap(Proving.Proven::unlooked)));
        Decision decision = new Advance(sight.preview().plan().migration().spec(), terms.now())
                .knowing(known)
                .decide(
                        standing,
                        proven.map(Proving.Proven::entry).orElse(null),
                        proven.map(Proving.Proven::verdicts).orElse(Verdicts.NONE));
        return new Judged(sight, standing, proven, decision);
    }

    Advanced advanced(Judged judged, List<String> done, Steadiness steadiness) {
        return new Advanced(
                StatusReporter.of(judged.sight(), judged.proven(), terms.now()),
                judged.decision(),
                done,
                judged.proven().map(found -> found.after(steadiness)).orElse(steadiness));
    }

    /** @return what was done, or in a dry run would be; empty where nothing was missing */
    private List<String> act(Judged judged) {
        Decision decision = judged.decision();
        if (decision instanceof Decision.Propose) {
            return new NextProposal(upstream, templates, terms)
                    .make(judged.sight())
                    .filter(Proposed::changed)
                    .map(Proposed::done)
                    .orElse(List.of());
        }
        if (decision instanceof Decision.ProposeUndo undo) {
            return new UndoProposal(upstream, templates, terms)
                    .make(judged.sight(), undo.phase(), Optional.empty())
                    .done();
        }
        Pen pen = new Pen(terms.dryRun());
        if (decision instanceof Decision.Merge merge) {
            merge(merge, judged.sight(), pen);
        } else if (decision instanceof Decision.Refresh refresh) {
            pen.step(
                    "ask Argo CD to look at " + refresh.application(),
                    () -> clusters.refresher().orElseThrow().refresh(refresh.application()));
        }
        return pen.done();
    }

    /**
     * The status comes first: where it is a required check, the forge refuses the merge without it. The commit message goes along
     * for forges that make a new commit of it: its trailers are what Crossfade reads later.
     */
    private void merge(Decision.Merge merge, Sight sight, Pen pen) {
        Forge forge = upstream.forge(sight.preview().plan().migration().spec())
                .orElseThrow(() -> new IllegalStateException("a pull request has a forge"));
        CommitStatus green =
                ProposalStatuses.green(sight.preview().plan(), merge.next().entry());
        String head = merge.request().head();
        if (!forge.status(head, green.context()).equals(Optional.of(green))) {
            pen.step("set status " + green.context() + " to success", () -> forge.setStatus(head, green));
        }
        String[] message = merge.next().message().split("\n", 2);
        pen.step(
                "merge pull request " + merge.request().number(),
                () -> forge.merge(
                        merge.request(),
                        Objects.requireNonNull(message[0]),
                        message.length > 1 ? message[1].strip() : ""));
    }
}
