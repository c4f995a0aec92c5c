package dev.crossfade.core.phase;

import java.util.List;
import java.util.Optional;

/** Brings the declared workloads back, in the reverse order, once every node that they may run on is migrated. */
final class ResumeWorkloadsPhase implements Phase {

    @Override
    public String id() {
        return "resume-workloads";
    }

    @Override
    public String title() {
        return "start the declared workloads";
    }

    @Override
    public Optional<String> skipped(Migration migration) {
        return Workloads.noneDeclared(migration);
    }

    @Override
    public List<Step> steps(Migration migration) {
        return new WorkloadSteps(migration, id(), false)
                .of(Workloads.reversed(migration.spec().workloads()));
    }
}
