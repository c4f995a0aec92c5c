package dev.crossfade.core.plan;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.GatesSpec;
import java.util.List;

/** Says that phases which may be merged without a person wait for one all the same: nothing watches the gates yet. */
final class AutoMerges {

    private AutoMerges() {}

    static List<Problem> check(GatesSpec gates) {
        return gates.autoMerge().isEmpty()
                ? List.of()
                : List.of(
                        Problem.note(
                                ErrorCode.AUTO_MERGE_IDLE,
                                Where.object("spec.gates.autoMerge"),
                                "nothing merges by itself yet: " + String.join(", ", gates.autoMerge())
                                        + (gates.autoMerge().size() == 1 ? " waits" : " wait")
                                        + " for a person like every other phase",
                                "merge them by hand; the key may stay, and takes effect with a release that watches the gates"));
    }
}
