package dev.crossfade.clustertest;

import java.nio.file.Path;
import java.util.List;

/** Where the customer's repository lies, for Argo CD and for everybody else. */
interface Origin {

    /** What the kit has to start for it. */
    List<String> parts();

    /** Makes place for it; the address that Argo CD reads. */
    String address(Kit kit, Path folder);

    /** Adds to a crossfade.yaml what is true of the place. */
    void edit(Path specification);

    /** Brings a clone's base branch there. */
    void publish(Kit kit, Path clone);

    /** The clone itself is what Argo CD reads. */
    record Folder() implements Origin {
        @Override
        public List<String> parts() {
            return List.of();
        }

        @Override
        public String address(Kit kit, Path folder) {
            return "file://" + folder.resolve("gitops");
        }

        @Override
        public void edit(Path specification) {
            // no forge
        }

        @Override
        public void publish(Kit kit, Path clone) {
            // it is there
        }
    }
}
