package dev.crossfade.core.kustomize;

import dev.crossfade.core.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An object on its way through a kustomization. */
final class PatchedObject {

    private final String namespace;
    private final List<KustomizationFile.Unread> unread = new ArrayList<>();
    private YamlDocument document;
    private boolean deleted;
    private boolean touched;

    /** @param namespace what the object's own file says */
    PatchedObject(YamlDocument document, String namespace) {
        this.document = document;
        this.namespace = namespace;
    }

    void patch(Patch patch) {
        if (deleted || patch.target().match(document, namespace) == PatchTarget.Match.NO) {
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
        document = change.apply(document);
    }

    void influence(KustomizationFile.Influence influence) {
        if (influence.target().match(document, namespace) != PatchTarget.Match.NO) {
            touched = true;
            unread.add(new KustomizationFile.Unread(influence.what(), influence.where()));
        }
    }

    KustomizationFile.Result result() {
        return new KustomizationFile.Result(deleted ? Optional.empty() : Optional.of(document), touched, unread);
    }
}
