package dev.crossfade.core.inventory;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;

/** Whether MachineDeployments and KubeadmConfigTemplates of the named files belong together. */
record TemplateReferences(List<NodeTemplate> templates, List<Problem> problems) {

    private static final YamlPath REFERENCE = YamlPath.parse("spec.template.spec.bootstrap.configRef");
    private static final String TEMPLATE = "KubeadmConfigTemplate";

    /** Name of the KubeadmConfigTemplate that a MachineDeployment refers to; empty, and a problem, where it has none. */
    static String template(NodeObject deployment, YamlDocument document, List<Problem> problems) {
        Optional<Object> kind = document.get(REFERENCE.child("kind"));
        Optional<Object> name = document.get(REFERENCE.child("name"));
        if (name.isPresent() && kind.equals(Optional.of(TEMPLATE))) {
            return String.valueOf(name.get());
        }
        problems.add(notFound(
                document.where(REFERENCE),
                deployment + told(kind) + ", and a phase can only edit a " + TEMPLATE + " that is named",
                "take the file out of spec.nodes.templates: runbook.md is the hand-over sheet"));
        return "";
    }

    private static String told(Optional<Object> kind) {
        if (kind.isEmpty()) {
            return " has no bootstrap.configRef";
        }
        return kind.get().equals(TEMPLATE)
                ? " names no " + TEMPLATE + " in bootstrap.configRef"
                : " is bootstrapped by a " + kind.get();
    }

    void check() {
        for (NodeTemplate template : templates) {
            if (template instanceof NodeTemplate.MachineDeployment deployment
                    && !deployment.template().isEmpty()
                    && templates.stream()
                            .noneMatch(other -> other instanceof NodeTemplate.WorkerTemplate
                                    && deployment.refersTo(other.object()))) {
                problems.add(notFound(
                        Where.file(deployment.object().file()),
                        deployment.object() + " refers to " + TEMPLATE + " " + deployment.template()
                                + ", which no file of spec.nodes.templates has",
                        "name the file that keeps it, too"));
            }
            if (template instanceof NodeTemplate.WorkerTemplate workers
                    && workers.waves().isEmpty()) {
                problems.add(notFound(
                        Where.file(workers.object().file()),
                        "no MachineDeployment in the files of spec.nodes.templates refers to " + workers.object(),
                        "name the file that keeps the MachineDeployment, too, or take this one out"));
            }
        }
    }

    private static Problem notFound(Where where, String message, String cure) {
        return Problem.blocker(ErrorCode.NODE_TEMPLATE_NOT_FOUND, where, message, cure);
    }
}
