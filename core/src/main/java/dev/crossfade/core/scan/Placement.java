package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.Paths;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A way by which what is in a file comes into a cluster, and the namespaces that it is given there.
 *
 * @param built what the outermost kustomization with a namespace, or the options of the Application that builds it, gives to
 *     all that it builds; empty for none
 * @param applied what an Application gives to what names none; empty for none
 */
public record Placement(String built, String applied) {

    /** @param named what the object itself says */
    public String namespace(String named) {
        return Stream.of(built, named, applied)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("default");
    }

    /** The same through another kustomization around it. */
    Placement within(FileUser kustomization) {
        return kustomization.namespace().isEmpty() ? this : new Placement(kustomization.namespace(), applied);
    }

    Placement by(FileUser application) {
        return new Placement(built, application.namespace());
    }

    /** By an Application that has the kustomization built: what its options say wins over what that says itself. */
    Stream<Placement> by(FileUser application, String kustomization) {
        return application.given().getOrDefault(Paths.folder(kustomization), Set.of("")).stream()
                .map(given -> new Placement(given.isEmpty() ? built : given, application.namespace()));
    }
}
