package dev.crossfade.assembly;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.spec.Encapsulation;
import dev.crossfade.core.spec.Versions;
import dev.crossfade.core.spec.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Clusters of every kind: each way to keep Calico with each way to move nodes and each chart that is rendered, and every pair of all other
 * choices somewhere.
 */
final class Matrix {

    private static final List<String> WORLDS = List.of(
            "manifest files",
            "manifest kustomization",
            "manifest live",
            "canal files",
            "canal kustomization",
            "canal live",
            "operator files",
            "operator chart",
            "operator kustomization",
            "operator live");

    /** Behind a release whose CRDs serve Calico's API group themselves. */
    private static final String NATIVE = " native";

    /** Dimension to its choices, in a fixed order. */
    private static final Map<String, List<String>> DIMENSIONS = new LinkedHashMap<>();

    static {
        DIMENSIONS.put("world", WORLDS);
        DIMENSIONS.put("nodes", List.of("outside Git", "waves", "karpenter", "cluster api", "in place"));
        DIMENSIONS.put("cilium", Versions.cilium().stream().map(Matrix::patch).toList());
        DIMENSIONS.put(
                "calico",
                Versions.calico().stream()
                        .flatMap(release -> CalicoFacts.crdCharts(release).isPresent()
                                ? Stream.of(release, release + NATIVE)
                                : Stream.of(release))
                        .toList());
        DIMENSIONS.put(
                "encapsulation",
                Stream.of(Encapsulation.values()).map(Matrix::word).toList());
        DIMENSIONS.put(
                "workloads", List.of("none", "git", "job", "git and job", "paused in Git", "paused by Job", "mixed"));
        DIMENSIONS.put("policies", List.of("absent", "present", "replaced"));
        DIMENSIONS.put("argo", List.of("here", "by address", "by name"));
        DIMENSIONS.put("quiesce", List.of("beforeInstall", "beforeFirstNodes"));
        DIMENSIONS.put("end", List.of("as it is", "host routing by BPF"));
        DIMENSIONS.put("audit", List.of("rehearsed", "none"));
        DIMENSIONS.put("probe", List.of("deployed", "none"));
        DIMENSIONS.put("recycle", List.of("by people", "job"));
        DIMENSIONS.put("host ports", List.of("none", "some"));
        DIMENSIONS.put("cni folder", List.of("exclusive", "shared"));
        DIMENSIONS.put("chart", List.of("from a repository", "in Git"));
        DIMENSIONS.put("own API", List.of("not in Git", "in Git"));
    }

    /** An object of Calico's own API stands beside Calico's, which Git does not keep there. */
    private static final Set<String> LEFT_OUT = Stream.of(
                    "manifest live", "canal live", "operator live", "operator chart")
            .map(world -> "own API=in Git|world=" + world)
            .collect(Collectors.toUnmodifiableSet());

    private Matrix() {}

    /** Pairs that no plan has, because the second choice has no place for the first. */
    static Set<String> leftOut() {
        return LEFT_OUT;
    }

    /** Dimension to its choices. */
    static Map<String, List<String>> dimensions() {
        return Collections.unmodifiableMap(DIMENSIONS);
    }

    /** The chart of a release that other tests render, or its first one. */
    private static String patch(String release) {
        return Story.CHARTS.stream()
                .filter(chart -> chart.startsWith(release + "."))
                .findFirst()
                .orElse(release + ".0");
    }

