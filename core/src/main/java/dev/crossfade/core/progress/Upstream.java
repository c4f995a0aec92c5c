package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.spec.ProposalsSpec;
import java.util.function.Function;

/**
 * Where proposals go.
 *
 * @param hosting reaches what the specification names; asked again for the same, it answers with the same
 */
public record Upstream(Repository repository, Function<ProposalsSpec, Hosting> hosting) {}
