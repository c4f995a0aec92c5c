package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.RepositoryObject;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The UDP port that Calico's or flannel's own overlay has on every node is not free for Cilium's. */
final class TunnelPorts {

    /** flannel pkg/backend/vxlan: without a port the kernel's, which is 8472 on Linux. */
    private static final int FLANNEL = 8472;

    /** calico felix/config/config_params.go, VXLANPort. */
    private static final int FELIX = 4789;

    private static final YamlPath NET_CONF = YamlPath.of("data", "net-conf.json");

    /**
     * A port that is taken.
     *
     * @param where who says so; empty for a default
     * @param ofOneNode true where it holds for a single node
     */
    private record Taken(int port, String owner, String where, boolean ofOneNode) {}

    private final Migration migration;
    private final List<RepositoryObject> objects;

    private TunnelPorts(Migration migration, List<RepositoryObject> objects) {
        this.migration = migration;
        this.objects = objects;
    }

    /** @param objects those of the repository for this cluster */
    static List<Problem> check(Migration migration, List<RepositoryObject> objects) {
        TunnelPorts ports = new TunnelPorts(migration, objects);
        int wanted = migration.spec().cilium().tunnel().port();
        return Stream.concat(ports.overlay().stream(), ports.felix().stream())
                .filter(taken -> taken.port() == wanted)
                .limit(1)
                .map(taken -> Problem.blocker(
                        ErrorCode.TUNNEL_PORT,
                        Where.object("spec.cilium.tunnel.port"),
                        "tunnel port " + wanted + " is " + taken.owner() + "'s own VXLAN port on every node"
                                + (taken.where().isEmpty() ? "" : " (" + taken.where() + ")"),
                        "use another, such as 8473, and open it between all nodes"))
                .toList();
    }

    /** What makes the network while nothing else is said: flannel under canal, Felix where pools use VXLAN. */
    private Optional<Taken> overlay() {
        if (migration.inventory().calico().flavour() == CalicoFlavour.CANAL) {
            return flannel();
        }
        boolean vxlan = migration.spec().calico().encapsulation().isVxlan();
        boolean told = felix().stream().anyMatch(taken -> !taken.ofOneNode());
        return vxlan && !told ? Optional.of(new Taken(FELIX, "Calico", "", false)) : Optional.empty();
    }

    private Optional<Taken> flannel() {
        Optional<RepositoryObject> config = objects.stream()
                .filter(this::isCalicos)
                .filter(object ->
                        object.kind().equals("ConfigMap") && object.name().equals("canal-config"))
                .filter(object -> object.get(NET_CONF).isPresent())
                .findFirst();
        return config.isEmpty()
                ? Optional.of(new Taken(FLANNEL, "flannel", "", false))
                : config.flatMap(TunnelPorts::flannel);
    }

    /** flannel pkg/subnet/config.go: without a type the backend is udp; what does not read is taken for upstream's. */
    private static Optional<Taken> flannel(RepositoryObject config) {
        String where = place(config, NET_CONF);
        try {
            Optional<YamlDocument> conf =
                    YamlFile.parse(
                                    "net-conf.json",
                                    String.valueOf(config.get(NET_CONF).orElse("")))
                            .documents()
                            .stream()
                            .findFirst();
            Object type = conf.flatMap(json -> json.get(YamlPath.parse("Backend.Type")))
                    .orElse("udp");
            int port = conf.flatMap(json -> json.get(YamlPath.parse("Backend.Port")))
                    .flatMap(TunnelPorts::number)
                    .filter(number -> number != 0)
                    .orElse(FLANNEL);
            return type.equals("vxlan") ? Optional.of(new Taken(port, "flannel", where, false)) : Optional.empty();
        } catch (CrossfadeException unreadable) {
            return Optional.of(new Taken(FLANNEL, "flannel", where, false));
        }
    }

    /** Where Felix is told a port. */
    private List<Taken> felix() {
        return objects.stream()
                .flatMap(object -> Stream.of(resource(object), variable(object)).flatMap(Optional::stream))
                .toList();
    }

    private static Optional<Taken> resource(RepositoryObject object) {
        YamlPath path = YamlPath.parse("spec.vxlanPort");
        return Signs.isCalicos(object, "FelixConfiguration") ? taken(object, path) : Optional.empty();
    }

    private Optional<Taken> variable(RepositoryObject object) {
        return isCalicos(object)
                ? CalicoNodes.variable(object, "FELIX_VXLANPORT").flatMap(path -> taken(object, path))
                : Optional.empty();
    }

    private static Optional<Taken> taken(RepositoryObject object, YamlPath path) {
        return object.get(path)
                .flatMap(TunnelPorts::number)
                .map(port -> new Taken(
                        port, "Calico", place(object, path), object.name().startsWith("node.")));
    }

    private boolean isCalicos(RepositoryObject object) {
        return migration.inventory().calico().files().contains(object.file());
    }

    private static String place(RepositoryObject object, YamlPath path) {
        return object.title() + ", " + object.where(path).text();
    }

    private static Optional<Integer> number(Object value) {
        String text = String.valueOf(value);
        return text.matches("[0-9]{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
