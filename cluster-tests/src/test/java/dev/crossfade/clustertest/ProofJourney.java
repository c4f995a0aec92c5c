package dev.crossfade.clustertest;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.proof.GateVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lands one phase after the other; people do what it asks of them, its gates are asked until all pass, and some are put to the test. */
final class ProofJourney {

    private final Surroundings surroundings;
    private final BaseBranch branch;
    private final People people;
    private final List<String> faults = new ArrayList<>();

    ProofJourney(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.branch = new BaseBranch(surroundings.kit(), surroundings.platform());
        this.people = new People(surroundings);
    }

    /** @return a line for each gate that did not pass, or that passed what was broken */
    List<String> follow() {
        try (Prover prover = new Prover(surroundings)) {
            Sabotage sabotage = new Sabotage(surroundings, prover);
            for (PlannedCommit phase : surroundings.platform().preview().commits()) {
                String id = phase.entry().id();
                Instant began = Instant.now();
                surroundings.merged(branch.commit(phase.changes(), phase.message()), line -> false);
                people.follow(id);
                Instant asked = Instant.now();
                List<GateVerdict> gates = prover.untilAllPass();
                print(id, gates, Duration.between(began, asked), Duration.between(asked, Instant.now()));
                List<String> found = new ArrayList<>(Prover.faults(gates));
                found.addAll(sabotage.of(id));
                found.forEach(each -> {
                    System.out.println("    " + each);
                    faults.add(id + ": " + each);
                });
            }
        }
        return faults;
    }

    private static void print(String phase, List<GateVerdict> gates, Duration landed, Duration proved) {
        long passed = gates.stream().filter(GateVerdict::satisfied).count();
        System.out.println("== " + phase + ": " + passed + " of " + gates.size() + " gates; landed in "
                + landed.toMillis() + " ms, proved in " + proved.toMillis() + " ms");
        gates.forEach(gate -> System.out.println("   " + gate.gate().id() + ": " + gate.reason()));
    }
}
