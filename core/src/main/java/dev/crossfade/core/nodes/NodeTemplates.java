package dev.crossfade.core.nodes;

import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** All node templates of a migration, and what its phases make of them, file by file. */
public final class NodeTemplates {

    private final NodesSpec nodes;
    private final List<TemplateEdit> edits;

    public NodeTemplates(NodesSpec nodes, List<NodeTemplate> templates) {
        this.nodes = nodes;
        this.edits = templates.stream().map(this::edit).toList();
    }

    /** The files that keep templates, in the order of the specification. */
    public List<String> files() {
        return edits.stream().map(TemplateEdit::file).distinct().toList();
    }

    /** The files that the wave's commits edit. */
    public List<String> files(String wave) {
        return edits.stream()
                .filter(edit -> edit.isIn(wave))
                .map(TemplateEdit::file)
                .distinct()
                .toList();
    }

    /** The objects that the phases put beside the customer's, and that go in the end. */
    public List<NodeObject> copies() {
        return edits.stream()
                .filter(WorkerTemplateEdit.class::isInstance)
                .map(edit -> ((WorkerTemplateEdit) edit).copied())
                .toList();
    }

    /** What the phases write in objects that are there already. */
    public Map<NodeObject, List<YamlPath>> fields() {
        Map<NodeObject, List<YamlPath>> fields = new LinkedHashMap<>();
        edits.forEach(edit -> fields.put(edit.object(), edit.fields()));
        return fields;
    }

    /** For phase node-templates: every template is ready for nodes on Cilium, and no node is replaced by it. */
    public YamlFile prepare(YamlFile file) {
        return each(file, null, (edit, text) -> edit.prepare(text));
    }

    /** For phase first-nodes: nodes of stopped workloads are replaced before their wave. */
    public YamlFile first(YamlFile file) {
        return each(file, null, (edit, text) -> edit.first(text));
    }

    /** For phase rotate-nodes: nodes of the wave are replaced. */
    public YamlFile rotate(YamlFile file, String wave) {
        return each(file, wave, (edit, text) -> edit.rotate(text, wave));
    }

    /** For phase clean-nodes: nodes of the wave are replaced by ones without the label. */
    public YamlFile clean(YamlFile file, String wave) {
        return each(file, wave, (edit, text) -> edit.clean(text, wave));
    }

    /** For phase hand-over: the templates are the customer's again; the taint stays. */
    public YamlFile release(YamlFile file) {
        return each(file, null, (edit, text) -> edit.release(text));
    }

    /** What contradicts the migration in a file as the migration finds it. */
    public List<Problem> conflicts(YamlFile file) {
        return edits.stream()
                .filter(edit -> edit.file().equals(file.name()))
                .flatMap(edit -> edit.conflicts(file).stream())
                .toList();
    }

    private YamlFile each(YamlFile file, @Nullable String wave, BiFunction<TemplateEdit, YamlFile, YamlFile> change) {
        YamlFile edited = file;
        for (TemplateEdit edit : edits) {
            if (edit.file().equals(file.name()) && (wave == null || edit.isIn(wave))) {
                edited = change.apply(edit, edited);
            }
        }
        return edited;
    }

    /** How many nodes of the wave may be away at once, for people to read. */
    public String pace(String wave) {
        String most = maxUnavailable(wave);
        if (most == null) {
            return "as many at once as its own budgets allow (10% where it has none)";
        }
        List<String> own = edits.stream()
                .filter(edit -> edit instanceof KarpenterPoolEdit && edit.isIn(wave))
                .map(edit -> ((KarpenterPoolEdit) edit).pool())
                .filter(pool -> !pool.budgets().isEmpty())
                .map(pool -> pool.object().name() + " " + pool.budgets())
                .toList();
        return own.isEmpty()
                ? most + " at once"
                : "at most " + most + " at once (the pool's own budgets hold as well: " + String.join("; ", own) + ")";
    }

    private TemplateEdit edit(NodeTemplate template) {
        if (template instanceof NodeTemplate.KarpenterPool pool) {
            return new KarpenterPoolEdit(pool, nodes, maxUnavailable(pool.wave()));
        }
        if (template instanceof NodeTemplate.WorkerTemplate workers) {
            return new WorkerTemplateEdit(workers, nodes);
        }
        if (template instanceof NodeTemplate.MachineDeployment deployment) {
            return new MachineDeploymentEdit(deployment, maxUnavailable(deployment.wave()));
        }
        return new ControlPlaneEdit((NodeTemplate.ControlPlane) template, nodes);
    }

    private @Nullable String maxUnavailable(String name) {
        return nodes.waves().stream()
                .filter(wave -> wave.name().equals(name))
                .map(NodesSpec.Wave::maxUnavailable)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
