package dev.crossfade.assembly;

import java.util.List;
import java.util.stream.Stream;

/** The plans that histories are played on: those of all examples, some with gates of the customer's own, and one of Cluster API. */
final class HistoryExamples {

    private static final String SPEC = "crossfade.yaml";
    private static final String GATES = "\n  gates:\n";

    /** One of each kind, in all phases, a way back where something fails, and times that differ by row, commit and gate. */
    private static final String CUSTOMERS = GATES + """
                onFailure: undo
                phases:
                  install-cilium: {soak: 5m, deadline: 3h}
                  resume-workloads: {soak: 6m}
                  rotate-nodes: {soak: 4m, stalled: 90m}
                  remove-calico-workloads: {soak: 2m}
                  remove-calico-workloads-prune: {soak: 270s}
                extra:
                  - {name: shop, phases: all, http: {url: "https://shop.example.com/healthz"}}
                  - name: in-sync
                    phases: all
                    prometheus: {server: https://prometheus.example.com, query: replicas_behind, is: "== 0"}
                  - {name: host-network, phases: all, goldpinger: {url: "https://goldpinger.example.com"}}
                  - name: brokers
                    phases: all
                    object:
                      apiVersion: kafka.strimzi.io/v1
                      kind: Kafka
                      namespace: kafka
                      name: events
                      path: '{.status.conditions[?(@.type=="Ready")].status}'
                      equals: "True"
            """;

    private HistoryExamples() {}

    /** Every phase of every example, of Cluster API those that are its own, and those from the end of legacy routing on. */
    static List<HistoryScene> scenes() {
        Stream<HistoryScene> examples =
                Story.examples().stream().map(HistoryExamples::of).flatMap(List::stream);
        Journey machines = Journey.of(Story.plan(machines()));
        Journey routing = Journey.of(Story.plan(routing()));
        return Stream.of(
                        examples,
                        scenes(machines, machines.between("first-nodes", "rotate-nodes-kafka")),
                        scenes(routing, routing.between("host-routing", "hand-over")))
                .flatMap(each -> each)
                .toList();
    }

    /** Legacy routing is turned off at the end, which the examples keep. */
    private static MapTree routing() {
        return edited(tree("db-schenker"), "    clusterName:", "    hostLegacyRoutingAtEnd: false\n    clusterName:");
    }

    /** Every phase of one example. */
    static List<HistoryScene> of(String example) {
        Journey journey = Journey.of(Story.plan(tree(example)));
        return scenes(journey, journey.ids()).toList();
    }

    private static Stream<HistoryScene> scenes(Journey journey, List<String> phases) {
        return phases.stream().map(phase -> new HistoryScene(journey, phase));
    }

    /** The one of Calico's operator stays as it is, without any. */
    private static MapTree tree(String example) {
        MapTree tree = Story.tree(example);
        return example.equals("operator-karpenter") ? tree : edited(tree, GATES, CUSTOMERS);
    }

    /** Machines of Cluster API go back by themselves, which is why their phases ask before they do. */
    private static MapTree machines() {
        return edited(
                edited(NodeFiles.clusterApi(), "name: general, ", "name: general, select: {pool: general}, "),
                "name: kafka, ",
                "name: kafka, select: {pool: kafka}, ");
    }

    private static MapTree edited(MapTree tree, String old, String with) {
        return tree.with(SPEC, Story.replace(tree.files().get(SPEC), old, with));
    }
}
