package dev.crossfade.core.examination;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.spec.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the repository keeps for the cluster that Calico does today and Cilium will not do by itself. */
public final class RepositoryFindings {

    /**
     * One row of the table.
     *
     * @param applies whether the settings leave the question open
     * @param sign where an object shows it, if it does
     * @param says what that means, behind the object's kind and name
     */
    private record Row(
            ErrorCode code,
            Predicate<Settings> applies,
            Function<RepositoryObject, Optional<Where>> sign,
            String says,
            String cure) {}

    private static final String NO_IPV6 = "which they have no more once they are on Cilium: the plan's ranges are IPv4";
    private static final String IPV4_ALONE =
            "free Services, records and clients from these addresses, then answer for it";

    private static final List<Row> TABLE = List.of(
            // multus-cni#972, talos#10468: Cilium renames what lies beside its own file
            new Row(
                    ErrorCode.CNI_EXCLUSIVE,
                    settings -> settings.spec().cilium().cniExclusive(),
                    Signs::ownCniConfiguration,
                    "keeps CNI configuration of its own, which Cilium renames on every migrated node",
                    "say cniExclusive: false under spec.cilium"),
            // Cilium, "Integration with Istio"
            new Row(
                    ErrorCode.ISTIO_SOCKET_LB,
                    settings -> !settings.isTrue("socketLB.hostNamespaceOnly"),
                    Signs::istio,
                    "takes over the traffic of pods, and a load balancer in their sockets would pass it by",
                    "set socketLB.hostNamespaceOnly: true in your values file"),
            // Cilium, "Portmap (HostPort)"
            new Row(
                    ErrorCode.HOST_PORTS_UNDECLARED,
                    settings -> !settings.spec().calico().hostPorts(),
                    Signs::hostPort,
                    "has a hostPort, which Cilium beside kube-proxy serves only with the portmap plugin",
                    "say hostPorts: true under spec.calico"),
            // Calico, "Encrypt in-cluster pod traffic"; Cilium, "WireGuard Transparent Encryption"
            new Row(
                    ErrorCode.CALICO_WIREGUARD,
                    settings -> !settings.isTrue("encryption.enabled"),
                    Signs::wireguard,
                    "encrypts the traffic of pods, which ends node by node with the move to Cilium",
                    "set encryption.enabled: true and encryption.type: wireguard in your values file, or answer for it"),
            // Calico, "Advertise Kubernetes service IP addresses"; Cilium's migration guide was not tested with BGP
            new Row(
                    ErrorCode.CALICO_BGP,
                    settings -> true,
                    Signs::bgp,
                    "has Calico announce addresses to routers, which ends with Calico; the new pod addresses are not announced",
                    "plan Cilium's BGP control plane or a load balancer before rotate-nodes, or answer for it"),
            // Calico, "Configure dual stack or IPv6 only"
            new Row(
                    ErrorCode.CALICO_IPV6,
                    settings -> true,
                    Signs::ipv6,
                    "gives pods IPv6 addresses, too, " + NO_IPV6,
                    IPV4_ALONE),
            // Calico, "Use a specific IP address with a pod"
            new Row(
                    ErrorCode.CALICO_POD_ADDRESSES,
                    settings -> true,
                    Signs::podAddresses,
                    "chooses addresses of pods by an annotation that Cilium ignores: they get other ones",
                    "free whatever relies on these addresses from them, then answer for it"));

    private RepositoryFindings() {}

    /** The codes of its rows. */
    public static Set<ErrorCode> codes() {
        return TABLE.stream().map(Row::code).collect(Collectors.toUnmodifiableSet());
    }

    static Problem ipv6(Where where, String says) {
        return Problem.warning(ErrorCode.CALICO_IPV6, where, says + NO_IPV6, IPV4_ALONE);
    }

    static List<Problem> check(Settings settings, List<RepositoryObject> objects) {
        Stream<Problem> pools = settings.spec().calico().pools().stream()
                .filter(Cidr::isIpv6)
                .map(pool -> ipv6(Where.object("spec.calico.pools"), pool + " gives pods IPv6 addresses, "));
        Stream<Problem> signs = TABLE.stream()
                .filter(row -> row.applies().test(settings))
                .flatMap(row -> objects.stream()
                        .flatMap(object -> row.sign().apply(object).stream()
                                .map(where -> Problem.warning(
                                        row.code(), where, object.title() + " " + row.says(), row.cure()))));
        return Stream.concat(pools, signs).toList();
    }
}
