package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a migration stands, for people and scripts.
 *
 * @param entry the phase that it stands at: the proposed one, or else the one that was merged last
 * @param gates what must hold before it goes on; nobody asked the cluster here
 * @param reasons why it is held or stopped
 * @param next what happens next, or the command that does it
 */
public record StatusReport(
        Plan plan,
        Sequence.Entry entry,
        State state,
        Optional<PullRequest> request,
        List<Gate> gates,
        List<Problem> reasons,
        String next) {

    /** The states as scripts know them. */
    public enum State {
        PLANNED,
        PROPOSED,
        MERGED,
        HELD,
        STOPPED,
        DONE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public StatusReport {
        gates = List.copyOf(gates);
        reasons = List.copyOf(reasons);
    }
}
