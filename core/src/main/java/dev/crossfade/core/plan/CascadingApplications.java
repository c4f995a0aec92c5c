package dev.crossfade.core.plan;

import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Refuses a base where deleting one of the migration's Applications would delete what it applied, Cilium above all, while nothing
 * says that an undo wants it: one that was begun and given up leaves that behind.
 */
final class CascadingApplications {

    /** With or without the way, such as {@code /background} (argo-cd pkg/apis/application/v1alpha1, ResourcesFinalizerName). */
    private static final String FINALIZER = "resources-finalizer.argocd.argoproj.io";

    private static final YamlPath FINALIZERS = YamlPath.parse("metadata.finalizers");

    private CascadingApplications() {}

    static List<Problem> check(Layout layout, Tree base) {
        Optional<Marker> marker = Marker.read(base, layout);
        return marker.isEmpty() || marker.get().undone() != null
                ? List.of()
                : Stream.of(layout.bootstrap(), layout.ciliumApplication())
                        .flatMap(file -> base.read(file).map(text -> YamlFile.parse(file, text)).stream())
                        .flatMap(file -> file.documents().stream())
                        .filter(document -> document.get(YamlPath.of("kind")).equals(Optional.of("Application")))
                        .flatMap(CascadingApplications::finalizers)
                        .toList();
    }

    private static Stream<Problem> finalizers(YamlDocument application) {
        List<?> finalizers = application.get(FINALIZERS).orElse(List.of()) instanceof List<?> list ? list : List.of();
        return IntStream.range(0, finalizers.size())
                .filter(i -> String.valueOf(finalizers.get(i)).startsWith(FINALIZER))
                .mapToObj(i -> problem(application, i));
    }

    private static Problem problem(YamlDocument application, int index) {
        return Problem.blocker(
                ErrorCode.APPLICATION_CASCADES,
                application.where(FINALIZERS.child(index)),
                "Application "
                        + application.get(YamlPath.parse("metadata.name")).orElse("")
                        + " has a finalizer by which its deletion deletes all that it applied, and the marker says of no undo",
                "take the finalizer out (docs/by-hand.md); or, where an undo goes on, write the undone phase's id as undone into"
                        + " data of the marker, and propose its next commit: crossfade rollback install-cilium");
    }
}
