package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Judgement;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.render.Templates;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.MigrationSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** Looks, decides, and does what the decision says: one thing at most. */
public final class OneStep {

    private final Upstream upstream;
    private final Templates templates;
    private final Clusters clusters;
    private final Terms terms;
    private final BiFunction<Sight, Instant, Provable> proofs;

    public OneStep(Upstream upstream, Templates templates, Clusters clusters, Terms terms) {
        this(upstream, templates, clusters, terms, upstream::provable);
    }

    /** @param proofs those of a sight, which may be known from an earlier step */
    OneStep(
            Upstream upstream,
            Templates templates,
            Clusters clusters,
            Terms terms,
            BiFunction<Sight, Instant, Provable> proofs) {
        this.proofs = proofs;
        this.upstream = upstream;
        this.templates = templates;
        this.clusters = clusters;
        this.terms = terms;
    }

    /**
     * What one look says, before anything is done about it.
     *
     * @param answer what the cluster says of the merged phase
     * @param opens when the next window opens, where none is open
     */
    record Judged(Sight sight, Standing standing, Proving.Answer answer, Decision decision, Optional<Instant> opens) {

        /** Nothing before the first phase is merged, or where nobody can judge the merged one. */
        Optional<Proving.Proven> proven() {
            return answer.proven();
        }

        Judged with(Decision other) {
            return new Judged(sight, standing, answer, other, opens);
        }

        /** True where nothing but its review, and a window, stands between the next phase and its merge. */
        boolean isMergeable() {
            boolean stops = decision instanceof Decision.Hold || decision instanceof Decision.ProposeUndo;
            return !stops
                    && standing instanceof Standing.Free
                    && proven().map(Proving.Proven::isOver)
                            .orElse(sight.marker().isEmpty());
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
        if (judged.decision() instanceof Decision.ProposeUndo undo) {
            return undo(judged, undo);
        }
        if (judged.decision() instanceof Decision.Refresh refresh) {
            return refresh(judged, refresh);
        }
        List<String> done = act(judged);
        if (!done.isEmpty() || !(judged.decision() instanceof Decision.Propose)) {
            return new Acted(judged, done, false);
        }
        Judged tended = tended(judged);
        return new Acted(tended, act(tended), true);
    }

    /** The same, now that nothing is known to be missing of what is proposed. */
    private Judged tended(Judged judged) {
        return decided(judged.sight(), judged.standing(), judged.answer(), true);
    }

    /** A way back that Git does not allow is none: a person decides. */
    private Acted undo(Judged judged, Decision.ProposeUndo undo) {
        try {
            return new Acted(judged, act(judged), false);
        } catch (CrossfadeException refused) {
            if (refused.problems().stream().anyMatch(problem -> problem.code() != ErrorCode.UNDO_REFUSED)) {
                throw refused;
            }
            List<Problem> reasons = new ArrayList<>(undo.reasons());
            reasons.addAll(refused.problems());
            Judged held = judged.with(new Decision.Hold(reasons));
            return new Acted(held, List.of(), false);
        }
    }

    /** That Argo CD cannot be asked keeps nothing from being decided: it looks by itself every few minutes. */
    private Acted refresh(Judged judged, Decision.Refresh refresh) {
        try {
            return new Acted(judged, act(judged), false);
        } catch (CrossfadeException refused) {
            String why = refresh.application() + " has not looked since the merge, and could not be asked to: "
                    + refused.problems().get(0).message();
            return new Acted(judged.with(new Decision.Wait(why, Optional.empty())), List.of(), false);
        }
    }

    /** Nothing is merged by what was told in turn while everything was calm: who would merge looks closely once more. */
    Judged judge(Sight sight, Steadiness steadiness, boolean tended) {
        Proving proving = new Proving(proofs, clusters.observatory(), steadiness);
        Judged judged = judged(sight, proving.of(sight, terms.now()), tended);
        boolean calm = judged.proven()
                .filter(found -> steadiness.isSettled(found.merge().commit()))
                .isPresent();
        return calm && judged.decision() instanceof Decision.Merge
                ? judged(sight, proving.closely(sight, terms.now()), tended)
                : judged;
    }

    private Judged judged(Sight sight, Proving.Answer answer, boolean tended) {
        Judged judged = decided(sight, StandingReader.read(sight), answer, tended);
        return judged.decision() instanceof Decision.ProposeUndo undo ? steady(judged, undo) : judged;
    }

    /**
     * What heals by itself is no reason to go back: only what every look saw fail for a while is. A phase after which the next one is
     * proposed was proved once, whether this process saw that or not: what only takes its time there has as long again.
     */
    private static Judged steady(Judged judged, Decision.ProposeUndo undo) {
        Proving.Proven proven = judged.proven().orElseThrow();
        Duration again = judged.sight().reviews().isProposed()
                ? proven.merged().patience().limit()
                : Judgement.BLIP;
        Instant from = proven.gates().stream()
                .filter(gate -> gate.verdict() == Verdict.FAILED)
                .map(gate -> Objects.requireNonNullElse(gate.failing(), proven.at())
                        .plus(gate.overdue() ? again : Judgement.BLIP))
                .min(Comparator.naturalOrder())
                .orElse(proven.at());
        return proven.at().isBefore(from)
                ? judged.with(new Decision.Wait(
                        "gates of " + undo.phase() + " have failed: "
                                + undo.reasons().get(0).message()
                                + "; where every look until then says so, an undo is proposed",
                        Optional.of(from)))
                : judged;
    }

    private Judged decided(Sight sight, Standing standing, Proving.Answer answer, boolean tended) {
        MigrationSpec spec = sight.preview().plan().migration().spec();
        return new Judged(
                sight,
                standing,
                answer,
                decision(spec, standing, answer, tended),
                new ChangeWindows(spec.gates().windows()).opens(terms.now()));
    }

    private Decision decision(MigrationSpec spec, Standing standing, Proving.Answer answer, boolean tended) {
        boolean going = standing instanceof Standing.Free || standing instanceof Standing.Done;
        if (going && answer.unjudged().isPresent()) {
            return new Decision.Wait(answer.unjudged().get(), Optional.empty());
        }
        Optional<Proving.Proven> proven = answer.proven();
        Advance.Known known = new Advance.Known(
                tended, clusters.refresher().flatMap(any -> proven.flatMap(Proving.Proven::unlooked)));
        return new Advance(spec, terms.now())
                .knowing(known)
                .decide(
                        standing,
                        proven.map(Proving.Proven::entry).orElse(null),
                        proven.map(Proving.Proven::verdicts).orElse(Verdicts.NONE));
    }

    Advanced advanced(Judged judged, List<String> done, Steadiness steadiness) {
        Steadiness after = judged.proven().map(found -> found.after(steadiness)).orElse(steadiness);
        return new Advanced(
                StatusReporter.of(judged.sight(), judged.answer(), judged.decision(), terms.now()),
                judged.decision(),
                done,
                judged.decision() instanceof Decision.Merge ? after.unsettled() : after);
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
        Pen pen = new Pen(terms);
        if (decision instanceof Decision.Merge merge) {
            merge(merge, judged.sight(), pen);
        } else if (decision instanceof Decision.Refresh refresh) {
            pen.step(
                    "ask Argo CD to look at " + refresh.application(),
                    () -> clusters.refresher().orElseThrow().refresh(refresh.application()));
        } else if (decision.acts()) {
            throw new IllegalStateException("nothing is done about " + decision);
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
            StatusRoom.require(merge.request(), green, forge);
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
