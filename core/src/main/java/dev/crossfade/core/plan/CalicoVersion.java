package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.RepositoryObject;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells a spec.calico.version that is not the release of the image that runs; the operator's images do not say theirs. */
final class CalicoVersion {

    /** A tag of Calico's own, such as v3.28.0 or v3.28.0-amd64; a mirror's own tags say nothing. */
    private static final Pattern TAG = Pattern.compile("v?(3\\.[0-9]{1,2})(\\.[0-9]+)?(-.*)?");

    /** A tag of an image, and where it is written. */
    private record Tag(String text, Where where) {}

    private CalicoVersion() {}

    /** @param objects those of the repository for this cluster */
    static List<Problem> check(Migration migration, Tree tree, List<RepositoryObject> objects) {
        List<String> files = migration.inventory().calico().files();
        String version = migration.spec().calico().version();
        return objects.stream()
                .filter(object -> files.contains(object.file()))
                .flatMap(object -> tag(object, images(migration, tree)).stream())
                .flatMap(tag -> problem(tag, version).stream())
                .toList();
    }

    private static Optional<Problem> problem(Tag tag, String version) {
        Matcher release = TAG.matcher(tag.text());
        return release.matches() && !(version + ".").startsWith(release.group(1) + ".")
                ? Optional.of(Problem.warning(
                        ErrorCode.CALICO_VERSION,
                        tag.where(),
                        "calico-node runs " + tag.text() + " here, and spec.calico.version is " + version,
                        "correct spec.calico.version: the lists of what has to go depend on it"))
                : Optional.empty();
    }

    /** The tag of the container's image; one that the kustomization puts in its place wins. */
    private static Optional<Tag> tag(RepositoryObject object, List<YamlDocument> kustomizations) {
        return CalicoNodes.container(object)
                .map(container -> container.child("image"))
                .flatMap(path -> object.get(path).flatMap(image -> {
                    String text = String.valueOf(image).replaceFirst("@.*", "");
                    String name = text.replaceFirst(":[^:/]*$", "");
                    return kustomizations.stream()
                            .flatMap(file -> replaced(file, name))
                            .findFirst()
                            .or(() -> Optional.of(new Tag(
                                    text.equals(name) ? "" : text.substring(name.length() + 1), object.where(path))));
                }));
    }

    /** kubectl.docs.kubernetes.io, "images": a new tag, or a digest, which says nothing. */
    private static Stream<Tag> replaced(YamlDocument kustomization, String image) {
        RepositoryObject file = new RepositoryObject("", kustomization, new YamlPath(List.of()));
        return CalicoNodes.items(file, YamlPath.of("images"))
                .filter(item -> file.get(item.child("name")).equals(Optional.of(image)))
                .flatMap(item -> Stream.of("newTag", "digest")
                        .map(item::child)
                        .flatMap(path ->
                                file
                                        .get(path)
                                        .map(value -> new Tag(String.valueOf(value), file.where(path)))
                                        .stream()));
    }

    private static List<YamlDocument> images(Migration migration, Tree tree) {
        return migration.inventory().calico().home() instanceof CalicoHome.Kustomized kustomized
                ? YamlFile.parse(kustomized.file(), tree.read(kustomized.file()).orElse(""))
                        .documents()
                : List.of();
    }
}
