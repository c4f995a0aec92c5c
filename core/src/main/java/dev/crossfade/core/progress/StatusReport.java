package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a migration stands, for people and scripts.
 *
 * @param at the time of the look
 * @param proofs what must hold before it goes on, and what the cluster says of it
 * @param reasons why it is held or stopped
 */
public record StatusReport(Plan plan, Instant at, Place place, Proofs proofs, List<Problem> reasons, Outlook outlook) {

    /**
     * Where it is in its plan.
     *
     * @param entry the phase that it stands at: the proposed one, or else the one that was merged last
     * @param landing the one that was merged last, and how
     */
    public record Place(Sequence.Entry entry, Optional<Landing> landing, State state, Optional<PullRequest> request) {

        /** Number of the phase that was merged last, or 0. */
        public int merged() {
            return landing.map(found -> found.entry().number()).orElse(0);
        }
    }

    /** The states as scripts know them. */
    public enum State {
        PLANNED,
        PROPOSED,
        MERGED,
        HELD,
        STOPPED,
        /** Argo CD has applied what was merged. */
        APPLIED,
        /** Every gate has passed. */
        VERIFIED,
        DONE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The gates of what was merged last, and those that let the next phase in.
     *
     * @param answer what the cluster said of them
     */
    public record Proofs(List<Gate> gates, List<Gate> entryGates, Proving.Answer answer) {
        public Proofs {
            gates = List.copyOf(gates);
            entryGates = List.copyOf(entryGates);
        }

        /** Nothing where the cluster was not asked. */
        public Optional<Proving.Proven> proven() {
            return answer.proven();
        }

        /** The worst of them; unknown where nobody asked. */
        public Verdict verdict() {
            return proven().map(Proving.Proven::verdict).orElse(Verdict.UNKNOWN);
        }
    }

    public StatusReport {
        reasons = List.copyOf(reasons);
    }

    public Sequence.Entry entry() {
        return place.entry();
    }

    public State state() {
        return place.state();
    }

    /** The pull request that is open for the next phase. */
    public Optional<PullRequest> request() {
        return place.request();
    }

    /** What happens next, or the command that does it. */
    public String next() {
        return outlook.next();
    }

    /** How far it has come, where the cluster was asked. */
    public Optional<Headway> headway() {
        return proofs.proven().map(proven -> Headway.of(plan, proven));
    }
}
