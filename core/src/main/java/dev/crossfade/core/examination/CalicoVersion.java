package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.ChartRelease;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.RepositoryObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells a spec.calico.version that is not the release of the image that runs or of the operator's chart; the operator's images do not say theirs. */
final class CalicoVersion {

    /** A tag of Calico's own, such as v3.28.0 or v3.28.0-amd64; a mirror's own tags say nothing. */
    private static final Pattern TAG = Pattern.compile("v?(3\\.[0-9]{1,2})(\\.[0-9]+)?(-.*)?");

    /**
     * A tag of an image or a release of the chart.
     *
     * @param runs what has it, for people
     */
    private record Tag(String runs, String text, Where where) {}

    private CalicoVersion() {}

    /**
     * @param start the tree before the first phase
     * @param objects those of the repository for this cluster
     */
    static List<Problem> check(Migration migration, Tree start, List<RepositoryObject> objects) {
        List<String> files = migration.inventory().calico().files();
        String version = migration.spec().calico().version();
        Stream<Tag> images = objects.stream()
                .filter(object -> files.contains(object.file()))
                .flatMap(object -> tag(object).stream());
        return Stream.concat(images, charts(migration.inventory().calico().home(), start))
                .flatMap(tag -> problem(tag, version).stream())
                .toList();
    }

    private static Stream<Tag> charts(CalicoHome home, Tree start) {
        return home instanceof CalicoHome.Chart chart
                ? ChartRelease.of(chart, start).stream()
                        .map(release -> new Tag("the chart tigera-operator is", release.text(), release.where()))
                : Stream.empty();
    }

    private static Optional<Problem> problem(Tag tag, String version) {
        Matcher release = TAG.matcher(tag.text());
        return release.matches() && !(version + ".").startsWith(release.group(1) + ".")
                ? Optional.of(Problem.warning(
                        ErrorCode.CALICO_VERSION,
                        tag.where(),
                        tag.runs() + " " + tag.text() + " here, and spec.calico.version is " + version,
                        "correct spec.calico.version: the lists of what has to go depend on it"))
                : Optional.empty();
    }

    /** The tag of the container's image; a digest alone says nothing. */
    private static Optional<Tag> tag(RepositoryObject object) {
        return CalicoNodeContainer.container(object)
                .map(container -> container.child("image"))
                .flatMap(path -> object.get(path).map(image -> {
                    String text = String.valueOf(image).replaceFirst("@.*", "");
                    String name = text.replaceFirst(":[^:/]*$", "");
                    return new Tag(
                            "calico-node runs",
                            text.equals(name) ? "" : text.substring(name.length() + 1),
                            object.where(path));
                }));
    }
}
