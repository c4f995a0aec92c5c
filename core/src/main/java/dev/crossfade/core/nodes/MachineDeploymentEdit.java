package dev.crossfade.core.nodes;

import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A MachineDeployment: its machines are replaced, by its own strategy, when it refers to another template.
 *
 * @param maxUnavailable what the wave allows, which nothing can use here
 */
record MachineDeploymentEdit(
        NodeTemplate.MachineDeployment deployment, @Nullable String maxUnavailable) implements TemplateEdit {

    private static final YamlPath REFERENCE = YamlPath.parse("spec.template.spec.bootstrap.configRef.name");

    @Override
    public NodeObject object() {
        return deployment.object();
    }

    @Override
    public List<YamlPath> fields() {
        return List.of(REFERENCE);
    }

    @Override
    public boolean isIn(String wave) {
        return deployment.wave().equals(wave);
    }

    @Override
    public YamlFile prepare(YamlFile file) {
        return file;
    }

    @Override
    public YamlFile first(YamlFile file) {
        return deployment.early()
                ? refer(file, "migration: replaces the machines of stopped workloads; ends with clean-nodes")
                : file;
    }

    @Override
    public YamlFile rotate(YamlFile file, String wave) {
        return deployment.early()
                ? file
                : refer(file, "migration: replaces the wave's machines; ends with clean-nodes");
    }

    private YamlFile refer(YamlFile file, String why) {
        return file.set(
                deployment.object().in(file).index(), REFERENCE, WorkerTemplateEdit.copy(deployment.template()), why);
    }

    @Override
    public YamlFile clean(YamlFile file, String wave) {
        return file.set(deployment.object().in(file).index(), REFERENCE, deployment.template(), null);
    }

    @Override
    public YamlFile release(YamlFile file) {
        return file;
    }

    @Override
    public List<Problem> conflicts(YamlFile file) {
        YamlDocument document = deployment.object().in(file);
        List<Problem> problems = new ArrayList<>();
        if (maxUnavailable != null) {
            problems.add(Problem.warning(
                    ErrorCode.NODE_TEMPLATE_PACE,
                    document.where(YamlPath.parse("spec")),
                    "maxUnavailable " + maxUnavailable + " of wave " + deployment.wave() + " does not reach "
                            + deployment.object()
                            + ": its own rolling update decides how many machines are away at once",
                    "set maxUnavailable and maxSurge in the MachineDeployment"));
        }
        Stream.of("spec.rollout.strategy.type", "spec.strategy.type")
                .map(YamlPath::parse)
                .filter(path -> document.get(path).equals(Optional.of("OnDelete")))
                .map(path -> Problem.warning(
                        ErrorCode.NODE_TEMPLATE_PACE,
                        document.where(path),
                        deployment.object() + " replaces a machine only when somebody deletes it (OnDelete), in"
                                + " rotate-nodes and again in clean-nodes",
                        "have somebody at hand, or use RollingUpdate for the time of the migration"))
                .forEach(problems::add);
        return problems;
    }
}
