package dev.crossfade.core.examination;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where objects show what {@link RepositoryFindings} asks. */
final class Signs {

    /**
     * DaemonSets of istio/istio manifests/charts/istio-cni, linkerd/linkerd2 charts/linkerd2-cni, and
     * k8snetworkplumbingwg/multus-cni deployments/.
     */
    private static final List<String> OTHER_PLUGINS = List.of("istio-cni-node", "linkerd-cni", "kube-multus-ds");

    /** Calico, "Annotations for configuring IP addresses". */
    private static final Set<String> ADDRESSES = Set.of(
            "cni.projectcalico.org/ipAddrs",
            "cni.projectcalico.org/ipAddrsNoIpam",
            "cni.projectcalico.org/ipv4pools",
            "cni.projectcalico.org/ipv6pools",
            "cni.projectcalico.org/floatingIPs",
            "cni.projectcalico.org/hwAddr");

    private Signs() {}

    static Optional<Where> ownCniConfiguration(RepositoryObject object) {
        boolean attachment = object.kind().equals("NetworkAttachmentDefinition");
        boolean plugin =
                object.kind().equals("DaemonSet") && OTHER_PLUGINS.stream().anyMatch(object.name()::startsWith);
        return attachment || plugin ? Optional.of(object.where()) : Optional.empty();
    }

    static Optional<Where> istio(RepositoryObject object) {
        return object.kind().equals("DaemonSet") && object.name().equals("istio-cni-node")
                ? Optional.of(object.where())
                : Optional.empty();
    }

    static Optional<Where> hostPort(RepositoryObject object) {
        YamlPath pod = pod(object).child("spec");
        if (object.get(pod.child("hostNetwork")).equals(Optional.of(true))) {
            return Optional.empty();
        }
        return Stream.of("initContainers", "containers")
                .flatMap(list -> items(object, pod.child(list)))
                .flatMap(container -> items(object, container.child("ports")))
                .map(port -> port.child("hostPort"))
                .filter(path -> object.get(path).isPresent())
                .map(object::where)
                .findFirst();
    }

    static Optional<Where> wireguard(RepositoryObject object) {
        return !isCalicos(object, "FelixConfiguration")
                ? Optional.empty()
                : Stream.of("wireguardEnabled", "wireguardEnabledV6")
                        .map(key -> YamlPath.of("spec", key))
                        .filter(path -> object.get(path).equals(Optional.of(true)))
                        .map(object::where)
                        .findFirst();
    }

    static Optional<Where> bgp(RepositoryObject object) {
        if (isCalicos(object, "BGPPeer")) {
            return Optional.of(object.where());
        }
        return !isCalicos(object, "BGPConfiguration")
                ? Optional.empty()
                : Stream.of("serviceClusterIPs", "serviceExternalIPs", "serviceLoadBalancerIPs")
                        .map(key -> YamlPath.of("spec", key))
                        .filter(path -> !object.list(path).isEmpty())
                        .map(object::where)
                        .findFirst();
    }

    /** A pool, or one of the Installation's. */
    static Optional<Where> ipv6(RepositoryObject object) {
        if (isCalicos(object, "IPPool")) {
            return ipv6(object, YamlPath.parse("spec.cidr"));
        }
        if (object.kind().equals("Installation") && object.group().equals("operator.tigera.io")) {
            return items(object, YamlPath.parse("spec.calicoNetwork.ipPools"))
                    .flatMap(pool -> ipv6(object, pool.child("cidr")).stream())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static Optional<Where> ipv6(RepositoryObject object, YamlPath range) {
        return object.get(range)
                .filter(value -> String.valueOf(value).contains(":"))
                .map(value -> object.where(range));
    }

    /** Of a pod, of a template of pods, or of a namespace for all of its pods. */
    static Optional<Where> podAddresses(RepositoryObject object) {
        return Stream.of(pod(object), new YamlPath(List.of()))
                .filter(at ->
                        !at.steps().isEmpty() || Set.of("Pod", "Namespace").contains(object.kind()))
                .map(at -> at.child("metadata").child("annotations"))
                .flatMap(annotations -> object.keys(annotations).stream()
                        .filter(ADDRESSES::contains)
                        .map(annotations::child))
                .map(object::where)
                .findFirst();
    }

    private static YamlPath pod(RepositoryObject object) {
        return Map.of("Pod", new YamlPath(List.of()), "CronJob", YamlPath.parse("spec.jobTemplate.spec.template"))
                .getOrDefault(object.kind(), YamlPath.parse("spec.template"));
    }

    static boolean isCalicos(RepositoryObject object, String kind) {
        return object.kind().equals(kind) && CalicoFacts.isGroup(object.group());
    }

    private static Stream<YamlPath> items(RepositoryObject object, YamlPath list) {
        return IntStream.range(0, object.list(list).size()).mapToObj(list::child);
    }
}
