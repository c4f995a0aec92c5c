package dev.crossfade.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Catches what a call refuses. */
final class Problems {

    private Problems() {}

    static List<Problem> of(ThrowingCallable call) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems();
    }

    static Problem one(ErrorCode code, ThrowingCallable call) {
        List<Problem> problems = of(call);
        assertThat(problems).extracting(Problem::code).containsExactly(code);
        assertThat(problems.get(0).code().exitCode()).isEqualTo(1);
        return problems.get(0);
    }
}