    /** As crossfade.yaml writes it. */
    private static String word(Encapsulation encapsulation) {
        try {
            return Encapsulation.class
                    .getField(encapsulation.name())
                    .getAnnotation(Word.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * At least every combination of world, nodes and the charts that other tests render, and every pair of choices of any
     * two dimensions but those that are left out.
     */
    static List<Map<String, String>> rows() {
        List<Map<String, String>> rows = new ArrayList<>();
        Set<String> covered = new HashSet<>();
        List<String> nodes = DIMENSIONS.get("nodes");
        for (int world = 0; world < WORLDS.size(); world++) {
            for (int node = 0; node < nodes.size(); node++) {
                for (String cilium : DIMENSIONS.get("cilium")) {
                    if (Story.CHARTS.contains(cilium) || node == world % nodes.size()) {
                        Map<String, String> row = new LinkedHashMap<>(
                                Map.of("world", WORLDS.get(world), "nodes", nodes.get(node), "cilium", cilium));
                        complete(row, covered);
                        rows.add(row);
                    }
                }
            }
        }
        return rows;
    }

    /** How many pairs no row has, of all that there are and are not left out. */
    static int missingPairs(List<Map<String, String>> rows) {
        Set<String> covered = new HashSet<>();
        rows.forEach(row -> covered.addAll(pairs(row)));
        int all = 0;
        List<List<String>> choices = List.copyOf(DIMENSIONS.values());
        for (int i = 0; i < choices.size(); i++) {
            for (int j = i + 1; j < choices.size(); j++) {
                all += choices.get(i).size() * choices.get(j).size();
            }
        }
        return all - LEFT_OUT.size() - covered.size();
    }

    /** Each further choice is the one that brings most pairs which no row had yet. */
    private static void complete(Map<String, String> row, Set<String> covered) {
        DIMENSIONS.forEach((dimension, choices) -> {
            if (!row.containsKey(dimension)) {
                String best = choices.get(0);
                long most = -1;
                for (String choice : choices) {
                    Map<String, String> tried = new LinkedHashMap<>(row);
                    tried.put(dimension, choice);
                    Set<String> pairs = pairs(tried);
                    long fresh = pairs.stream()
                            .filter(pair -> !covered.contains(pair))
                            .count();
                    if (fresh > most && Collections.disjoint(pairs, LEFT_OUT)) {
                        best = choice;
                        most = fresh;
                    }
                }
                row.put(dimension, best);
            }
        });
        covered.addAll(pairs(row));
    }

    private static Set<String> pairs(Map<String, String> row) {
        Set<String> pairs = new HashSet<>();
        Map<String, String> sorted = new TreeMap<>(row);
        sorted.forEach((one, choice) -> sorted.forEach((other, second) -> {
            if (one.compareTo(other) < 0) {
                pairs.add(one + "=" + choice + "|" + other + "=" + second);
            }
        }));
        return pairs;
    }

    static CalicoWorld world(Map<String, String> row) {
        String[] world = row.get("world").split(" ");
        return new CalicoWorld(
                world[0],
                world[1],
                row.get("calico").replace(NATIVE, ""),
                row.get("calico").endsWith(NATIVE));
    }

    /** The repository of such a cluster. */
    static MapTree tree(Map<String, String> row) {
        Map<String, String> files =
                new TreeMap<>(CalicoSourcesTest.tree(world(row)).files());
        String spec = files.get("crossfade.yaml");
        spec = Story.replace(spec, "encapsulation: IPIP", "encapsulation: " + row.get("encapsulation"));
        spec = Story.replace(spec, "quiesce: beforeInstall", "quiesce: " + row.get("quiesce"));
        spec = spec.replaceFirst(
                "(?s)  workloads: #.*?(?=\n  # Where the copy of etcd)",
                Matcher.quoteReplacement(workloads(row, files)));
        spec = policies(spec, row.get("policies"));
        spec = switch (row.get("argo")) {
            case "by address" ->
                Story.replace(spec, "  cluster:\n", "  cluster:\n    server: https://prod.example.com:6443\n");
            case "by name" -> Story.replace(spec, "  cluster:\n", "  cluster:\n    name: prod\n");
            default -> spec;
        };
        if (row.get("end").startsWith("host")) {
            spec = Story.replace(spec, "    clusterName:", "    hostLegacyRoutingAtEnd: false\n    clusterName:");
        }
        if (row.get("audit").equals("none")) {
            spec = spec.replaceFirst("(    calico: (absent|replaced))", "    audit: false\n$1");
        }
        if (row.get("probe").equals("none")) {
            spec = Story.replace(spec, "  nodes:\n", "  probe: none\n  nodes:\n");
        }
        if (row.get("host ports").equals("some")) {
            spec = Story.replace(spec, "    encapsulation:", "    hostPorts: true\n    encapsulation:");
        }
        spec = cilium(spec, row, files);
        spec = recycle(nodes(spec, row, files), row, files);
        files.put("crossfade.yaml", spec);
        files.computeIfPresent(CalicoWorld.FOLDER + "/calico.yaml", (path, text) -> text + ownApi(row));
        return Story.elsewhere(new MapTree(new TreeMap<>(files)));
    }

    private static String policies(String spec, String policies) {
        String edited = Story.replace(
                spec,
                "    kubernetes: present",
                "    kubernetes: " + (policies.equals("present") ? "present" : "absent"));
        return Story.replace(
                edited, "    calico: absent", "    calico: " + (policies.equals("replaced") ? "replaced" : "absent"));
    }

    private static String cilium(String spec, Map<String, String> row, Map<String, String> files) {
        String edited = Story.replace(spec, "version: 1.18.12", "version: " + row.get("cilium"));
        if (row.get("cni folder").equals("shared")) {
            edited = Story.replace(edited, "    clusterName:", "    cniExclusive: false\n    clusterName:");
        }
        if (row.get("chart").equals("in Git")) {
            edited = Story.replace(edited, "    clusterName:", "    chart: {path: charts/cilium}\n    clusterName:");
            files.put("charts/cilium/Chart.yaml", "name: cilium\nversion: " + row.get("cilium") + "\n");
        }
        return edited;
    }

    private static String recycle(String spec, Map<String, String> row, Map<String, String> files) {
        if (row.get("recycle").equals("by people")) {
            return spec;
        }
        files.put("monitoring/agents.yaml", NodeFiles.daemonSet("everywhere", "[{operator: Exists}]", ""));
        return Story.replace(
                spec,
                "    strategy: ",
                "    recycle: job\n    daemonSets: [{namespace: logging, name: shipper.v2}]\n    strategy: ");
    }

    /** A resource that Calico's API server serves, beside what is in effect with it. */
    private static String ownApi(Map<String, String> row) {
        return row.get("own API").equals("in Git")
                ? "---\napiVersion: projectcalico.org/v3\nkind: FelixConfiguration\nmetadata:\n  name: default\nspec:\n"
                        + "  logSeverityScreen: Info\n"
                : "";
    }

    private static String workloads(Map<String, String> row, Map<String, String> files) {
        String git =
                "    - {kind: StatefulSet, namespace: kafka, name: kafka-broker, replicas: 5, nodeSelector: {pool: kafka}, source: {file: kafka/broker.yaml}}\n";
        String job =
                "    - {kind: Deployment, namespace: kafka, name: bridge, replicas: 2, nodeSelector: {pool: kafka}}\n";
        String pause =
                "    - {kind: Kafka, apiVersion: kafka.strimzi.io/v1beta2, namespace: kafka, name: events, nodeSelector: {pool: kafka}, annotate: {strimzi.io/pause-reconciliation: \"true\"}";
        if (row.get("workloads").equals("paused in Git") || row.get("workloads").equals("mixed")) {
            files.put(
                    "kafka/events.yaml",
                    "apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nmetadata: {name: events, namespace: kafka}\nspec: {}\n");
        }
        String list = switch (row.get("workloads")) {
            case "git" -> git;
            case "job" -> job;
            case "git and job" -> git + job;
            case "paused in Git" -> pause + ", source: {file: kafka/events.yaml}}\n";
            case "paused by Job" -> pause + "}\n";
            case "mixed" ->
                pause + ", source: {file: kafka/events.yaml}}\n" + job + git
                        + job.replace("bridge", "mirror").replace("Deployment", "StatefulSet");
            default -> "";
        };
        return list.isEmpty() ? "  workloads: []\n" : "  workloads:\n" + list;
    }

    private static String nodes(String spec, Map<String, String> row, Map<String, String> files) {
        String waves = "    waves: [{name: general, select: {pool: general}}, {name: kafka, select: {pool: kafka}}]\n";
        return switch (row.get("nodes")) {
            case "waves" -> Story.replace(spec, "  nodes:\n", "  nodes:\n" + waves);
            case "in place" -> Story.replace(spec, "strategy: replace", "strategy: inPlace");
            case "karpenter" -> templates(spec, NodeFiles.karpenter(), files);
            case "cluster api" -> templates(spec, NodeFiles.clusterApi(), files);
            default -> spec;
        };
    }

    /** The keys and files of a repository with templates, in this one. */
    private static String templates(String spec, MapTree with, Map<String, String> files) {
        with.files().forEach((path, text) -> {
            if (path.startsWith("infra/")) {
                files.put(path, text);
            }
        });
        String story = with.files().get("crossfade.yaml");
        int from = story.indexOf("  nodes:\n") + "  nodes:\n".length();
        String keys = story.substring(from, story.indexOf("    strategy:", from));
        return Story.replace(spec, "  nodes:\n", "  nodes:\n" + keys);
    }
}
