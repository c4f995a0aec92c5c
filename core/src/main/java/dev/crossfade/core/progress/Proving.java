package dev.crossfade.core.progress;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proof.Merges;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.proposal.Repository;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Has the cluster prove the phase that was merged last, and say whether the next may come and this one may go back: by one look. */
public final class Proving {

    private final BiFunction<Sight, Instant, Provable> proofs;
    private final Observatory observatory;
    private final Steadiness steadiness;

    /** Where there is no forge. */
    public Proving(Repository repository, Observatory observatory, Steadiness steadiness) {
        this((sight, now) -> Unproven.of(repository, Optional.empty(), sight, now), observatory, steadiness);
    }

    /** @param proofs those of a sight, which may be known from an earlier look */
    Proving(BiFunction<Sight, Instant, Provable> proofs, Observatory observatory, Steadiness steadiness) {
        this.proofs = proofs;
        this.observatory = observatory;
        this.steadiness = steadiness;
    }

    /**
     * The phase that was merged last.
     *
     * @param merges the history that has its merge
     * @param patience for its gates
     * @param toEnter for the entry gates of the next one
     */
    public record Merged(Sequence.Entry entry, Merges merges, Patience patience, Patience toEnter) {

        /** The commit that brought it. */
        ApplicationRule.Merge merge() {
            return merges.of(entry.id())
                    .orElseThrow(() -> new IllegalStateException("what is proved was merged: " + entry.id()));
        }
    }

    /**
     * Where Argo CD and the repository at hand are not at the same commit.
     *
     * @param unlooked an Application that Argo CD should have looked at since the merge, and has not
     * @param unknown revisions of Applications that the repository at hand does not have
     */
    public record Apart(Optional<ObjectId> unlooked, Set<String> unknown) {
        public Apart {
            unknown = Set.copyOf(unknown);
        }
    }

    /**
     * What the gates say.
     *
     * @param look what the verdicts rest on
     * @param argo what Argo CD has not seen of Git, or Git of Argo CD
     */
    public record Proven(Merged merged, Look look, Verdicts verdicts, Apart argo) {

        public Sequence.Entry entry() {
            return merged.entry();
        }

        /** The commit that brought it. */
        public ApplicationRule.Merge merge() {
            return merged.merge();
        }

        /** The cluster's time of the look. */
        public Instant at() {
            return look.at();
        }

        /** Those of the merged phase. */
        public List<GateVerdict> gates() {
            return verdicts.gates();
        }

        /** An Application that Argo CD should have looked at since the merge, and has not. */
        Optional<ObjectId> unlooked() {
            return argo.unlooked();
        }

        /** True where every gate of the phase has passed, and every one that the next phase waits for. */
        boolean isOver() {
            return verdicts.isOver();
        }

        /** The worst of the merged phase's. */
        public Verdict verdict() {
            return verdicts.worst();
        }

        /** What a process that looks again keeps of this look. */
        public Steadiness after(Steadiness before) {
            List<GateVerdict> gates = Stream.concat(verdicts.gates().stream(), verdicts.entry().stream())
                    .toList();
            return before.after(merge().commit(), at(), gates);
        }

        /** How long it is until a gate that holds has held for long enough; nothing where none is on its way. */
        Optional<Duration> ripens() {
            return ripe().map(time -> Duration.between(at(), time))
                    .filter(rest -> !rest.isNegative())
                    .min(Comparator.naturalOrder());
        }

        /** When all that hold will have held for long enough, where nothing but time is missing. */
        public Optional<Instant> settles() {
            return verdicts.open().stream().allMatch(GateVerdict::satisfied)
                    ? ripe().max(Comparator.naturalOrder())
                    : Optional.empty();
        }

        /**
         * By when the first of what has not passed must have. Progress puts it off where people or nodes drive the phase, and elsewhere
         * a rollout that goes on; a sync window that keeps the merge from being applied does in both.
         */
        Optional<Instant> deadline() {
            return gates().stream()
                    .filter(gate -> gate.verdict() != Verdict.PASSED)
                    .map(GateVerdict::due)
                    .min(Comparator.naturalOrder());
        }

        private Stream<Instant> ripe() {
            return Stream.concat(ripe(verdicts.gates(), merged.patience()), ripe(verdicts.entry(), merged.toEnter()));
        }

        private static Stream<Instant> ripe(List<GateVerdict> gates, Patience patience) {
            return gates.stream()
                    .filter(gate -> gate.satisfied() && gate.verdict() != Verdict.PASSED)
                    .map(gate -> gate.since().plus(patience.soak()));
        }

        /** True where Argo CD has applied the merge. */
        boolean isApplied() {
            return gates().stream().anyMatch(each -> each.gate().id().equals(Rules.APPLIED) && each.satisfied());
        }
    }

    /**
     * What came of asking.
     *
     * @param proven nothing before the first phase is merged, where nobody asked, and where nobody can judge
     * @param unjudged why nobody can, in a sentence with what helps
     */
    public record Answer(Optional<Proven> proven, Optional<String> unjudged) {

        /** Of no cluster. */
        public static final Answer NONE = new Answer(Optional.empty(), Optional.empty());

        public static Answer of(Proven proven) {
            return new Answer(Optional.of(proven), Optional.empty());
        }
    }

    /** @param now our own clock, for what Git says */
    public Answer of(Sight sight, Instant now) {
        return answer(sight, now, found -> !steadiness.isSettled(found.merge().commit()));
    }

    /** The same, also where the last look saw every gate pass and what is asked again and again is asked less often. */
    Answer closely(Sight sight, Instant now) {
        return answer(sight, now, found -> true);
    }

    private Answer answer(Sight sight, Instant now, Predicate<Unproven> attend) {
        Provable provable = proofs.apply(sight, now);
        if (provable instanceof Unproven found) {
            observatory.attend(attend.test(found));
            return Answer.of(found.proven(observatory.look(found.asks()), steadiness));
        }
        return provable instanceof Provable.Unjudged unjudged
                ? new Answer(Optional.empty(), Optional.of(unjudged.why()))
                : Answer.NONE;
    }
}
