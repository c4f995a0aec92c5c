package dev.crossfade.core.inventory;

import java.util.List;

/**
 * What the plan starts from, read from the commit before its first phase.
 *
 * @param objects those in the files that the specification names
 * @param nodeTemplates those that the repository keeps
 * @param otherFiles what Calico's Application reads beside those files; nothing of Calico's is in them
 */
public record Inventory(
        List<CalicoObject> objects,
        CalicoNode calicoNode,
        ApplicationFile calicoApplication,
        List<String> otherFiles,
        List<NodeTemplate> nodeTemplates) {

    public Inventory {
        objects = List.copyOf(objects);
        otherFiles = List.copyOf(otherFiles);
        nodeTemplates = List.copyOf(nodeTemplates);
    }

    /** The files that keep Calico's objects, each once, in the order of the specification. */
    public List<String> calicoFiles() {
        return objects.stream().map(CalicoObject::file).distinct().toList();
    }
}
