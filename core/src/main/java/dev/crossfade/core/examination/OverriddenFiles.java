package dev.crossfade.core.examination;

import dev.crossfade.core.facts.NodeKindFacts;
import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.inventory.WorkloadDocument;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.KustomizeLayers;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Refuses what a kustomization puts over a file that phases edit: what they write there would not be the last word. */
final class OverriddenFiles {

    private final Tree tree;
    private final KustomizeLayers layers;
    private final Set<Problem> problems = new LinkedHashSet<>();

    private OverriddenFiles(Tree tree, KustomizeLayers layers) {
        this.tree = tree;
        this.layers = layers;
    }

    static List<Problem> check(
            String file, Migration migration, Tree tree, RepositoryScan scan, RemainingEdits remaining) {
        OverriddenFiles check = new OverriddenFiles(tree, scan.layers(file, migration.spec()));
        Predicate<String> isEdited =
                edited -> !remaining.among(List.of(edited), migration).isEmpty();
        migration.inventory().nodeTemplates().stream()
                .filter(template -> isEdited.test(template.object().file()))
                .forEach(check::template);
        migration.spec().workloads().stream()
                .filter(workload -> workload.source() != null
                        && isEdited.test(workload.source().file()))
                .forEach(workload -> check.workload(workload, workload.source().file()));
        return List.copyOf(check.problems);
    }

    private void template(NodeTemplate template) {
        NodeObject object = template.object();
        boolean elsewhere = !(template instanceof NodeTemplate.KarpenterPool);
        List<YamlPath> fields = NodeKindFacts.fields(object.kind()).stream()
                .map(YamlPath::parse)
                .toList();
        parse(object.file())
                .flatMap(object::search)
                .ifPresent(document -> layers(object.file(), document, fields, elsewhere));
    }

    private void workload(WorkloadSpec workload, String file) {
        YamlPath path = WorkloadDocument.path(workload);
        List<YamlPath> fields = workload.pauses()
                ? workload.annotate().keySet().stream().map(path::child).toList()
                : List.of(path);
        parse(file)
                .flatMap(parsed -> WorkloadDocument.find(parsed, workload))
                .ifPresent(document -> layers(file, document, fields, false));
    }

    private Optional<YamlFile> parse(String path) {
        return tree.read(path).map(text -> YamlFile.parse(path, text));
    }

    private void layers(String file, YamlDocument object, List<YamlPath> fields, boolean everywhere) {
        problems.addAll(layers.over(new KustomizeLayers.Subject(file, object, fields), everywhere, tree));
    }
}
