package dev.crossfade.core.kustomize;

import dev.crossfade.core.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An object on its way through a kustomization. */
final class PatchedObject {

    private final String namespace;
    private final List<KustomizationFile.Unread> unread = new ArrayList<>();
    private final List<YamlDocument> former = new ArrayList<>();
    private YamlDocument document;
    private boolean deleted;
    private boolean touched;

    /** @param namespace what the object's own file says */
    PatchedObject(YamlDocument document, String namespace) {
        this.document = document;
        this.namespace = namespace;
    }

    void patch(Patch patch) {
        if (deleted || !isFor(patch.target())) {
            return;
        }
        touched = true;
        try {
            Optional<YamlDocument> patched = patch.apply(document);
            deleted = patched.isEmpty();
            document = patched.orElse(document);
        } catch (UnreadablePatchException unreadable) {
            unread.add(new KustomizationFile.Unread(unreadable.what(), patch.where()));
        }
    }

    void change(UnaryOperator<YamlDocument> change) {
        YamlDocument changed = change.apply(document);
        if (!changed.get(Namespaces.NAME).equals(document.get(Namespaces.NAME))) {
            former.add(document);
        }
        document = changed;
    }

    /** By the name that it has, or one that it had (kustomize api/resource/resource.go, OrgId and PrevIds). */
    private boolean isFor(PatchTarget target) {
        return Stream.concat(former.stream(), Stream.of(document))
                .anyMatch(each -> target.match(each, namespace) != PatchTarget.Match.NO);
    }

    void influence(KustomizationFile.Influence influence) {
        if (isFor(influence.target())) {
            touched = true;
            unread.add(new KustomizationFile.Unread(influence.what(), influence.where()));
        }
    }

    KustomizationFile.Result result() {
        return new KustomizationFile.Result(deleted ? Optional.empty() : Optional.of(document), touched, unread);
    }
}
