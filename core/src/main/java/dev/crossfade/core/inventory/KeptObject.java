package dev.crossfade.core.inventory;

import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.SyncOptions;
import dev.crossfade.core.yaml.YamlDocument;

/** An object of Calico's with the document that says it. */
record KeptObject(DeclaredObject object, YamlDocument document) {

    /** The object with the guard that is in effect, behind patches. */
    DeclaredObject inEffect() {
        return object.guarded(SyncOptions.isGuarded(document));
    }

    boolean is(String kindAndName) {
        return object.kindAndName().equals(kindAndName);
    }
}
