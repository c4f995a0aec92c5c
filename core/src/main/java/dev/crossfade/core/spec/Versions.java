package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The releases that Crossfade has facts about, and which of them their projects still maintain. */
public final class Versions {

    // As of August 2026. Cilium, README "Stable Releases": the three newest minor releases are maintained. Calico's
    // SECURITY.md promises the two newest only, so that 3.30 is one more than promised.
    private static final Range CILIUM = new Range("Cilium", "spec.cilium.version", 1, 14, 18, 20);
    private static final Range CALICO = new Range("Calico", "spec.calico.version", 3, 25, 30, 32);

    private Versions() {}

    /** The releases of Cilium and of Calico that are known, as the documentation writes them. */
    static List<String> known() {
        return List.of(CILIUM.text(), CALICO.text());
    }

    /** Every known minor release of Cilium, oldest first. */
    public static List<String> cilium() {
        return CILIUM.releases();
    }

    /** Every known minor release of Calico, oldest first. */
    public static List<String> calico() {
        return CALICO.releases();
    }

    static List<Problem> check(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        CILIUM.check(bound).ifPresent(problems::add);
        CALICO.check(bound).ifPresent(problems::add);
        insecure(bound).ifPresent(problems::add);
        return problems;
    }

    /** CVE-2026-56743, in 1.19.0 to 1.19.4: policies with ipBlock alone let too much in. */
    private static Optional<Problem> insecure(Bound bound) {
        boolean named = bound.get("spec.cilium.clusterName", String.class)
                .filter(name -> !name.equals("default"))
                .isPresent();
        return bound.get(CILIUM.path(), String.class)
                .filter(version -> named && version.matches("1\\.19\\.[0-4]"))
                .map(version -> Problem.warning(
                        ErrorCode.VERSION_INSECURE,
                        bound.where(CILIUM.path()),
                        "Cilium " + version + " has CVE-2026-56743: in a cluster whose name is not 'default',"
                                + " NetworkPolicies with nothing but ipBlock allow too much",
                        "use 1.19.5 or newer"));
    }

    /** Minor releases from the oldest to the newest that are supported, maintained from some release on. */
    private record Range(String project, String path, int major, int oldest, int maintained, int newest) {

        String text() {
            return major + "." + oldest + " to " + major + "." + newest;
        }

        List<String> releases() {
            return IntStream.rangeClosed(oldest, newest)
                    .mapToObj(minor -> major + "." + minor)
                    .toList();
        }

        Optional<Problem> check(Bound bound) {
            Optional<String> version = bound.get(path, String.class);
            if (version.isEmpty()) {
                return Optional.empty();
            }
            String[] parts = version.get().split("\\.", -1);
            int minor = Integer.parseInt(parts[1]);
            if (Integer.parseInt(parts[0]) != major || minor < oldest || minor > newest) {
                return Optional.of(Problem.blocker(
                        ErrorCode.VERSION_UNSUPPORTED,
                        bound.where(path),
                        project + " " + version.get() + " is not supported",
                        "use " + text()));
            }
            if (minor < maintained) {
                return Optional.of(
                        Problem.warning(
                                ErrorCode.VERSION_UNMAINTAINED,
                                bound.where(path),
                                project + " " + version.get() + " gets no fixes any more; " + major + "." + maintained
                                        + " to " + major + "." + newest + " do",
                                project.equals("Cilium")
                                        ? "migrate to a maintained release"
                                        : "nothing to do, it is what goes; an entry under spec.acknowledged turns this into a note"));
            }
            return Optional.empty();
        }
    }
}
