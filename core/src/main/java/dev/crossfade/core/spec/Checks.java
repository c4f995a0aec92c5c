package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every check of a specification that needs no cluster. */
final class Checks {

    private static final List<Function<Bound, List<Problem>>> ALL = List.of(
            Ranges::check,
            Capacity::check,
            TunnelPort::check,
            CiliumClusterName::check,
            Detection::check,
            Versions::check,
            PhaseNames::check,
            Windows::check,
            ForgeKeys::check,
            Distinct::check,
            NodeFiles::check,
            WaveSelectors::check,
            Choice::check,
            ExtraGates::check,
            Pauses::check,
            WorkloadNodes::check,
            ProbeNone::check,
            Acknowledgements::check);

    private Checks() {}

    static List<Problem> all(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        ALL.forEach(check -> problems.addAll(check.apply(bound)));
        return problems;
    }

    /** Keys of which the file may hold one, but not several or none. */
    private static final class Choice {

        static List<Problem> check(Bound bound) {
            List<Problem> problems = new ArrayList<>();
            if (has(bound, "spec.cluster.server") && has(bound, "spec.cluster.name")) {
                problems.add(conflict(
                        bound, "spec.cluster.name", "server and name both say which cluster", "keep one of the two"));
            }
            for (String path : bound.items("spec.workloads")) {
                boolean replicas = bound.written(path + ".replicas");
                boolean annotate = bound.written(path + ".annotate")
                        && !bound.get(path + ".annotate", Map.class).equals(Optional.of(Map.of()));
                if (has(bound, path) && replicas == annotate) {
                    problems.add(conflict(
                            bound,
                            path,
                            path
                                    + (replicas
                                            ? " has both replicas and annotate"
                                            : " has neither replicas nor annotate"),
                            "say how the workload stops: replicas to scale it, or annotate to pause it"));
                }
            }
            return problems;
        }

        private static boolean has(Bound bound, String path) {
            return bound.get(path, Object.class).isPresent();
        }

        private static Problem conflict(Bound bound, String path, String message, String cure) {
            return Problem.blocker(ErrorCode.SPEC_CONFLICTING_KEYS, bound.where(path), message, cure);
        }
    }

    /** Without a probe nothing measures whether nodes on both sides still reach each other; one at an address proves no node. */
    private static final class ProbeNone {

        static List<Problem> check(Bound bound) {
            Stream<Problem> none = bound.get("spec.probe", ProbeSpec.None.class).stream()
                    .map(probe -> missing(
                            bound,
                            "probe is none: no gate measures whether all nodes reach each other",
                            "leave probe out to deploy Goldpinger, or name one that runs already under existing"));
            Stream<Problem> elsewhere = bound.get("spec.probe", ProbeSpec.Existing.class).stream()
                    .filter(probe -> probe.existing() instanceof ProbeSpec.ExistingProbe.At)
                    .map(probe -> missing(
                            bound,
                            "probe is an address: on which nodes its instances run cannot be told, so the gate probe is"
                                    + " unknown and holds each phase when its deadline is over",
                            "name its DaemonSet by namespace and name; of an address a gate of your own can ask besides"
                                    + " (spec.gates.extra[].goldpinger.url)"));
            return Stream.concat(none, elsewhere).toList();
        }

        private static Problem missing(Bound bound, String message, String cure) {
            return Problem.warning(ErrorCode.PROBE_MISSING, bound.where("spec.probe"), message, cure);
        }
    }

    /** A cluster's name as charts from 1.16 on check it (templates/validate.yaml). */
    private static final class CiliumClusterName {

        static List<Problem> check(Bound bound) {
            List<Problem> problems = new ArrayList<>();
            Optional<String> name = bound.get("spec.cilium.clusterName", String.class);
            int id = bound.get("spec.cilium.clusterId", Integer.class).orElse(0);
            if (name.isPresent() && !name.get().matches("[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?")) {
                problems.add(Problem.blocker(
                        ErrorCode.CLUSTER_NAME,
                        bound.where("spec.cilium.clusterName"),
                        "clusterName '" + name.get() + "' is refused by the chart",
                        "use at most 32 lower-case letters, digits and '-', with a letter or digit at both ends"));
            }
            if (name.filter("default"::equals).isPresent() && id != 0) {
                problems.add(Problem.blocker(
                        ErrorCode.CLUSTER_NAME,
                        bound.where("spec.cilium.clusterName"),
                        "clusterName 'default' goes with clusterId 0 only, not with " + id,
                        "give the cluster a name of its own"));
            }
            if (id > 255) {
                problems.add(Problem.blocker(
                        ErrorCode.CLUSTER_NAME,
                        bound.where("spec.cilium.clusterId"),
                        "clusterId " + id + " is not between 0 and 255",
                        "use a number from 1 to 255, or 0 for a cluster that joins no mesh"));
            }
            return problems;
        }
    }
}
