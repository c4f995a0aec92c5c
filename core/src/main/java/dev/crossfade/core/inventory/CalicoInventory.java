package dev.crossfade.core.inventory;

import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.DeclaredObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calico as the repository knows it before the first phase.
 *
 * @param nativeCrds true where Calico's API group is served by CRDs and not by an aggregated API
 * @param objects every object of Calico's that the home keeps
 * @param pinned the object that says how a node's address is found, as {@code Kind/name}
 * @param detection how a node's address is found, as calico-node reads it; null for the default, first-found, and where a
 *     patch of a kustomization has a word in it
 * @param former the same with all patches, for people to read; null for the default
 * @param rollout how calico-node follows a change of its settings
 */
public record CalicoInventory(
        CalicoFlavour flavour,
        boolean nativeCrds,
        List<DeclaredObject> objects,
        String pinned,
        @Nullable String detection,
        @Nullable String former,
        NodeRollout rollout,
        CalicoHome home) {

    public CalicoInventory {
        objects = List.copyOf(objects);
    }

    /** With what all files of the repository together tell of the CRDs. */
    CalicoInventory with(boolean nativeOnes) {
        return new CalicoInventory(flavour, nativeOnes, objects, pinned, detection, former, rollout, home);
    }

    /** The object with this {@code Kind/name}. */
    public Optional<DeclaredObject> object(String kindAndName) {
        return objects.stream()
                .filter(object -> object.kindAndName().equals(kindAndName))
                .findFirst();
    }

    /** The object that says how a node's address is found. */
    public DeclaredObject pinnedObject() {
        return object(pinned).orElseThrow(() -> new IllegalStateException("the inventory lacks " + pinned));
    }

    /** The files that keep Calico's objects, each once, in the order of the specification. */
    public List<String> files() {
        return objects.stream().map(DeclaredObject::file).distinct().toList();
    }

    /** The customer's Application that applies Calico; none where Git did not keep Calico. */
    public Optional<ApplicationFile> application() {
        return home.application();
    }
}
