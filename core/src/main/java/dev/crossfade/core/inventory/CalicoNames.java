package dev.crossfade.core.inventory;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.scan.DeclaredObject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Tells Calico's objects from others, by name and API group.
 *
 * @param installs what holds for the installs that come into question
 */
public record CalicoNames(List<CalicoFacts> installs) {

    public CalicoNames {
        installs = List.copyOf(installs);
    }

    public static CalicoNames of(CalicoFacts facts) {
        return new CalicoNames(List.of(facts));
    }

    /** Every install of the release: what is not named may be what a former one has left. */
    static CalicoNames all(String version) {
        return new CalicoNames(Stream.of("manifest", "canal", "operator")
                .flatMap(install ->
                        Stream.of(false, true).map(nativeCrds -> CalicoFacts.of(version, install, nativeCrds)))
                .toList());
    }

    /** True for what Calico's own manifests bring, and for every resource of its groups. */
    public boolean are(DeclaredObject object) {
        return isIn(CalicoFacts::apis, object)
                || isIn(CalicoFacts::workloads, object)
                || isIn(CalicoFacts::companions, object)
                || isCrd(object)
                || isCustomResource(object)
                || isOperatorResource(object)
                || stays(object);
    }

    private boolean isIn(Function<CalicoFacts, CalicoFacts.Stage> stage, DeclaredObject object) {
        return installs.stream().anyMatch(facts -> isIn(stage.apply(facts), object));
    }

    /** True where the stage has the object; one of the same name in another namespace is somebody else's. */
    public static boolean isIn(CalicoFacts.Stage stage, DeclaredObject object) {
        return stage.all().stream()
                .anyMatch(name -> name.kindAndName().equals(object.kindAndName())
                        && (object.namespace().isEmpty() || object.namespace().equals(name.namespace())));
    }

    /** A resource of Calico's API that an aggregated server serves: it must leave while that server still runs. */
    public static boolean isAggregated(DeclaredObject object, boolean nativeCrds) {
        return !nativeCrds && object.apiVersion().startsWith("projectcalico.org/");
    }

    /** True for CRDs that Calico's manifests bring and that belong to Kubernetes: Cilium reads some of them. */
    public boolean stays(DeclaredObject object) {
        return object.kind().equals("CustomResourceDefinition") && object.name().endsWith(".policy.networking.k8s.io");
    }

    /** One of Calico's own CRDs. */
    public boolean isCrd(DeclaredObject object) {
        return object.kind().equals("CustomResourceDefinition") && CalicoFacts.isCalicos(object.name());
    }

    /** A resource in one of Calico's groups, such as an IPPool. */
    public static boolean isCustomResource(DeclaredObject object) {
        return CalicoFacts.isGroup(object.apiVersion().replaceFirst("/.*", ""));
    }

    /** A resource of the operator's that is no part of a stage, such as an ImageSet. */
    public boolean isOperatorResource(DeclaredObject object) {
        return object.apiVersion().startsWith("operator.tigera.io/")
                && !isIn(CalicoFacts::apis, object)
                && !isIn(CalicoFacts::workloads, object);
    }

    /** True where the rest goes with companions, when nothing of Calico runs any more. */
    public boolean isCompanion(DeclaredObject object) {
        return isIn(CalicoFacts::companions, object) || isCustomResource(object) || isOperatorResource(object);
    }
}
