package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.FelixBoolean;
import dev.crossfade.core.inventory.NodeEnvironment;
import dev.crossfade.core.report.Problem;
import java.util.List;
import java.util.stream.Stream;

/** The variable by which calico-node gives pods IPv6 addresses (Calico, "Configure dual stack or IPv6 only"). */
final class Ipv6Support {

    static final String VARIABLE = "FELIX_IPV6SUPPORT";

    private Ipv6Support() {}

    /** A calico-node that is kept somewhere else than Calico's own files may be this cluster's, too. */
    static List<Problem> check(EffectiveObjects effective) {
        return Stream.concat(effective.environments().stream(), NodeEnvironment.among(effective.objects()).stream())
                .flatMap(environment -> environment.value(VARIABLE).stream()
                        .filter(value -> FelixBoolean.isTrue(value.text()))
                        .map(value -> RepositoryFindings.ipv6(
                                value.where(), environment.node().title() + " gives pods IPv6 addresses, too, ")))
                .distinct()
                .toList();
    }
}
