package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.NodeEnvironment;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.Cidr;
import dev.crossfade.core.spec.Encapsulation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pool that calico-node makes where there is none at all (calico node/pkg/lifecycle/startup, configureIPPools): stale
 * where Git keeps that pool as an object.
 */
final class FirstPool {

    private static final String NONE = "NO_DEFAULT_POOLS";
    private static final String RANGE = "CALICO_IPV4POOL_CIDR";
    private static final String IPIP = "CALICO_IPV4POOL_IPIP";
    private static final String VXLAN = "CALICO_IPV4POOL_VXLAN";

    static final List<String> VARIABLES = List.of(NONE, RANGE, IPIP, VXLAN);

    private FirstPool() {}

    static Optional<CalicoPools.Pool> of(NodeEnvironment environment) {
        Optional<CalicoPools.Said<String>> cidr = value(environment, RANGE);
        Optional<CalicoPools.Said<String>> ipip = value(environment, IPIP);
        Optional<CalicoPools.Said<String>> vxlan = value(environment, VXLAN);
        Optional<Where> place = Stream.of(vxlan, ipip, cidr)
                .flatMap(Optional::stream)
                .map(CalicoPools.Said::where)
                .findFirst();
        boolean none = value(environment, NONE)
                        .filter(said -> said.value().equalsIgnoreCase("true"))
                        .isPresent()
                || cidr.filter(said -> said.value().equals("none")).isPresent();
        if (none || place.isEmpty()) {
            return Optional.empty();
        }
        Optional<CalicoPools.Said<Cidr>> range = cidr.flatMap(
                said -> CalicoPools.parse(said.value()).map(parsed -> new CalicoPools.Said<>(parsed, said.where())));
        boolean unknown = !environment.unread(List.of(IPIP, VXLAN)).isEmpty();
        Optional<CalicoPools.Said<Encapsulation>> encapsulation =
                unknown ? Optional.empty() : CalicoPools.modes(ipip, vxlan, place.get());
        return Optional.of(
                new CalicoPools.Pool(environment.node().title() + " (CALICO_IPV4POOL_*)", range, encapsulation, true));
    }

    private static Optional<CalicoPools.Said<String>> value(NodeEnvironment environment, String variable) {
        return environment
                .value(variable)
                .filter(value -> !value.text().isBlank())
                .map(value -> new CalicoPools.Said<>(value.text(), value.where()));
    }
}
