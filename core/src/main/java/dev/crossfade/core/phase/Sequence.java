package dev.crossfade.core.phase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All rows of a migration with their commits, numbered from 1; a skipped row counts, so numbers never shift. */
public final class Sequence {

    private Sequence() {}

    public static List<Entry> of(Migration migration) {
        List<Entry> entries = new ArrayList<>();
        for (Phase phase : Phases.inOrder(migration.spec())) {
            String skipped = phase.skipped(migration).orElse(null);
            if (skipped != null) {
                entries.add(new Entry(entries.size() + 1, phase, null, skipped));
            } else {
                for (Step step : phase.steps(migration)) {
                    entries.add(new Entry(entries.size() + 1, phase, step, null));
                }
            }
        }
        if (entries.stream().map(Entry::id).distinct().count() != entries.size()) {
            throw new IllegalStateException("two commits have one id: "
                    + entries.stream().map(Entry::id).toList());
        }
        return List.copyOf(entries);
    }

    /** One commit of a row, or a skipped row with the reason. */
    public record Entry(
            int number,
            Phase phase,
            @Nullable Step step,
            @Nullable String skipped) {

        /** Rows in which people, nodes or workloads come and go at their own pace, so that standing still counts. */
        private static final Set<String> DRIVEN =
                Set.of("quiesce-workloads", "first-nodes", "resume-workloads", "rotate-nodes", "clean-nodes");

        /** True where the time without progress counts, and not the time as a whole; a Job that restarts pods ends by itself. */
        public boolean isDriven() {
            return DRIVEN.contains(phase.id()) && !id().endsWith(Recycling.SUFFIX);
        }

        public String id() {
            return step == null ? phase.id() : step.id();
        }

        public String title() {
            return step == null ? phase.title() : step.title();
        }
    }
}
