package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.Remote;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.spec.ProposalsSpec;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where proposals go.
 *
 * @param forge makes the forge that the specification names, or nothing where branches are all that is wanted
 */
public record Upstream(Repository repository, Remote remote, Function<ProposalsSpec, Optional<Forge>> forge) {}
