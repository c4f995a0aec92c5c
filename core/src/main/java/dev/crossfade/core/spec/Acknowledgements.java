package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Nearest;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Findings that somebody answers for become notes; what blocks cannot be answered for, but where its code says so. */
public final class Acknowledgements {

    private static final String PATH = "spec.acknowledged";

    private Acknowledgements() {}

    /** An answer to a finding that does not exist would look like an answer to one that does. */
    static List<Problem> check(Bound bound) {
        List<String> known =
                Stream.of(ErrorCode.values()).map(ErrorCode::id).sorted().toList();
        return bound.items(PATH).stream()
                .map(item -> item + ".code")
                .flatMap(path -> bound
                        .get(path, String.class)
                        .filter(code -> !known.contains(code))
                        .map(code -> Problem.blocker(
                                ErrorCode.SPEC_BAD_VALUE,
                                bound.where(path),
                                path + " cannot be '" + code + "': no finding has this code"
                                        + Nearest.hint(code, known),
                                "write the code as crossfade plan prints it, or take the entry out"))
                        .stream())
                .toList();
    }

    static Problem apply(Problem problem, Bound bound) {
        return apply(
                problem,
                bound.items(PATH).stream()
                        .flatMap(item -> bound.get(item, Acknowledgement.class).stream())
                        .toList());
    }

    /** The finding as it is, or as a note where somebody answers for it. */
    public static Problem apply(Problem problem, List<Acknowledgement> given) {
        Optional<Acknowledgement> answer = given.stream()
                .filter(one -> one.code().equals(problem.code().id()))
                .findFirst();
        boolean answerable = problem.severity() == Severity.WARNING
                || (problem.isBlocker() && problem.code().mayBeAnsweredFor());
        if (!answerable || answer.isEmpty()) {
            return problem;
        }
        return Problem.note(
                problem.code(),
                problem.where(),
                problem.message() + "; " + answer.get().by() + " answers for it: "
                        + answer.get().reason(),
                problem.cure());
    }
}
