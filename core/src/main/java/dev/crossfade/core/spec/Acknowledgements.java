package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Nearest;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.report.Where;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Findings that somebody answers for become notes; what blocks cannot be answered for, but where its code says so. */
public final class Acknowledgements {

    private static final String PATH = "spec.acknowledged";

    /** The codes of which some finding is no refusal, or of which a refusal may be answered for. */
    private static final Set<ErrorCode> ANSWERABLE = EnumSet.of(
            ErrorCode.APPLICATION_IGNORES,
            ErrorCode.APPLICATION_MANUAL,
            ErrorCode.APPLICATION_UNAPPLIED,
            ErrorCode.APPLICATION_UNPRUNED,
            ErrorCode.CALICO_BGP,
            ErrorCode.CALICO_ENCAPSULATION,
            ErrorCode.CALICO_IPV6,
            ErrorCode.CALICO_OBJECT_ELSEWHERE,
            ErrorCode.CALICO_OBJECT_STAYS,
            ErrorCode.CALICO_POD_ADDRESSES,
            ErrorCode.CALICO_POOL_UNDECLARED,
            ErrorCode.CALICO_UNREAD,
            ErrorCode.CALICO_VERSION,
            ErrorCode.CALICO_WIREGUARD,
            ErrorCode.CILIUM_CHART,
            ErrorCode.CILIUM_PRESENT,
            ErrorCode.CNI_EXCLUSIVE,
            ErrorCode.FILE_SHARED,
            ErrorCode.FILE_UNAPPLIED,
            ErrorCode.FILE_UNREADABLE,
            ErrorCode.FLAVOUR_UNSUPPORTED,
            ErrorCode.HOST_PORTS_UNDECLARED,
            ErrorCode.IPAM_CAPACITY,
            ErrorCode.ISTIO_SOCKET_LB,
            ErrorCode.MIGRATIONS_COLLIDE,
            ErrorCode.NAMESPACE_NOT_ALLOWED,
            ErrorCode.NODE_TEMPLATE_LABELS,
            ErrorCode.NODE_TEMPLATE_PACE,
            ErrorCode.NODE_TEMPLATE_UNNAMED,
            ErrorCode.PATH_SHARED,
            ErrorCode.PHASE_LOST,
            ErrorCode.PLAN_CHANGED,
            ErrorCode.POLICIES_NOT_REPLACED,
            ErrorCode.POLICIES_UNDECLARED,
            ErrorCode.POLICY_IP_BLOCK,
            ErrorCode.PROBE_MISSING,
            ErrorCode.VERSION_INSECURE,
            ErrorCode.VERSION_UNMAINTAINED,
            ErrorCode.WORKLOAD_AUTOSCALED,
            ErrorCode.WORKLOAD_NODES);

    private Acknowledgements() {}

    /** An answer to a finding that does not exist would look like an answer to one that does. */
    static List<Problem> check(Bound bound) {
        List<String> known =
                Stream.of(ErrorCode.values()).map(ErrorCode::id).sorted().toList();
        return bound.items(PATH).stream()
                .map(item -> item + ".code")
                .flatMap(path -> bound
                        .get(path, String.class)
                        .filter(code -> !answerable().contains(code))
                        .map(code -> known.contains(code)
                                ? unanswerable(bound.where(path), code)
                                : Problem.blocker(
                                        ErrorCode.SPEC_BAD_VALUE,
                                        bound.where(path),
                                        path + " cannot be '" + code + "': no finding has this code"
                                                + Nearest.hint(code, known),
                                        "write the code as crossfade plan prints it, or take the entry out"))
                        .stream())
                .toList();
    }

    private static Problem unanswerable(Where where, String code) {
        return Problem.warning(
                ErrorCode.ACKNOWLEDGED_UNUSED,
                where,
                "nobody can answer for " + code
                        + ": where it comes up, nothing is planned or written, whatever stands here"
                        + Nearest.hint(code, answerable()),
                "take the entry out, and mend what the error says when it comes; what can be answered for: "
                        + String.join(", ", answerable()));
    }

    static List<String> answerable() {
        return ANSWERABLE.stream().map(ErrorCode::id).sorted().toList();
    }

    /**
     * Notes of answers that answer for nothing: the finding was mended, or never there.
     *
     * @param findings all that there are, those answered for included
     */
    public static List<Problem> unused(List<Acknowledgement> given, List<Problem> findings) {
        List<String> raised =
                findings.stream().map(finding -> finding.code().id()).toList();
        List<Problem> unused = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String code = given.get(i).code();
            if (answerable().contains(code) && !raised.contains(code)) {
                unused.add(
                        Problem.note(
                                ErrorCode.ACKNOWLEDGED_UNUSED,
                                Where.object(PATH + "." + i + ".code"),
                                "nothing in this plan is " + code + " now, so "
                                        + given.get(i).by() + " answers for nothing",
                                "take the entry out, or the next finding of that code is answered for before anybody has seen it"));
            }
        }
        return unused;
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
        Optional<Acknowledgement> answer =
                given.stream().filter(one -> one.covers(problem)).findFirst();
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
