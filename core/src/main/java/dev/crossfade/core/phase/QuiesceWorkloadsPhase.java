package dev.crossfade.core.phase;

import java.util.List;
import java.util.Optional;

/** Takes the declared workloads to zero, in the order in which they are written. */
final class QuiesceWorkloadsPhase implements Phase {

    @Override
    public String id() {
        return "quiesce-workloads";
    }

    @Override
    public String title() {
        return "stop the declared workloads";
    }

    @Override
    public Optional<String> skipped(Migration migration) {
        return Workloads.noneDeclared(migration);
    }

    @Override
    public List<Step> steps(Migration migration) {
        return new WorkloadSteps(migration, id(), true).of(migration.spec().workloads());
    }
}
