package dev.crossfade.core.inventory;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.DeclaredObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses a kustomization's {@code namespace} that moves Calico's objects: Jobs and gates name them where they were. */
record OtherNamespace(Input input, CalicoNames names) {

    void check(List<KustomizationBuild.Placed> placed) {
        Set<Where> moving = placed.stream()
                .filter(each -> names.are(each.object()))
                .filter(each -> moves(each.object(), each.namespace()))
                .map(KustomizationBuild.Placed::where)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        moving.forEach(where -> input.block(
                ErrorCode.FLAVOUR_UNSUPPORTED,
                where,
                "this kustomization puts Calico's objects into another namespace than they name, and no phase would"
                        + " find them there",
                "take namespace out of the kustomization, or commit what it builds as plain manifests"));
        placed.stream()
                .filter(each -> each.object().isNamespace() && !moving.contains(each.where()))
                .distinct()
                .forEach(this::renamed);
    }

    /** kustomize calls a Namespace by it: Calico's would be another one, or another one would be Calico's. */
    private void renamed(KustomizationBuild.Placed placed) {
        DeclaredObject object = placed.object();
        boolean calicos = names.are(object) || names.are(object.named(placed.namespace()));
        if (calicos && !object.name().equals(placed.namespace())) {
            input.block(
                    ErrorCode.FLAVOUR_UNSUPPORTED,
                    placed.where(),
                    "this kustomization calls Namespace " + object.name() + " (" + object.file()
                            + ") by its own namespace, "
                            + placed.namespace()
                            + ": kustomize renames every Namespace that it builds, and what Jobs and"
                            + " gates do to Calico's namespaces would meet another one",
                    "list the Namespace in a kustomization without namespace, or take namespace out of this one");
        }
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
