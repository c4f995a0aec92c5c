package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.spec.Cidr;
import dev.crossfade.core.spec.Encapsulation;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads Calico's pools wherever Git keeps them: as objects, in an Installation, or as what is made at the first start. */
final class CalicoPools {

    /** The pool that calico-node and the operator make (calico node/pkg/lifecycle/startup, DEFAULT_IPV4_POOL_NAME). */
    private static final String DEFAULT_NAME = "default-ipv4-ippool";

    private static final YamlPath OF_INSTALLATION = YamlPath.parse("spec.calicoNetwork.ipPools");
    private static final YamlPath OF_VALUES = YamlPath.parse("calicoNetwork.ipPools");

    /** With the spellings that calico-node takes from its environment (calico node/pkg/lifecycle/startup, createIPPool). */
    private static final Map<String, Encapsulation> IPIPS = Map.of(
            "always",
            Encapsulation.IPIP,
            "crosssubnet",
            Encapsulation.IPIP_CROSS_SUBNET,
            "cross-subnet",
            Encapsulation.IPIP_CROSS_SUBNET);

    private static final Map<String, Encapsulation> VXLANS = Map.of(
            "always",
            Encapsulation.VXLAN,
            "crosssubnet",
            Encapsulation.VXLAN_CROSS_SUBNET,
            "cross-subnet",
            Encapsulation.VXLAN_CROSS_SUBNET);

    /** A value, and where it is written. */
    record Said<T>(T value, Where where) {}

    /**
     * A pool, as far as Git tells.
     *
     * @param owner who has it, for people
     * @param serves true where pods may get addresses of it, those of a disabled one among them
     */
    record Pool(String owner, Optional<Said<Cidr>> range, Optional<Said<Encapsulation>> encapsulation, boolean serves) {

        boolean isVxlan() {
            return encapsulation.filter(said -> said.value().isVxlan()).isPresent();
        }
    }

    private final Migration migration;
    private final List<RepositoryObject> objects;

    private CalicoPools(Migration migration, List<RepositoryObject> objects) {
        this.migration = migration;
        this.objects = objects;
    }

    /** @param start the tree before the first phase */
    static List<Pool> of(Migration migration, Tree start, EffectiveObjects effective) {
        List<RepositoryObject> objects = effective.objects();
        CalicoPools pools = new CalicoPools(migration, objects);
        List<Pool> all = new ArrayList<>();
        for (RepositoryObject object : objects) {
            if (Signs.isCalicos(object, "IPPool")) {
                all.add(pools.resource(object));
            } else if (object.kind().equals("Installation") && object.group().equals("operator.tigera.io")) {
                all.addAll(items(object, OF_INSTALLATION, object.title()));
            }
        }
        if (migration.inventory().calico().flavour() == CalicoFlavour.MANIFEST) {
            effective.environments().stream()
                    .flatMap(environment -> FirstPool.of(environment).stream())
                    .filter(pool -> !pools.isKept(pool.range()))
                    .forEach(all::add);
        }
        all.addAll(pools.values(start));
        pools.flannel().ifPresent(all::add);
        return all;
    }

    private Pool resource(RepositoryObject object) {
        YamlPath spec = YamlPath.of("spec");
        return new Pool(
                object.title(),
                range(object, spec.child("cidr")),
                modes(object, spec.child("ipipMode"), spec.child("vxlanMode"), object.where(spec)),
                serves(object, spec));
    }

    /** Pools of an Installation (tigera/operator api/v1/installation_types.go, IPPool). */
    private static List<Pool> items(RepositoryObject object, YamlPath list, String owner) {
        return CalicoNodeContainer.items(object, list)
                .map(pool -> new Pool(
                        owner,
                        range(object, pool.child("cidr")),
                        object.get(pool.child("encapsulation"))
                                .flatMap(word -> Encapsulation.of(String.valueOf(word)))
                                .map(found -> new Said<>(found, object.where(pool.child("encapsulation")))),
                        serves(object, pool)))
                .toList();
    }

