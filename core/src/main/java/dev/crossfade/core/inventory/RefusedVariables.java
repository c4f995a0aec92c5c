package dev.crossfade.core.inventory;

import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.RepositoryObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Variables of calico-node that say what this migration is not for. */
public final class RefusedVariables {

    /**
     * A variable.
     *
     * @param unless another variable's {@code NAME=value} with which it means nothing; empty for none
     * @param what as docs/clusters.md has it
     */
    private record Row(String name, Predicate<String> refused, String unless, String what, String why) {}

    private static final List<Row> TABLE = List.of(
            new Row(
                    "FELIX_BPFENABLED",
                    FelixBoolean::isTrue,
                    "",
                    "Calico's eBPF dataplane (FELIX_BPFENABLED)",
                    RefusedFlavours.OTHER_ROUTING),
            new Row(
                    "CALICO_NETWORKING_BACKEND",
                    "none"::equals,
                    "",
                    "Calico for policies only (CALICO_NETWORKING_BACKEND none)",
                    RefusedFlavours.OTHER_NETWORK),
            new Row(
                    "CLUSTER_TYPE",
                    type -> type.contains("kubespray"),
                    "",
                    "Calico of kubespray (CLUSTER_TYPE)",
                    RefusedFlavours.RECONCILED),
            // libcalico-go/lib/apiconfig/load.go: endpoints alone mean etcd, a type that is told wins
            new Row(
                    "DATASTORE_TYPE",
                    "etcdv3"::equals,
                    "",
                    "Calico with an etcd of its own (DATASTORE_TYPE)",
                    RefusedFlavours.OTHER_STORE),
            new Row(
                    "ETCD_ENDPOINTS",
                    endpoints -> !endpoints.isBlank(),
                    "DATASTORE_TYPE=kubernetes",
                    "Calico with an etcd of its own (ETCD_ENDPOINTS)",
                    RefusedFlavours.OTHER_STORE));

    private RefusedVariables() {}

    static Stream<String> names() {
        return TABLE.stream().map(Row::what);
    }

    /** The variables that decide, and those beside which they mean nothing. */
    public static List<String> variables() {
        return TABLE.stream()
                .flatMap(row -> Stream.of(row.name(), row.unless().replaceFirst("=.*", "")))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** @param objects all that are kept with Calico's */
    static Stream<Problem> check(List<RepositoryObject> objects) {
        return NodeEnvironment.among(objects).stream()
                .flatMap(environment -> TABLE.stream().flatMap(row -> check(environment, row).stream()));
    }

    private static Optional<Problem> check(NodeEnvironment environment, Row row) {
        // manifests/canal.yaml: flannel is the network there, and the migration is for that
        boolean canal = environment.node().name().equals("canal") && row.name().equals("CALICO_NETWORKING_BACKEND");
        String[] unless = row.unless().split("=", 2);
        boolean meaningless = unless.length == 2
                && environment
                        .value(unless[0])
                        .filter(value -> value.text().equals(unless[1]))
                        .isPresent();
        return canal || meaningless
                ? Optional.empty()
                : environment
                        .value(row.name())
                        .filter(value -> row.refused().test(value.text()))
                        .map(value -> RefusedFlavours.problem(
                                value.where(),
                                row.what() + " (" + environment.node().kind() + "/"
                                        + environment.node().name() + ")",
                                row.why()));
    }
}
