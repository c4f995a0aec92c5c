package dev.crossfade.assembly;

import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;

/** Problems as compilers print them: place, weight, what happened and its code; the cure on a line of its own. */
public final class ProblemText {

    private ProblemText() {}

    public static String of(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        for (Problem problem : problems) {
            String where = problem.where().text();
            text.append(where.isEmpty() ? "" : where + ": ")
                    .append(
                            problem.severity() == Severity.BLOCKER
                                    ? "error"
                                    : problem.severity().id())
                    .append(": ")
                    .append(problem.message())
                    .append(" [")
                    .append(problem.code().id())
                    .append("]\n    ")
                    .append(problem.cure())
                    .append('\n');
        }
        if (problems.size() > 1) {
            text.append(problems.size()).append(" problems\n");
        }
        return PlainText.of(text.toString());
    }
}
