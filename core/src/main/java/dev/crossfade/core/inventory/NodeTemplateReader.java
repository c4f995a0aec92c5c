package dev.crossfade.core.inventory;

import dev.crossfade.core.facts.NodeKindFacts;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the node templates that the specification names, and which wave each belongs to. */
final class NodeTemplateReader {

    private static final String JOIN_TAINTS = "joinConfiguration.nodeRegistration.taints";

    private final NodesSpec nodes;
    private final List<WorkloadSpec> workloads;
    private final BiFunction<String, String, Optional<YamlFile>> parser;
    private final List<Problem> problems;
    private final List<NodeTemplate> templates = new ArrayList<>();
    private final Map<NodeObject, YamlDocument> documents = new HashMap<>();

    /** @param parser path and key of the specification to the file, which notes a problem where there is none */
    NodeTemplateReader(
            MigrationSpec spec, BiFunction<String, String, Optional<YamlFile>> parser, List<Problem> problems) {
        this.nodes = spec.nodes();
        this.workloads = spec.workloads();
        this.parser = parser;
        this.problems = problems;
    }

    List<NodeTemplate> read() {
        for (String path : nodes.templates()) {
            parser.apply(path, "spec.nodes.templates").ifPresent(this::read);
        }
        templates.replaceAll(
                template -> template instanceof NodeTemplate.WorkerTemplate workers ? referred(workers) : template);
        templates.stream()
                .filter(template -> !nodes.waves().isEmpty() && template.waves().contains(""))
                .map(template -> template.object().file())
                .distinct()
                .forEach(file -> problems.add(wave(
                        "no wave has template " + file + ", so its nodes would never be replaced",
                        "name the file under templates of one wave")));
        new TemplateReferences(templates, problems).check();
        templates.replaceAll(
                template -> template instanceof NodeTemplate.MachineDeployment machines && isEarly(machines)
                        ? machines.first()
                        : template);
        return templates;
    }

    private void read(YamlFile file) {
        int before = templates.size();
        int told = problems.size();
        for (YamlDocument document : file.documents()) {
            refuseTopology(document);
            refuseVersion(file.name(), document);
            NodeKindFacts.of(NodeObject.text(document, "apiVersion"), NodeObject.text(document, "kind"))
                    .map(kind -> NodeObject.of(file.name(), kind.kind(), document))
                    .ifPresent(object -> {
                        documents.put(object, document);
                        templates.add(template(object, document));
                    });
        }
        if (templates.size() == before && problems.size() == told) {
            problems.add(
                    Problem.blocker(
                            ErrorCode.NODE_TEMPLATE_NOT_FOUND,
                            Where.file(file.name()),
                            "the file holds " + kinds(file) + ", and no node template that a phase can edit",
                            "name files with " + NodeKindFacts.known()
                                    + "; take other templates out of spec.nodes.templates: runbook.md is their hand-over sheet"));
        }
    }

    private NodeTemplate template(NodeObject object, YamlDocument document) {
        String wave = wave(object.file());
        return switch (object.kind()) {
            case "NodePool" ->
                new NodeTemplate.KarpenterPool(
                        object,
                        wave,
                        document.get(YamlPath.parse("spec.disruption.budgets")).isPresent(),
                        OwnBudgets.text(document),
                        NodeObject.text(document, "spec.template.spec.terminationGracePeriod"),
                        taint(document, "spec.template.spec.startupTaints"));
            case "KubeadmConfigTemplate" ->
                new NodeTemplate.WorkerTemplate(
                        object, List.of(), taint(document, "spec.template.spec." + JOIN_TAINTS));
            case "MachineDeployment" ->
                new NodeTemplate.MachineDeployment(
                        object,
                        wave,
                        TemplateReferences.template(object, document, problems),
                        false,
                        onDelete(document));
            case "KubeadmControlPlane" ->
                new NodeTemplate.ControlPlane(
                        object, lastWave(object, wave), taint(document, "spec.kubeadmConfigSpec." + JOIN_TAINTS));
            default -> throw new IllegalStateException("a kind in the table that nobody reads: " + object.kind());
        };
    }

    private String taint(YamlDocument document, String list) {
        return OwnTaint.effect(document, list, nodes.taint().key());
    }

