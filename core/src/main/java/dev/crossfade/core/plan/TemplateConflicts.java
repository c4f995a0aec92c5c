package dev.crossfade.core.plan;

import dev.crossfade.core.nodes.NodeTemplates;
import dev.crossfade.core.nodes.WaveLabels;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlFile;
import java.util.List;
import java.util.stream.Stream;

/** Finds node templates that say something else than the migration, before it edits them. */
final class TemplateConflicts {

    private TemplateConflicts() {}

    static List<Problem> check(Migration migration, Tree tree) {
        NodeTemplates templates = migration.nodeTemplates();
        WaveLabels labels =
                new WaveLabels(migration.spec().nodes(), migration.inventory().nodeTemplates());
        return templates.files().stream()
                .map(path -> YamlFile.parse(path, tree.read(path).orElse("")))
                .flatMap(file -> Stream.concat(templates.conflicts(file).stream(), labels.check(file).stream()))
                .toList();
    }
}
