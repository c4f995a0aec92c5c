package dev.crossfade.core.plan;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.List;

/** Says that phases which may be merged without a person wait for one all the same where no forge is named. */
final class AutoMerges {

    private AutoMerges() {}

    static List<Problem> check(MigrationSpec spec) {
        List<String> phases = spec.gates().autoMerge();
        return phases.isEmpty() || spec.proposals().hasForge()
                ? List.of()
                : List.of(Problem.note(
                        ErrorCode.AUTO_MERGE_IDLE,
                        Where.object("spec.gates.autoMerge"),
                        "no forge is named, and branches alone are merged by people: " + String.join(", ", phases)
                                + (phases.size() == 1 ? " waits" : " wait") + " for a person",
                        "name the forge in spec.proposals, or take the key out"));
    }
}
