package dev.crossfade.core.nodes;

import dev.crossfade.core.inventory.GivenLabels;
import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what waves and stopped workloads select with the labels that templates give: a selector without nodes proves
 * nothing.
 *
 * @param documents where the object of a template stands
 */
public record WaveLabels(NodesSpec nodes, List<NodeTemplate> templates, Function<NodeObject, YamlDocument> documents) {

    private static final YamlPath METADATA = YamlPath.parse("spec.template.metadata.labels");
    private static final YamlPath ARGUMENTS =
            YamlPath.parse("spec.template.spec.joinConfiguration.nodeRegistration.kubeletExtraArgs");

    public WaveLabels {
        templates = List.copyOf(templates);
    }

    public List<Problem> check() {
        List<Problem> problems = new ArrayList<>();
        for (NodeTemplate template : templates) {
            if (template instanceof NodeTemplate.WorkerTemplate) {
                continue;
            }
            GivenLabels given = GivenLabels.of(template, templates, documents);
            for (NodesSpec.Wave wave : nodes.waves()) {
                boolean own = template.waves().contains(wave.name());
                // the control plane goes with the last wave, whose gate looks at every node of the cluster
                if (own && !(template instanceof NodeTemplate.ControlPlane)) {
                    wave.select().forEach((key, wanted) -> own(wave, template, given, key, wanted, problems));
                } else if (!own && isChosen(given, wave.select())) {
                    problems.add(foreign(wave, template));
                }
            }
        }
        return problems.stream().distinct().toList();
    }

    private void own(
            NodesSpec.Wave wave,
            NodeTemplate template,
            GivenLabels given,
            String key,
            String wanted,
            List<Problem> problems) {
        if (given.has(key, wanted) != GivenLabels.Answer.NO) {
            return;
        }
        Place place = place(template, key);
        String cure = "let select and template say the same";
        problems.add(given.value(key)
                .map(value -> Problem.blocker(
                        ErrorCode.NODE_TEMPLATE_LABELS,
                        place.where(),
                        place.object() + " gives its nodes " + key + "=" + value + ", and wave " + wave.name()
                                + " selects " + key + "=" + wanted + ": its gate would look at none of them",
                        cure))
                .orElseGet(() -> Problem.warning(
                        ErrorCode.NODE_TEMPLATE_LABELS,
                        place.where(),
                        place.object() + " gives its nodes no label " + key + "=" + wanted + ", by which wave "
                                + wave.name() + " selects them: its gate would look at none of them",
                        cure + "; where something else sets the label, answer for it")));
    }

    /** True where every node of the template is certainly selected. */
    private static boolean isChosen(GivenLabels given, Map<String, String> selector) {
        return !selector.isEmpty()
                && selector.entrySet().stream()
                        .allMatch(label -> given.has(label.getKey(), label.getValue()) == GivenLabels.Answer.YES);
    }

    private Problem foreign(NodesSpec.Wave wave, NodeTemplate template) {
        return Problem.blocker(
                ErrorCode.NODE_TEMPLATE_LABELS,
                documents.apply(template.object()).where(YamlPath.parse("metadata.name")),
                template.object() + " is in wave " + String.join(", ", template.waves()) + ", and wave " + wave.name()
                        + " selects its nodes, too (" + text(wave.select())
                        + "): its gate would look at nodes that another wave moves",
                "let select leave them out, or name the template's file in that wave");
    }

    /**
     * A workload for whose nodes no template of this plan speaks.
     *
     * @param path the workload's key in crossfade.yaml
     */
    public List<Problem> check(WorkloadSpec workload, String path) {
        if (answers(workload, NodeTemplate.ControlPlane.class).contains(GivenLabels.Answer.YES)) {
            return List.of(Problem.blocker(
                    ErrorCode.WORKLOAD_NODES,
                    Where.object(path + ".nodeSelector"),
                    workload.namespace() + "/" + workload.name() + " may run on the control plane ("
                            + text(workload.nodeSelector())
                            + "), which moves with the last wave: resume-workloads would wait for that before any wave",
                    "name labels that the workload's own nodes have and the control plane has not"));
        }
        boolean machines = templates.stream().anyMatch(NodeTemplate.MachineDeployment.class::isInstance);
        // Cluster API makes all nodes of a cluster; beside NodePools a plan without waves may have others
        boolean elsewhere = nodes.waves().isEmpty()
                ? !machines
                : nodes.waves().stream().anyMatch(wave -> wave.templates().isEmpty());
        Set<GivenLabels.Answer> all = answers(workload, NodeTemplate.class);
        // machines move by an edit, which needs to be sure
        boolean unsure = answers(workload, NodeTemplate.MachineDeployment.class).contains(GivenLabels.Answer.UNKNOWN);
        boolean told = all.contains(GivenLabels.Answer.YES) || (all.contains(GivenLabels.Answer.UNKNOWN) && !unsure);
        if (templates.isEmpty() || elsewhere || told) {
            return List.of();
        }
        return List.of(Problem.warning(
                ErrorCode.WORKLOAD_NODES,
                Where.object(path + ".nodeSelector"),
                "no node template of this plan says that it makes nodes with " + text(workload.nodeSelector()) + " for "
                        + workload.namespace() + "/" + workload.name()
                        + ": no phase would move them before resume-workloads asks for them",
                "let nodeSelector and a template say the same; or answer for it where people move these nodes in"
                        + " first-nodes"));
    }

    private Set<GivenLabels.Answer> answers(WorkloadSpec workload, Class<? extends NodeTemplate> kind) {
        return templates.stream()
                .filter(kind::isInstance)
                .filter(template -> !(template instanceof NodeTemplate.WorkerTemplate))
                .map(template -> GivenLabels.of(template, templates, documents).matches(workload.nodeSelector()))
                .collect(Collectors.toSet());
    }

    private record Place(NodeObject object, Where where) {}

    /** The object that has the label, or should have it. */
    private Place place(NodeTemplate template, String key) {
        if (template instanceof NodeTemplate.MachineDeployment machines && !GivenLabels.isFromMachine(key)) {
            return templates.stream()
                    .filter(other -> other instanceof NodeTemplate.WorkerTemplate && machines.refersTo(other.object()))
                    .map(other -> new Place(
                            other.object(), documents.apply(other.object()).where(ARGUMENTS)))
                    .findFirst()
                    .orElseThrow();
        }
        return new Place(template.object(), documents.apply(template.object()).where(METADATA));
    }

    private static String text(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }
}
