package dev.crossfade.core.progress;

import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.render.ChartRenderer;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.ProposalsSpec;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where proposals go.
 *
 * @param hosting reaches what the specification names; asked again for the same, it answers with the same
 * @param charts renders the chart for the texts of proposals
 */
public record Upstream(Repository repository, Function<ProposalsSpec, Hosting> hosting, ChartRenderer charts) {

    /** Asks once what a cluster proves. */
    public Proving proving(Observatory observatory) {
        return new Proving(this::provable, observatory, Steadiness.none());
    }

    /** What has to be proved of the phase that was merged last, or why nobody can. */
    Provable provable(Sight sight, Instant now) {
        return Unproven.of(repository, forge(sight.preview().plan().migration().spec()), sight, now);
    }

    /** Nothing where branches are all that is wanted. */
    Optional<Forge> forge(MigrationSpec spec) {
        return hosting.apply(spec.proposals()).forge();
    }
}