    /** Contracts v1beta2 and v1beta1 of Cluster API keep the strategy in different places. */
    private static boolean onDelete(YamlDocument document) {
        return Stream.of("spec.rollout.strategy.type", "spec.strategy.type")
                .anyMatch(path -> NodeObject.text(document, path).equals("OnDelete"));
    }

    /** Its edits roll the control plane at once, and that comes last. */
    private String lastWave(NodeObject object, String wave) {
        String last = nodes.waves().isEmpty()
                ? ""
                : nodes.waves().get(nodes.waves().size() - 1).name();
        if (!wave.isEmpty() && !wave.equals(last)) {
            problems.add(wave(
                    object + " (" + object.file() + ") is in wave " + wave
                            + ", and the control plane moves in the last one, " + last,
                    "give it a file of its own that no wave names: it then goes with the last wave by itself"));
        }
        return last;
    }

    private NodeTemplate referred(NodeTemplate.WorkerTemplate workers) {
        return new NodeTemplate.WorkerTemplate(
                workers.object(),
                templates.stream()
                        .filter(NodeTemplate.MachineDeployment.class::isInstance)
                        .map(NodeTemplate.MachineDeployment.class::cast)
                        .filter(deployment -> deployment.refersTo(workers.object()))
                        .map(NodeTemplate.MachineDeployment::wave)
                        .distinct()
                        .toList(),
                workers.taint());
    }

    /** Machines move when a reference changes, so those of workloads that wait for them cannot wait for their wave. */
    private boolean isEarly(NodeTemplate.MachineDeployment machines) {
        GivenLabels given =
                GivenLabels.of(machines, templates, object -> Objects.requireNonNull(documents.get(object)));
        return workloads.stream()
                .anyMatch(workload -> given.matches(workload.nodeSelector()) == GivenLabels.Answer.YES);
    }

    /** Beside templates that a phase edits, one that none does would be forgotten. */
    private void refuseVersion(String file, YamlDocument document) {
        String apiVersion = NodeObject.text(document, "apiVersion");
        String kind = NodeObject.text(document, "kind");
        NodeKindFacts.refused(apiVersion, kind)
                .ifPresent(refused -> problems.add(Problem.blocker(
                        ErrorCode.NODE_TEMPLATE_NOT_FOUND,
                        document.where(YamlPath.of("apiVersion")),
                        "no phase can edit " + apiVersion + " " + kind + " "
                                + NodeObject.text(document, "metadata.name") + ": " + refused.why(),
                        "make it a " + refused.instead() + "; or take it out of " + file
                                + " and of spec.nodes.templates: runbook.md is its hand-over sheet")));
    }

    /** What a ClusterClass makes is overwritten by it. */
    private void refuseTopology(YamlDocument document) {
        YamlPath topology = YamlPath.parse("spec.topology");
        if (NodeObject.text(document, "kind").equals("Cluster")
                && NodeObject.text(document, "apiVersion").startsWith("cluster.x-k8s.io/")
                && document.get(topology).isPresent()) {
            problems.add(Problem.blocker(
                    ErrorCode.FLAVOUR_UNSUPPORTED,
                    document.where(topology),
                    "Cluster " + NodeObject.text(document, "metadata.name")
                            + " has a topology: its ClusterClass makes the node templates, and this release does not edit"
                            + " those",
                    "take the file out of spec.nodes.templates: runbook.md is the hand-over sheet"));
        }
    }

    /** The file's wave; empty where no wave names it. */
    private String wave(String file) {
        return nodes.waves().stream()
                .filter(wave -> wave.templates().contains(file))
                .map(NodesSpec.Wave::name)
                .findFirst()
                .orElse("");
    }

    private static Problem wave(String message, String cure) {
        return Problem.blocker(ErrorCode.NODE_TEMPLATE_WAVE, Where.object("spec.nodes.waves"), message, cure);
    }

    private static String kinds(YamlFile file) {
        return file.documents().isEmpty()
                ? "nothing"
                : file.documents().stream()
                        .map(document -> (NodeObject.text(document, "apiVersion") + " "
                                        + NodeObject.text(document, "kind"))
                                .strip())
                        .map(kind -> kind.isEmpty() ? "a document without a kind" : kind)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}
