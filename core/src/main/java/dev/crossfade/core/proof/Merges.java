package dev.crossfade.core.proof;

import dev.crossfade.core.gate.ApplicationRule;
import java.util.Optional;

/** What the base branch's history says of merges. */
public interface Merges {

    /** The commit on the base branch that brought a phase; nothing for one that is not merged, or where nothing says when it was. */
    Optional<ApplicationRule.Merge> of(String phase);
}
