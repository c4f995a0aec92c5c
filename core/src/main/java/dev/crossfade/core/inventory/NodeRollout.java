package dev.crossfade.core.inventory;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Optional;

/**
 * How the pods of Calico's DaemonSet follow a change of it (Kubernetes, DaemonSetUpdateStrategy).
 *
 * @param onDelete true where a pod stays as it is until somebody deletes it
 * @param atOnce how many restart at once, a number or a share
 */
public record NodeRollout(boolean onDelete, String atOnce) {

    /** What Kubernetes and the Tigera operator do where nothing else is said. */
    public static final NodeRollout ONE_BY_ONE = new NodeRollout(false, "1");

    public boolean isOneByOne() {
        return equals(ONE_BY_ONE);
    }

    /** Nothing where the document has no strategy at this place. */
    static Optional<NodeRollout> of(YamlDocument document, YamlPath strategy) {
        if (document.get(strategy).isEmpty()) {
            return Optional.empty();
        }
        if (text(document, strategy.child("type")).filter("OnDelete"::equals).isPresent()) {
            return Optional.of(new NodeRollout(true, ""));
        }
        YamlPath rolling = strategy.child("rollingUpdate");
        String unavailable = text(document, rolling.child("maxUnavailable")).orElse("1");
        // of the two numbers one must be 0, and then the other one is the pace
        return Optional.of(new NodeRollout(
                false,
                unavailable.equals("0")
                        ? text(document, rolling.child("maxSurge")).orElse("1")
                        : unavailable));
    }

    private static Optional<String> text(YamlDocument document, YamlPath path) {
        return document.get(path).map(String::valueOf);
    }
}
