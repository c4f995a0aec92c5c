package dev.crossfade.core.progress;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Standpoint;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.proof.Unlooked;
import dev.crossfade.core.proposal.Repository;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has the cluster prove the phase that was merged last. */
public final class Proving {

    private static final int WHOLE_HISTORY = Integer.MAX_VALUE;

    private final Repository repository;
    private final Observatory observatory;
    private final Steadiness steadiness;

    /** @param steadiness what earlier looks of the same process saw */
    public Proving(Repository repository, Observatory observatory, Steadiness steadiness) {
        this.repository = repository;
        this.observatory = observatory;
        this.steadiness = steadiness;
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
     * @param at the cluster's time of the look
     * @param merge the commit that brought the phase
     * @param argo what Argo CD has not seen of Git, or Git of Argo CD
     */
    public record Proven(
            Sequence.Entry entry,
            ApplicationRule.Merge merge,
            Instant at,
            List<GateVerdict> gates,
            Patience patience,
            Apart argo) {
        public Proven {
            gates = List.copyOf(gates);
        }

        /** An Application that Argo CD should have looked at since the merge, and has not. */
        Optional<ObjectId> unlooked() {
            return argo.unlooked();
        }

        /** The worst of them. */
        public Verdict verdict() {
            return Verdict.worst(gates.stream().map(GateVerdict::verdict).toList());
        }

        /** How long it is until a gate that holds has held for long enough; nothing where none is on its way. */
        Optional<Duration> ripens() {
            return gates.stream()
                    .filter(gate -> gate.satisfied() && gate.verdict() != Verdict.PASSED)
                    .map(gate -> Duration.between(at, gate.since().plus(patience.soak())))
                    .filter(rest -> !rest.isNegative())
                    .min(Comparator.naturalOrder());
        }

        /** True where Argo CD has applied the merge. */
        boolean isApplied() {
            return gates.stream().anyMatch(each -> each.gate().id().equals("argo-synced") && each.satisfied());
        }
    }

    /**
     * @param now our own clock, for what Git says
     * @return nothing before the first phase is merged
     */
    public Optional<Proven> of(Sight sight, Instant now) {
        Plan plan = sight.preview().plan();
        Layout layout = plan.migration().layout();
        return Marker.read(sight.base().tree(), layout)
                .flatMap(marker -> plan.entry(marker.phase()))
                .filter(entry -> entry.step() != null)
                .flatMap(entry -> proven(sight, plan, entry, now));
    }

    private Optional<Proven> proven(Sight sight, Plan plan, Sequence.Entry entry, Instant now) {
        MergeHistory merges = new MergeHistory(
                repository.changes(sight.base(), plan.migration().layout().marker(), WHOLE_HISTORY),
                plan.migration().layout());
        return merges.of(entry.id()).map(merge -> {
            GitAncestry ancestry = new GitAncestry(repository, now);
            Standpoint at = new Standpoint(plan, entry, sight.base().tree(), merges, ancestry);
            Patience patience = Patience.of(plan.migration().spec().gates(), entry);
            Proof proof = new Proof(entry.id(), Rules.of(at), merge.time(), patience);
            Look look = observatory.look(proof.asks());
            List<GateVerdict> gates = proof.judge(look, steadiness);
            Optional<ObjectId> unlooked = Unlooked.of(at).in(look);
            return new Proven(entry, merge, look.at(), gates, patience, new Apart(unlooked, ancestry.unknown()));
        });
    }
}
