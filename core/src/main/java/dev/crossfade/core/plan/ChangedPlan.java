package dev.crossfade.core.plan;

import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.List;

/** Notices that crossfade.yaml would now make another plan than the one of which phases are merged already. */
final class ChangedPlan {

    private ChangedPlan() {}

    static List<Problem> check(Plan plan, Tree base) {
        String file = plan.migration().layout().marker();
        return Marker.read(base, plan.migration().layout())
                .filter(marker -> !marker.plan().equals(plan.digest()))
                .map(marker -> problem(plan, file, marker))
                .stream()
                .toList();
    }

    private static Problem problem(Plan plan, String file, Marker marker) {
        String message = "phases up to " + marker.phase() + " are merged from plan " + marker.plan()
                + ", and crossfade.yaml makes plan " + plan.digest()
                + ": what those phases wrote does not follow the change";
        String cure = "undo the change until hand-over; or correct what is written by hand, and answer for it under"
                + " spec.acknowledged";
        return Problem.blocker(ErrorCode.PLAN_CHANGED, Where.file(file), message, cure);
    }
}
