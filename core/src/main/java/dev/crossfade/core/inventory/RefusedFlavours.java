package dev.crossfade.core.inventory;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.yaml.YamlPath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Kinds of Calico that this migration is not for, each with the reason: a plan for them would be an outage. */
final class RefusedFlavours {

    static final String OTHER_ROUTING =
            "the guide of Cilium asks for a network that routes through the Linux stack, and kube-proxy is most often gone, too";
    static final String OTHER_NETWORK =
            "Calico enforces policies there, and another network is what would have to move";
    static final String RECONCILED = "its own tool applies Calico again and would undo every phase";
    static final String OTHER_STORE = "its pools and nodes are not in the Kubernetes API, where every gate looks";
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
    private record Sign(Predicate<RepositoryObject> seen, String place, String what, String why) {}

    private static final Sign BPF = new Sign(
            object -> object.kind().equals("FelixConfiguration")
                    && CalicoFacts.isGroup(object.group())
                    && at(object, "spec.bpfEnabled").equals(Optional.of(true)),
            "spec.bpfEnabled",
            "Calico's eBPF dataplane",
            OTHER_ROUTING);

    /** docs.rke2.io, "Basic Network Options": these charts are the server's own, and Git keeps at most their values. */
    private static final Sign RKE2 = new Sign(
            object -> object.kind().matches("HelmChart(Config)?")
                    && object.name().matches("rke2-(calico|canal|cilium)(-crd)?"),
            "metadata.name",
            "the network of RKE2 or k3s",
            RECONCILED);

    private static final Sign WINDOWS = new Sign(
            object -> object.kind().equals("DaemonSet") && object.name().equals("calico-node-windows"),
            "metadata.name",
            "Calico on Windows nodes",
            NO_WINDOWS);

    private static final Sign BESIDE = new Sign(
            object -> object.group().equals("operator.tigera.io")
                    && List.of("GatewayAPI", "Istio", "ManagementClusterConnection")
                            .contains(object.kind()),
            "kind",
            "what the operator runs beside the network",
            "it would go with the operator: give it an installation of its own first");

    /** What tells of the cluster wherever in the repository it is; so does every field of an Installation. */
    private static final List<Sign> ANYWHERE = List.of(BPF, RKE2, WINDOWS, BESIDE);

    private static final List<Sign> SIGNS = List.of(
            BPF,
            new Sign(
                    object -> object.kind().matches("HelmChart(Config)?"),
                    "kind",
                    "the network of RKE2 or k3s",
                    RECONCILED),
            new Sign(
                    // manifests/calico.yaml: CALICO_NETWORKING_BACKEND takes its value from there
                    object -> isConfig(object)
                            && at(object, "data.calico_backend").equals(Optional.of("none")),
                    "data.calico_backend",
                    "Calico for policies only (calico_backend none)",
                    OTHER_NETWORK),
            WINDOWS,
            new Sign(
                    // kubespray roles/network_plugin/calico/templates/calico-config.yml.j2
                    object -> isConfig(object) && contains(object, "data.cluster_type", "kubespray"),
                    "data.cluster_type",
                    "Calico of kubespray",
                    RECONCILED),
            new Sign(
                    // kops upup/pkg/fi/cloudup/bootstrapchannelbuilder labels what its channel applies
                    object -> object.keys(YamlPath.parse("metadata.labels")).stream()
                            .anyMatch(key -> key.startsWith("addon.kops.k8s.io/")),
                    "metadata.labels",
                    "Calico of kOps",
                    RECONCILED),
            new Sign(
                    object -> isConfig(object) && contains(object, "data.etcd_endpoints", "://"),
                    "data.etcd_endpoints",
                    "Calico with an etcd of its own",
                    OTHER_STORE),
            BESIDE);

    private RefusedFlavours() {}

    /** What is refused, a field's path or a sign's words: docs/clusters.md has a row for each. */
    static List<String> names() {
        return Stream.of(
                        INSTALLATION.stream().map(Field::path),
                        SIGNS.stream().map(Sign::what),
                        RefusedVariables.names())
                .flatMap(each -> each)
                .toList();
    }

    /** One problem for every sign on every object that is kept with Calico's; of two at one place for one reason the first. */
    static List<Problem> check(List<KeptObject> kept) {
        List<RepositoryObject> objects = kept.stream()
                .map(each -> new RepositoryObject(each.object().file(), each.document(), new YamlPath(List.of())))
                .toList();
        Stream<Problem> fields = kept.stream()
                .filter(each -> each.object().kind().equals("Installation"))
                .flatMap(each -> check(new InstallationBlock(each.document(), YamlPath.of("spec"))).stream());
        Set<String> seen = new HashSet<>();
        return Stream.of(fields, RefusedVariables.check(objects), check(SIGNS, objects))
                .flatMap(each -> each)
                .filter(problem ->
                        seen.add(problem.where().text() + problem.message().replaceFirst(".*? is not what", "")))
                .toList();
    }

    /** What objects of the cluster say that are kept somewhere else than Calico's own. */
    static List<Problem> elsewhere(List<RepositoryObject> objects) {
        Stream<Problem> fields = objects.stream()
                .filter(object ->
                        object.kind().equals("Installation") && object.group().equals("operator.tigera.io"))
                .flatMap(object ->
                        check(new InstallationBlock(
                                        object.document(), object.root().child("spec")))
                                .stream());
        return Stream.concat(check(ANYWHERE, objects), fields).toList();
    }

    private static Stream<Problem> check(List<Sign> signs, List<RepositoryObject> objects) {
        return signs.stream()
                .flatMap(sign -> objects.stream()
                        .filter(sign.seen())
                        .map(object -> problem(
                                object.where(YamlPath.parse(sign.place())),
                                sign.what() + " (" + object.kind() + "/" + object.name() + ")",
                                sign.why())));
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

    static Problem problem(Where where, String what, String why) {
        return Problem.blocker(
                ErrorCode.FLAVOUR_UNSUPPORTED,
                where,
                what + " is not what this migration is for: " + why,
                "leave this cluster as it is; docs/clusters.md says which clusters can move");
    }

    private static boolean isConfig(RepositoryObject object) {
        return object.kind().equals("ConfigMap") && object.name().equals("calico-config");
    }

    private static boolean contains(RepositoryObject object, String path, String text) {
        return at(object, path)
                .filter(value -> String.valueOf(value).contains(text))
                .isPresent();
    }

    private static Optional<Object> at(RepositoryObject object, String path) {
        return object.get(YamlPath.parse(path));
    }
}
