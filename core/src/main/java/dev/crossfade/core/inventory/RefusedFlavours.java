package dev.crossfade.core.inventory;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Kinds of Calico that this migration is not for, each with the reason: a plan for them would be an outage. */
final class RefusedFlavours {

    private static final String OTHER_ROUTING =
            "the guide of Cilium asks for a network that routes through the Linux stack, and kube-proxy is most often gone, too";
    private static final String OTHER_NETWORK =
            "Calico enforces policies there, and another network is what would have to move";
    private static final String RECONCILED = "its own tool applies Calico again and would undo every phase";
    private static final String NO_WINDOWS = "Cilium has no agent for Windows nodes";

    /** A field of an Installation's specification (tigera/operator api/v1/installation_types.go). */
    private record Field(String path, Predicate<String> refused, String why) {}

    private static final List<Field> INSTALLATION = List.of(
            new Field("calicoNetwork.linuxDataplane", List.of("BPF", "VPP")::contains, OTHER_ROUTING),
            new Field("cni.type", type -> !type.equals("Calico"), OTHER_NETWORK),
            new Field("calicoNetwork.windowsDataplane", plane -> !plane.equals("Disabled"), NO_WINDOWS),
            new Field("kubernetesProvider", "RKE2"::equals, RECONCILED),
            new Field(
                    "variant",
                    variant -> !variant.equals("Calico"),
                    "the Enterprise edition has objects that no list here names"));

    /**
     * A sign on an object.
     *
     * @param place dotted path of the field to point at
     */
    private record Sign(Predicate<KeptObject> seen, String place, String what, String why) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign(
                    kept -> kept.object().kind().equals("FelixConfiguration")
                            && at(kept, "spec.bpfEnabled").equals(Optional.of(true)),
                    "spec.bpfEnabled",
                    "Calico's eBPF dataplane",
                    OTHER_ROUTING),
            new Sign(
                    kept -> variable(kept, "FELIX_BPFENABLED")
                            .filter("true"::equalsIgnoreCase)
                            .isPresent(),
                    "spec.template.spec.containers",
                    "Calico's eBPF dataplane (FELIX_BPFENABLED)",
                    OTHER_ROUTING),
            new Sign(
                    kept -> kept.is("DaemonSet/calico-node")
                            && variable(kept, "CALICO_NETWORKING_BACKEND")
                                    .filter("none"::equals)
                                    .isPresent(),
                    "spec.template.spec.containers",
                    "Calico for policies only (CALICO_NETWORKING_BACKEND none)",
                    OTHER_NETWORK),
            new Sign(
                    kept -> kept.is("DaemonSet/calico-node-windows"),
                    "metadata.name",
                    "Calico on Windows nodes",
                    NO_WINDOWS),
            new Sign(
                    kept -> kept.object().kind().matches("HelmChart(Config)?"),
                    "kind",
                    "Calico of RKE2 or k3s",
                    RECONCILED),
            new Sign(
                    // kubespray roles/network_plugin/calico/templates/calico-config.yml.j2
                    kept -> kept.is("ConfigMap/calico-config") && contains(kept, "data.cluster_type", "kubespray"),
                    "data.cluster_type",
                    "Calico of kubespray",
                    RECONCILED),
            new Sign(
                    // kops upup/pkg/fi/cloudup/bootstrapchannelbuilder labels what its channel applies
                    RefusedFlavours::ofKops, "metadata.labels", "Calico of kOps", RECONCILED),
            new Sign(
                    kept -> kept.is("ConfigMap/calico-config") && contains(kept, "data.etcd_endpoints", "://"),
                    "data.etcd_endpoints",
                    "Calico with an etcd of its own",
                    "its pools and nodes are not in the Kubernetes API, where every gate looks"),
            new Sign(
                    kept -> kept.object().apiVersion().startsWith("operator.tigera.io/")
                            && List.of("GatewayAPI", "Istio", "ManagementClusterConnection")
                                    .contains(kept.object().kind()),
                    "kind",
                    "what the operator runs beside the network",
                    "it would go with the operator: give it an installation of its own first"));

    private RefusedFlavours() {}

    /** What is refused, a field's path or a sign's words: docs/clusters.md has a row for each. */
    static List<String> names() {
        return Stream.concat(
                        INSTALLATION.stream().map(Field::path), SIGNS.stream().map(Sign::what))
                .toList();
    }

    /** One problem for every sign on every object. */
    static List<Problem> check(List<KeptObject> objects) {
        Stream<Problem> fields = objects.stream()
                .filter(kept -> kept.object().kind().equals("Installation"))
                .flatMap(kept -> check(new InstallationBlock(kept.document(), YamlPath.of("spec"))).stream());
        Stream<Problem> signs = SIGNS.stream()
                .flatMap(sign -> objects.stream()
                        .filter(sign.seen())
                        .map(kept -> problem(
                                kept.document().where(YamlPath.parse(sign.place())),
                                sign.what() + " (" + kept.object().kindAndName() + ")",
                                sign.why())));
        return Stream.concat(fields, signs).toList();
    }

    /** The same for an Installation, as an object or as a block of values. */
    static List<Problem> check(InstallationBlock block) {
        return INSTALLATION.stream()
                .filter(field ->
                        block.text(field.path()).filter(field.refused()).isPresent())
                .map(field -> problem(
                        block.where(field.path()),
                        "an Installation with " + field.path() + ": "
                                + block.text(field.path()).orElse(""),
                        field.why()))
                .toList();
    }

    private static Problem problem(Where where, String what, String why) {
        return Problem.blocker(
                ErrorCode.FLAVOUR_UNSUPPORTED,
                where,
                what + " is not what this migration is for: " + why,
                "leave this cluster as it is; docs/clusters.md says which clusters can move");
    }

    private static boolean ofKops(KeptObject kept) {
        return at(kept, "metadata.labels")
                .filter(labels -> labels instanceof Map<?, ?> map
                        && map.keySet().stream()
                                .anyMatch(key -> String.valueOf(key).startsWith("addon.kops.k8s.io/")))
                .isPresent();
    }

    private static boolean contains(KeptObject kept, String path, String text) {
        return at(kept, path)
                .filter(value -> String.valueOf(value).contains(text))
                .isPresent();
    }

    private static Optional<Object> at(KeptObject kept, String path) {
        return kept.document().get(YamlPath.parse(path));
    }

    private static Optional<String> variable(KeptObject kept, String name) {
        return kept.object().kind().equals("DaemonSet")
                ? CalicoNode.of(kept.document(), kept.object()).flatMap(node -> node.value(name))
                : Optional.empty();
    }
}
