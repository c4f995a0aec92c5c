package dev.crossfade.core.spec;

import dev.crossfade.core.facts.Release;
import dev.crossfade.core.facts.VersionFacts;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The releases that Crossfade has facts about, and which of them their projects still maintain. */
public final class Versions {

    private static final VersionFacts.Range CILIUM = VersionFacts.of("Cilium");
    private static final VersionFacts.Range CALICO = VersionFacts.of("Calico");

    private Versions() {}

    /** The releases of Cilium and of Calico that are known, as the documentation writes them. */
    static List<String> known() {
        return List.of(CILIUM.toString(), CALICO.toString());
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
        check(bound, CILIUM, "migrate to a maintained release").ifPresent(problems::add);
        check(bound, CALICO, "nothing to do, it is what goes; an entry under spec.acknowledged turns this into a note")
                .ifPresent(problems::add);
        insecure(bound).ifPresent(problems::add);
        return problems;
    }

    private static Optional<Problem> check(Bound bound, VersionFacts.Range range, String cure) {
        Optional<String> version = bound.get(range.key(), String.class);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        Release release = Release.of(version.get());
        if (!range.holds(release)) {
            return Optional.of(Problem.blocker(
                    ErrorCode.VERSION_UNSUPPORTED,
                    bound.where(range.key()),
                    range.project() + " " + version.get() + " is not supported",
                    "use " + range));
        }
        return release.compareTo(range.maintained()) < 0
                ? Optional.of(Problem.warning(
                        ErrorCode.VERSION_UNMAINTAINED,
                        bound.where(range.key()),
                        range.project() + " " + version.get() + " gets no fixes any more; " + range.maintained()
                                + " to " + range.newest() + " do",
                        cure))
                : Optional.empty();
    }

    private static Optional<Problem> insecure(Bound bound) {
        if (bound.get("spec.cilium.clusterName", String.class)
                .filter(name -> !name.equals("default"))
                .isEmpty()) {
            return Optional.empty();
        }
        return bound.get(CILIUM.key(), String.class)
                .flatMap(version -> VersionFacts.holeOfNamedCluster(version)
                        .map(hole -> Problem.warning(
                                ErrorCode.VERSION_INSECURE,
                                bound.where(CILIUM.key()),
                                "Cilium " + version + " has " + hole.name()
                                        + ": in a cluster whose name is not 'default', " + hole.effect(),
                                "use " + hole.fixed() + " or newer")));
    }
}
