package dev.crossfade.core.spec;

import dev.crossfade.core.facts.GateFacts;
import dev.crossfade.core.jsonpath.JsonPath;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gates of the customer's own have names of their own, and ask what can be asked. */
final class ExtraGates {

    private static final int PORTS = 65_535;

    private ExtraGates() {}

    static List<Problem> check(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        for (String gate : bound.items("spec.gates.extra")) {
            name(bound, gate + ".name").ifPresent(problems::add);
            status(bound, gate + ".http.status").ifPresent(problems::add);
            Stream.of(".http.url", ".prometheus.server", ".goldpinger.url")
                    .flatMap(key -> address(bound, gate + key).stream())
                    .forEach(problems::add);
            kind(bound, gate + ".object.kind").ifPresent(problems::add);
            path(bound, gate + ".object.path").ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<Problem> name(Bound bound, String key) {
        return bound.get(key, String.class)
                .filter(name ->
                        GateFacts.all().stream().anyMatch(gate -> gate.id().equals(name)))
                .map(name -> bad(
                        bound,
                        key,
                        "cannot be '" + name + "': the plan has a gate of this name",
                        "choose another name, such as my-" + name));
    }

    private static Optional<Problem> status(Bound bound, String key) {
        return bound.get(key, Integer.class)
                .filter(status -> status < 200 || status > 599)
                .map(status -> bad(
                        bound,
                        key,
                        "cannot be '" + status + "'",
                        "write a status that ends a request, from 200 to 599"));
    }

    /** What the pattern lets through and is no address all the same. */
    private static Optional<Problem> address(Bound bound, String key) {
        return bound.get(key, String.class)
                .filter(url -> !isAddress(url))
                .map(url ->
                        bad(bound, key, "cannot be '" + url + "': it names no host and port", "correct host and port"));
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= PORTS;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    private static Optional<Problem> kind(Bound bound, String key) {
        return bound.get(key, String.class)
                .filter("Secret"::equalsIgnoreCase)
                .map(kind -> bad(
                        bound,
                        key,
                        "cannot be '" + kind + "': what a gate reads stands in plain sight on the status page",
                        "look at an object that depends on the Secret, not at the Secret"));
    }

    private static Optional<Problem> path(Bound bound, String key) {
        return bound.get(key, String.class)
                .flatMap(ExtraGates::fault)
                .map(fault -> bad(
                        bound,
                        key,
                        fault,
                        "write one path as kubectl takes it, in quotes, such as"
                                + " '{.status.conditions[?(@.type==\"Ready\")].status}'"));
    }

    private static Optional<String> fault(String path) {
        try {
            return JsonPath.parse(path).steps().isEmpty()
                    ? Optional.of("cannot be '" + path + "': it names no field")
                    : Optional.empty();
        } catch (IllegalArgumentException notUnderstood) {
            return Optional.of("cannot be read: " + notUnderstood.getMessage());
        }
    }

    private static Problem bad(Bound bound, String key, String what, String cure) {
        return Problem.blocker(ErrorCode.SPEC_BAD_VALUE, bound.where(key), key + " " + what, cure);
    }
}
