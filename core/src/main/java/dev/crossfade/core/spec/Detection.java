package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Calico's address detection must not be able to pick an interface of Cilium's. Calico takes several regular expressions
 * parted by commas, unanchored, and passes over no Cilium interface by itself (calico
 * node/pkg/lifecycle/startup/autodetection).
 */
final class Detection {

    private static final String PATH = "spec.calico.addressDetection";

    /** How Calico parts them (calico node/pkg/lifecycle/startup/autodetection/autodetection_methods.go). */
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");

    /** Interfaces that Cilium makes, and one that it makes for a pod. */
    private static final List<String> CILIUM = List.of("cilium_host", "cilium_net", "cilium_vxlan", "lxc3f2a91c04b7d");

    private Detection() {}

    static List<Problem> check(Bound bound) {
        Optional<AddressDetection> detection = bound.get(PATH, AddressDetection.class);
        List<Problem> problems = new ArrayList<>();
        try {
            problems.addAll(readable(bound, detection));
            if (!problems.isEmpty()) {
                return problems;
            }
            if (detection.orElse(null) instanceof AddressDetection.SkipInterface skip) {
                CILIUM.stream()
                        .filter(name -> !matches(skip.skipInterface(), name))
                        .findFirst()
                        .ifPresent(name -> problems.add(problem(
                                bound,
                                "skipInterface '" + skip.skipInterface() + "' does not pass over " + name,
                                "use '^cilium_.*,^lxc.*' beside what you skip, or NodeInternalIP")));
            } else if (detection.orElse(null) instanceof AddressDetection.Interface only) {
                CILIUM.stream()
                        .filter(name -> matches(only.interfaceRegex(), name))
                        .findFirst()
                        .ifPresent(name -> problems.add(problem(
                                bound,
                                "interface '" + only.interfaceRegex() + "' matches " + name,
                                "name the nodes' interface exactly, such as '^eth0$', or use NodeInternalIP")));
            } else if (detection.orElse(null) instanceof AddressDetection.Cidrs ranges) {
                bound.ranges("spec.cilium.podCIDRs").values().stream()
                        .filter(pods -> ranges.cidrs().stream().anyMatch(pods::overlaps))
                        .findFirst()
                        .ifPresent(pods -> problems.add(problem(
                                bound,
                                "the ranges hold addresses of cilium_host, which lie in podCIDRs " + pods,
                                "name the nodes' ranges only, or use NodeInternalIP")));
            }
        } catch (PatternSyntaxException e) {
            problems.add(problem(
                    bound, "'" + e.getPattern() + "' is no regular expression", "correct it: " + e.getDescription()));
        }
        return problems;
    }

    /** An expression that Go refuses or reads in another way says nothing about what Calico does. */
    private static List<Problem> readable(Bound bound, Optional<AddressDetection> detection) {
        String expressions = detection.orElse(null) instanceof AddressDetection.SkipInterface skip
                ? skip.skipInterface()
                : detection.orElse(null) instanceof AddressDetection.Interface only ? only.interfaceRegex() : null;
        if (expressions == null) {
            return List.of();
        }
        return Stream.of(SEPARATOR.split(expressions, -1))
                .flatMap(expression -> expression.isEmpty()
                        ? Stream.of(problem(
                                bound,
                                "'" + expressions + "' has an empty expression, which matches every interface",
                                "take out the comma that has nothing beside it"))
                        : GoPattern.foreign(expression)
                                .map(part -> problem(
                                        bound,
                                        "'" + expression + "' says " + part
                                                + ", which Calico does not read so: its expressions are Go's (RE2)",
                                        "write it without, such as '^eth[0-9]+$'"))
                                .stream())
                .toList();
    }

    private static boolean matches(String expressions, String name) {
        return Stream.of(SEPARATOR.split(expressions, -1))
                .anyMatch(
                        expression -> Pattern.compile(expression).matcher(name).find());
    }

    private static Problem problem(Bound bound, String message, String cure) {
        return Problem.blocker(ErrorCode.ADDRESS_DETECTION, bound.where(PATH), message, cure);
    }
}
