package dev.crossfade.core.nodes;

import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A KubeadmConfigTemplate: machines move when a MachineDeployment refers to another one, so label and taint come in a copy
 * to which nothing refers yet (cluster-api.sigs.k8s.io/tasks/updating-machine-templates).
 */
record WorkerTemplateEdit(NodeTemplate.WorkerTemplate template, NodesSpec nodes) implements TemplateEdit {

    private static final String SUFFIX = "-cilium";
    private static final YamlPath NAME = YamlPath.parse("metadata.name");
    private static final YamlPath REGISTRATION =
            YamlPath.parse("spec.template.spec.joinConfiguration.nodeRegistration");

    /** Name of the copy. */
    static String copy(String name) {
        return name + SUFFIX;
    }

    @Override
    public NodeObject object() {
        return template.object();
    }

    @Override
    public List<YamlPath> fields() {
        return List.of(REGISTRATION.child("taints"));
    }

    @Override
    public boolean isIn(String wave) {
        return template.waves().contains(wave);
    }

    @Override
    public YamlFile prepare(YamlFile file) {
        NodeObject original = template.object();
        YamlFile two = file.copyDocument(original.in(file).index());
        int last = two.documents().get(two.documents().size() - 1).index();
        YamlFile named = two.set(
                last,
                NAME,
                copied().name(),
                "migration: " + original.name() + " with label and taint for nodes on Cilium; ends with hand-over");
        Registration registration = registration();
        YamlFile labelled = registration.label(named, copied().in(named), null);
        return registration.taint(labelled, copied().in(labelled), List.of(), null);
    }

    @Override
    public YamlFile rotate(YamlFile file, String wave) {
        return file;
    }

    /** Nothing refers to the original while it gets the taint: the wave's references come back in the same edit. */
    @Override
    public YamlFile clean(YamlFile file, String wave) {
        return registration().taint(file, template.object().in(file), List.of(), Taints.WHY);
    }

    @Override
    public YamlFile release(YamlFile file) {
        return copied().search(file)
                .map(document -> file.removeDocument(document.index()))
                .orElse(file);
    }

    @Override
    public List<Problem> conflicts(YamlFile file) {
        YamlDocument document = template.object().in(file);
        List<Problem> problems = new ArrayList<>(registration().conflicts(template.object(), document));
        copied().search(file)
                .ifPresent(other -> problems.add(Conflicts.problem(
                        other.where(NAME),
                        copied() + " is there already, and node-templates would write a copy of "
                                + template.object().name() + " under this name",
                        "give it another name, or take it out where nothing refers to it")));
        return problems;
    }

    /** The object that the copy is. */
    NodeObject copied() {
        return template.object().named(copy(template.object().name()));
    }

    private Registration registration() {
        return new Registration(REGISTRATION, nodes);
    }
}
