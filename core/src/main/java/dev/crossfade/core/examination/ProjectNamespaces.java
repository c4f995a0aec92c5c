package dev.crossfade.core.examination;

import dev.crossfade.core.phase.ChartNamespaces;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Namespaces that the values have brought in since {@code prepare}: the project allows those that were known then, and Argo
 * CD refuses to sync an Application with an object elsewhere (argo-cd docs/user-guide/projects.md).
 */
final class ProjectNamespaces {

    private ProjectNamespaces() {}

    static List<Problem> check(Migration migration, Tree base) {
        Optional<Set<String>> allowed = base.read(migration.layout().bootstrap())
                .map(text -> YamlFile.parse(migration.layout().bootstrap(), text))
                .flatMap(file -> project(file, migration.spec().argo().project()))
                .map(ProjectNamespaces::destinations);
        if (allowed.isEmpty() || allowed.get().contains("*")) {
            return List.of();
        }
        List<YamlFile> files = Settings.of(migration.spec(), base).values();
        List<Problem> problems = new ArrayList<>();
        ChartNamespaces.named(migration.cilium(), files).forEach((name, key) -> {
            if (!allowed.get().contains(name)) {
                problems.add(problem(migration, where(files, key), name, key));
            }
        });
        return problems;
    }

    private static Problem problem(Migration migration, Where where, String name, String key) {
        String bootstrap = migration.layout().bootstrap();
        String project = migration.spec().argo().project();
        return Problem.warning(
                ErrorCode.NAMESPACE_NOT_ALLOWED,
                where,
                key + " puts objects of Cilium's chart into namespace " + name + ", which AppProject " + project
                        + " of "
                        + bootstrap + " does not allow: Argo CD would sync nothing of Application "
                        + migration.spec().cilium().application(),
                "add the namespace to spec.destinations of AppProject " + project + " in " + bootstrap
                        + " and apply that file by hand, before the value reaches the cluster; or take the value out");
    }

    private static Optional<YamlDocument> project(YamlFile file, String name) {
        return file.documents().stream()
                .filter(document -> is(document, "kind", "AppProject") && is(document, "metadata.name", name))
                .findFirst();
    }

    private static boolean is(YamlDocument document, String path, String value) {
        return document.get(YamlPath.parse(path)).filter(value::equals).isPresent();
    }

    private static Set<String> destinations(YamlDocument project) {
        Set<String> namespaces = new HashSet<>();
        if (project.get(YamlPath.parse("spec.destinations")).orElse(null) instanceof List<?> list) {
            list.forEach(item ->
                    namespaces.add(item instanceof Map<?, ?> map ? String.valueOf(map.get("namespace")) : ""));
        }
        return namespaces;
    }

    /** Where the value is set, or the nearest map above it where the chart's own default counts. */
    private static Where where(List<YamlFile> files, String key) {
        for (String path = key; ; path = path.substring(0, path.lastIndexOf('.'))) {
            YamlPath at = YamlPath.parse(path);
            Optional<YamlFile> last = files.stream()
                    .filter(file -> !file.documents().isEmpty()
                            && file.documents().get(0).get(at).isPresent())
                    .reduce((earlier, later) -> later);
            if (last.isPresent()) {
                return last.get().documents().get(0).where(at);
            }
            if (!path.contains(".")) {
                return Where.file(files.get(files.size() - 1).name());
            }
        }
    }
}
