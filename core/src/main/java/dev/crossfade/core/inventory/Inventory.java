package dev.crossfade.core.inventory;

import java.util.List;

/** What the plan starts from, read from the commit before its first phase. */
public record Inventory(List<CalicoObject> objects, CalicoNode calicoNode, ApplicationFile calicoApplication) {

    public Inventory {
        objects = List.copyOf(objects);
    }

    /** The files that keep Calico's objects, each once, in the order of the specification. */
    public List<String> calicoFiles() {
        return objects.stream().map(CalicoObject::file).distinct().toList();
    }
}
