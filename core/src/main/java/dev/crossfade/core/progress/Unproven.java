package dev.crossfade.core.progress;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Standpoint;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.proof.Unlooked;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.spec.GatesSpec;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What has to be proved of the phase that was merged last, as Git says it: good for as many looks at the cluster as Git stays as it is.
 *
 * @param gates of the phase
 * @param entering of the next phase's entry
 * @param undo of the phase's way back
 */
record Unproven(Proving.Merged merged, Proof gates, Proof entering, Proof undo, Unlooked unlooked, GitAncestry ancestry)
        implements Provable {

    private static final int WHOLE_HISTORY = Integer.MAX_VALUE;

    /** @param now our own clock, for what Git says */
    static Provable of(Repository repository, Optional<Forge> forge, Sight sight, Instant now) {
        Plan plan = sight.preview().plan();
        Optional<Marker> marker =
                Marker.read(sight.base().tree(), plan.migration().layout());
        if (marker.isEmpty()) {
            return new Nothing();
        }
        String phase = marker.get().phase();
        Optional<Sequence.Entry> entry = plan.entry(phase).filter(found -> found.step() != null);
        if (entry.isEmpty()) {
            return unjudged(phase, "the plan as it is now has no commit for it", true);
        }
        MergeHistory merges = merges(repository, forge, sight);
        if (merges.move(phase).isEmpty()) {
            return unjudged(phase, "the base's history has no commit that brought it", true);
        }
        return merges.of(phase)
                .<Provable>map(merge -> {
                    GitAncestry ancestry = new GitAncestry(repository, now);
                    Standpoint at =
                            new Standpoint(plan, entry.get(), sight.base().tree(), merges, ancestry);
                    return of(merge, at, next(sight, plan), ancestry);
                })
                .orElseGet(() -> unjudged(
                        phase,
                        "the base was moved on to its commit (fast-forward), and no forge says when, which any later commit"
                                + " does (git commit --allow-empty)",
                        false));
    }

    private static Unjudged unjudged(String phase, String why, boolean lasts) {
        String all = "nobody can judge the gates of " + phase + ", which was merged last: " + why
                + ". See yourself that they hold; crossfade propose goes on";
        return new Unjudged(all, lasts);
    }

    private static Unproven of(
            ApplicationRule.Merge merge, Standpoint at, Optional<Sequence.Entry> next, GitAncestry ancestry) {
        GatesSpec spec = at.plan().migration().spec().gates();
        Patience patience = Patience.of(spec, at.entry());
        Patience toEnter = next.map(each -> Patience.toEnter(spec, each)).orElse(Patience.NONE);
        return new Unproven(
                new Proving.Merged(at.entry(), at.merges(), patience, toEnter),
                new Proof(merge.commit(), Rules.of(at), merge.time(), patience),
                new Proof(
                        merge.commit(),
                        next.map(each -> Rules.ofEntry(at.of(each))).orElse(Map.of()),
                        merge.time(),
                        toEnter),
                Proof.ofUndo(merge, at),
                Unlooked.of(at),
                ancestry);
    }

    /** The commit that brought the phase. */
    ApplicationRule.Merge merge() {
        return merged.merge();
    }

    Set<Question<?>> asks() {
        Set<Question<?>> asks = new HashSet<>(Census.ASKS);
        Stream.of(gates, undo, entering).forEach(proof -> asks.addAll(proof.asks()));
        return asks;
    }

    Proving.Proven proven(Look look, Steadiness steadiness) {
        ancestry.forgetUnknown();
        Verdicts verdicts = new Verdicts(
                gates.judge(look, steadiness), entering.judge(look, steadiness), undo.judge(look, Steadiness.none()));
        return new Proving.Proven(merged, look, verdicts, new Proving.Apart(unlooked.in(look), ancestry.unknown()));
    }

    static MergeHistory merges(Repository repository, Optional<Forge> forge, Sight sight) {
        Layout layout = sight.preview().plan().migration().layout();
        return new MergeHistory(
                repository.changes(sight.base(), layout.marker(), WHOLE_HISTORY),
                layout,
                new MergeTimes(forge, sight)::of);
    }

    /** The phase that comes after what is merged, whatever of the plan was rendered. */
    private static Optional<Sequence.Entry> next(Sight sight, Plan plan) {
        return plan.rest(sight.base().tree()).stream()
                .filter(entry -> entry.step() != null)
                .findFirst();
    }
}
