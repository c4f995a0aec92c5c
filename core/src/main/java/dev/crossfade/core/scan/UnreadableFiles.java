package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/** Tells files that are no YAML here: a chart's templates only where the chart is this cluster's and they matter. */
final class UnreadableFiles {

    private final MigrationSpec spec;
    private final Appliers appliers;
    private final SortedSet<String> files;

    UnreadableFiles(MigrationSpec spec, Appliers appliers, SortedSet<String> files) {
        this.spec = spec;
        this.appliers = appliers;
        this.files = files;
    }

    Optional<Problem> problem(ManifestFile file) {
        Optional<Problem> unreadable = file.unreadable();
        if (unreadable.isEmpty() || !file.hasExpressions()) {
            return unreadable;
        }
        Optional<String> applier = Stream.concat(
                        appliers.certain(file.name()).stream(), appliers.possible(file.name()).stream())
                .findFirst();
        if (applier.isPresent() && !isTemplate(file.name())) {
            return unreadable;
        }
        return FileUserSearch.made(file)
                .map(UnreadableFiles::applications)
                .or(() -> applier.filter(by -> !isCalicos(by))
                        .flatMap(by -> TemplateSign.in(file, spec).map(sign -> template(by, sign))));
    }

    /** What Calico's own chart makes is Calico's install, whose values are read. */
    private boolean isCalicos(String applier) {
        return spec.calico()
                .source()
                .owner()
                .filter(owner -> applier.equals("Application " + owner.name() + " (" + owner.file() + ")"))
                .isPresent();
    }

    /** What Helm renders of a chart, its dependencies' in folders of their own included. */
    private boolean isTemplate(String file) {
        for (String folder = Paths.folder(file); !folder.isEmpty(); folder = Paths.folder(folder)) {
            if (folder.equals("templates") || folder.endsWith("/templates")) {
                String chart = Paths.folder(folder);
                if (files.contains(chart.isEmpty() ? "Chart.yaml" : chart + "/Chart.yaml")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Problem template(String applier, TemplateSign.Found sign) {
        return Problem.warning(
                ErrorCode.FILE_UNREADABLE,
                sign.where(),
                "this template is no YAML before " + applier + " has it rendered, and nobody here looks at the "
                        + sign.what() + " that it may make",
                "render it (helm template) with this cluster's values, look at what clusters.md asks of such objects, and"
                        + " answer for it");
    }

    private static Problem applications(Where where) {
        return Problem.warning(
                ErrorCode.FILE_UNREADABLE,
                where,
                "this template is no YAML before it is rendered, so what its Applications apply or share is not checked",
                "keep them as plain manifests; or render it (helm template), look at what they read, and answer for it");
    }
}
