package dev.crossfade.core.inventory;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.scan.DeclaredObject;
import java.util.List;
import java.util.stream.Stream;

/** Refuses a kustomization's {@code namespace} that moves Calico's objects: Jobs and gates name them where they were. */
record OtherNamespace(Input input, CalicoNames names) {

    void check(List<KustomizationBuild.Placed> placed) {
        placed.stream()
                .filter(each -> names.are(each.object()))
                .filter(each -> moves(each.object(), each.namespace()))
                .map(KustomizationBuild.Placed::where)
                .distinct()
                .forEach(where -> input.block(
                        ErrorCode.FLAVOUR_UNSUPPORTED,
                        where,
                        "this kustomization puts Calico's objects into another namespace than they name, and no phase would"
                                + " find them there",
                        "take namespace out of the kustomization, or commit what it builds as plain manifests"));
    }

    /** What says no namespace is known by its name; one whose name has none belongs to the cluster and stays. */
    private boolean moves(DeclaredObject object, String namespace) {
        if (!object.namespace().isEmpty()) {
            return !object.namespace().equals(namespace);
        }
        List<String> known = names.installs().stream()
                .flatMap(facts -> Stream.of(facts.apis(), facts.workloads(), facts.companions()))
                .map(CalicoFacts.Stage::all)
                .flatMap(List::stream)
                .filter(name -> name.kindAndName().equals(object.kindAndName()))
                .map(ObjectName::namespace)
                .filter(each -> !each.isEmpty())
                .toList();
        return !known.isEmpty() && !known.contains(namespace);
    }
}