    private List<Pool> values(Tree start) {
        if (!(migration.inventory().calico().home() instanceof CalicoHome.Chart chart)) {
            return List.of();
        }
        return YamlFile.parse(chart.valuesFile(), start.read(chart.valuesFile()).orElse("")).documents().stream()
                .filter(document -> document.get(chart.block()).isPresent())
                .map(document -> new RepositoryObject(chart.valuesFile(), document, chart.block()))
                .flatMap(block -> items(block, OF_VALUES, "the Installation of the chart").stream())
                .toList();
    }

    private boolean isKept(Optional<Said<Cidr>> range) {
        return objects.stream()
                .filter(object -> Signs.isCalicos(object, "IPPool"))
                .anyMatch(object -> object.name().equals(DEFAULT_NAME)
                        || range(object, YamlPath.parse("spec.cidr"))
                                .map(Said::value)
                                .equals(range.map(Said::value)));
    }

    /** Under canal pods have addresses of flannel's network; Calico's own pools are not asked for any. */
    private Optional<Pool> flannel() {
        if (migration.inventory().calico().flavour() != CalicoFlavour.CANAL) {
            return Optional.empty();
        }
        return NetConf.among(objects, migration.inventory().calico().files()).map(conf -> {
            Where where = conf.config().where(NetConf.KEY);
            return new Pool(
                    conf.config().title(),
                    conf.get("Network").flatMap(CalicoPools::parse).map(range -> new Said<>(range, where)),
                    conf.isVxlan() ? Optional.of(new Said<>(Encapsulation.VXLAN, where)) : Optional.empty(),
                    true);
        });
    }

    /** How a pool or calico-node says it: two modes, each Always, CrossSubnet or Never, which is the default (IPPool). */
    private static Optional<Said<Encapsulation>> modes(
            RepositoryObject object, YamlPath ipip, YamlPath vxlan, Where none) {
        return modes(
                object.get(ipip).map(mode -> new Said<>(String.valueOf(mode), object.where(ipip))),
                object.get(vxlan).map(mode -> new Said<>(String.valueOf(mode), object.where(vxlan))),
                none);
    }

    /** @param none where it stands that there is no encapsulation */
    static Optional<Said<Encapsulation>> modes(Optional<Said<String>> ipip, Optional<Said<String>> vxlan, Where none) {
        Encapsulation byVxlan = vxlan.map(said -> VXLANS.get(said.value().toLowerCase(Locale.ROOT)))
                .orElse(null);
        Encapsulation byIpip = ipip.map(said -> IPIPS.get(said.value().toLowerCase(Locale.ROOT)))
                .orElse(null);
        // no pool has both (libcalico-go/lib/validator/v3); of a file with both the one with a port is told
        if (byVxlan != null) {
            return vxlan.map(said -> new Said<>(byVxlan, said.where()));
        }
        if (byIpip != null) {
            return ipip.map(said -> new Said<>(byIpip, said.where()));
        }
        boolean never = Stream.of(ipip, vxlan).flatMap(Optional::stream).allMatch(said -> isNever(said.value()));
        return never ? Optional.of(new Said<>(Encapsulation.NONE, none)) : Optional.empty();
    }

    /** calico-node takes Off for Never, too. */
    private static boolean isNever(String mode) {
        return mode.equalsIgnoreCase("Never") || mode.equalsIgnoreCase("Off");
    }

    /** A pool for LoadBalancers or tunnels alone has no pods in it (IPPool, allowedUses). */
    private static boolean serves(RepositoryObject object, YamlPath pool) {
        List<?> uses = object.list(pool.child("allowedUses"));
        return uses.isEmpty() || uses.contains("Workload");
    }

    private static Optional<Said<Cidr>> range(RepositoryObject object, YamlPath path) {
        return object.get(path).flatMap(CalicoPools::parse).map(range -> new Said<>(range, object.where(path)));
    }

    /** What is no range, such as a placeholder, tells nothing. */
    static Optional<Cidr> parse(Object text) {
        try {
            return Optional.of(Cidr.sloppy(String.valueOf(text)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
