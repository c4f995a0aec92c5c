package dev.crossfade.core.plan;

import dev.crossfade.core.nodes.NodeTemplates;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlFile;
import java.util.List;

/** Finds node templates that say something else than the migration, before it edits them. */
final class TemplateConflicts {

    private TemplateConflicts() {}

    static List<Problem> check(Migration migration, Tree tree) {
        NodeTemplates templates = migration.nodeTemplates();
        return templates.files().stream()
                .map(path -> YamlFile.parse(path, tree.read(path).orElse("")))
                .flatMap(file -> templates.conflicts(file).stream())
                .toList();
    }
}
