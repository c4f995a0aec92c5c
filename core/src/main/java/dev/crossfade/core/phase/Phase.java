package dev.crossfade.core.phase;

import java.util.List;
import java.util.Optional;

/** One row of the plan; its id is stable, and customers script against it. */
public interface Phase {

    /** The row's id, such as {@code install-cilium}. */
    String id();

    /** What the row is for, in a few words. */
    String title();

    /** Why this migration does not need the row, or nothing where it does. */
    default Optional<String> skipped(Migration migration) {
        return Optional.empty();
    }

    /** The row's commits in their order, at least one; asked only where the row is not skipped. */
    List<Step> steps(Migration migration);
}
