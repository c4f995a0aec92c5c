package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.KustomizationFile;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A YAML file of the repository, parsed once and only when somebody asks for what is in it. */
public final class ManifestFile {

    private static final Pattern NAME = Pattern.compile(".*\\.(ya?ml|json)");

    private final String name;
    private final String text;
    private @Nullable List<YamlDocument> documents;
    private @Nullable List<YamlDocument> manifests;
    private @Nullable Problem unreadable;

    public ManifestFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** True for a file whose name says that checks read it. */
    public static boolean is(String name) {
        return KustomizationFile.is(name) || NAME.matcher(name).matches();
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    /** None where the file is no plain YAML. */
    List<YamlDocument> documents() {
        List<YamlDocument> parsed = documents;
        if (parsed == null) {
            parsed = parse();
            documents = parsed;
        }
        return parsed;
    }

    /** Argo CD applies the items of a List one by one (argo-cd reposerver/repository/repository.go, EachListItem). */
    public List<RepositoryObject> objects() {
        List<RepositoryObject> objects = new ArrayList<>();
        for (YamlDocument document : documents()) {
            RepositoryObject whole = new RepositoryObject(name, document, new YamlPath(List.of()));
            List<?> items = whole.kind().endsWith("List") ? whole.list("items") : List.of();
            for (int i = 0; i < items.size(); i++) {
                objects.add(new RepositoryObject(name, document, YamlPath.of("items", i)));
            }
            if (items.isEmpty() && !whole.kind().isEmpty()) {
                objects.add(whole);
            }
        }
        return objects;
    }

    /** The same, each as a document of its own. */
    List<YamlDocument> manifests() {
        List<YamlDocument> found = manifests;
        if (found == null) {
            found = objects().stream()
                    .map(object -> object.document().at(object.root()))
                    .toList();
            manifests = found;
        }
        return found;
    }

    /**
     * What nobody here can say about the file because it does not read as YAML; Argo CD may read it all the same (its
     * parser takes a key that stands twice, sigs.k8s.io/yaml).
     */
    Optional<Problem> unreadable() {
        documents();
        return Optional.ofNullable(unreadable);
    }

    /** True for what may be a template of some tool's, which is YAML when it is rendered. */
    boolean hasExpressions() {
        return text.contains("{{");
    }

    private List<YamlDocument> parse() {
        try {
            return YamlFile.parse(name, text).documents();
        } catch (CrossfadeException broken) {
            Problem first = broken.problems().get(0);
            unreadable = Problem.warning(
                    ErrorCode.FILE_UNREADABLE,
                    first.where(),
                    "this file cannot be read, so what it applies or shares is not checked: " + first.message(),
                    first.cure() + "; or look yourself at what it does, and answer for it");
            return List.of();
        }
    }
}
