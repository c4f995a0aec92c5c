package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.NodeEnvironment;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The UDP port that Calico's or flannel's own overlay has on every node is not free for Cilium's. */
final class TunnelPorts {

    /** Where Felix is told a port by its environment. */
    static final String VARIABLE = "FELIX_VXLANPORT";

    /** flannel pkg/backend/vxlan: without a port the kernel's, which is 8472 on Linux. */
    private static final int FLANNEL = 8472;

    /** calico felix/config/config_params.go, VXLANPort. */
    private static final int FELIX = 4789;

    /**
     * A port that is taken.
     *
     * @param where who says so; empty for a default
     * @param ofOneNode true where it holds for a single node
     */
    private record Taken(int port, String owner, String where, boolean ofOneNode) {}

    private final Migration migration;
    private final List<RepositoryObject> objects;
    private final List<NodeEnvironment> environments;
    private final List<CalicoPools.Pool> pools;

    private TunnelPorts(Migration migration, EffectiveObjects effective, List<CalicoPools.Pool> pools) {
        this.migration = migration;
        this.objects = effective.objects();
        this.environments = effective.environments();
        this.pools = pools;
    }

    static List<Problem> check(Migration migration, EffectiveObjects effective, List<CalicoPools.Pool> pools) {
        TunnelPorts ports = new TunnelPorts(migration, effective, pools);
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
        if (felix().stream().anyMatch(taken -> !taken.ofOneNode())) {
            return Optional.empty();
        }
        return migration.spec().calico().encapsulation().isVxlan()
                ? Optional.of(new Taken(FELIX, "Calico", "", false))
                : pools.stream()
                        .filter(CalicoPools.Pool::isVxlan)
                        .flatMap(pool -> pool.encapsulation().stream()
                                .map(said -> new Taken(
                                        FELIX,
                                        "Calico",
                                        pool.owner() + ", " + said.where().text(),
                                        false)))
                        .findFirst();
    }

    private Optional<Taken> flannel() {
        return NetConf.among(objects, migration.inventory().calico().files())
                .map(TunnelPorts::flannel)
                .orElse(Optional.of(new Taken(FLANNEL, "flannel", "", false)));
    }

    /** What does not read is taken for upstream's. */
    private static Optional<Taken> flannel(NetConf conf) {
        int port = conf.get("Backend.Port")
                .flatMap(TunnelPorts::number)
                .filter(number -> number != 0)
                .orElse(FLANNEL);
        return conf.isVxlan() || !conf.readable()
                ? Optional.of(new Taken(port, "flannel", place(conf.config(), NetConf.KEY), false))
                : Optional.empty();
    }

    /** Where Felix is told a port. */
    private List<Taken> felix() {
        return Stream.concat(
                        objects.stream().flatMap(object -> resource(object).stream()),
                        environments.stream().flatMap(environment -> variable(environment).stream()))
                .toList();
    }

    private static Optional<Taken> resource(RepositoryObject object) {
        YamlPath path = YamlPath.parse("spec.vxlanPort");
        return Signs.isCalicos(object, "FelixConfiguration") ? taken(object, path) : Optional.empty();
    }

    private static Optional<Taken> variable(NodeEnvironment environment) {
        String node = environment.node().title();
        return environment
                .value(VARIABLE)
                .flatMap(value -> number(value.text())
                        .map(port -> new Taken(
                                port, "Calico", node + ", " + value.where().text(), false)));
    }

    private static Optional<Taken> taken(RepositoryObject object, YamlPath path) {
        return object.get(path)
                .flatMap(TunnelPorts::number)
                .map(port -> new Taken(
                        port, "Calico", place(object, path), object.name().startsWith("node.")));
    }

    private static String place(RepositoryObject object, YamlPath path) {
        return object.title() + ", " + object.where(path).text();
    }

    private static Optional<Integer> number(Object value) {
        String text = String.valueOf(value);
        return text.matches("[0-9]{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
