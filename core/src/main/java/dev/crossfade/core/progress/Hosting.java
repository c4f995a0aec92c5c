package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.Remote;
import java.util.Optional;

/**
 * Where the repository's branches and pull requests are.
 *
 * @param forge nothing where branches are all that is wanted
 */
public record Hosting(Remote remote, Optional<Forge> forge) {}
