package dev.crossfade.core.examination;

import dev.crossfade.core.nodes.NodeTemplates;
import dev.crossfade.core.nodes.WaveLabels;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds node templates that say something else than the migration, before it edits them. */
final class TemplateConflicts {

    private TemplateConflicts() {}

    static List<Problem> check(Migration migration, Tree tree) {
        NodeTemplates templates = migration.nodeTemplates();
        Map<String, YamlFile> files = new LinkedHashMap<>();
        templates
                .files()
                .forEach(path ->
                        files.put(path, YamlFile.parse(path, tree.read(path).orElse(""))));
        WaveLabels labels = new WaveLabels(
                migration.spec().nodes(),
                migration.inventory().nodeTemplates(),
                object -> object.in(Objects.requireNonNull(files.get(object.file()), object.file())));
        List<Problem> problems = new ArrayList<>();
        files.values().forEach(file -> problems.addAll(templates.conflicts(file)));
        problems.addAll(labels.check());
        List<WorkloadSpec> workloads = migration.spec().workloads();
        for (int i = 0; i < workloads.size(); i++) {
            problems.addAll(labels.check(workloads.get(i), "spec.workloads." + i));
        }
        return problems;
    }
}
