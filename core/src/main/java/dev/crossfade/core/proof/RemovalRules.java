package dev.crossfade.core.proof;

import dev.crossfade.core.facts.KindFacts;
import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.gate.AllRule;
import dev.crossfade.core.gate.DaemonSetRule;
import dev.crossfade.core.gate.FinalizerRule;
import dev.crossfade.core.gate.GoneRule;
import dev.crossfade.core.gate.NoPodsRule;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.phase.CalicoObjects;
import dev.crossfade.core.phase.Cascade;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether what a phase takes away of Calico is gone. */
final class RemovalRules {

    private RemovalRules() {}

    static Rule resources(Standpoint at) {
        return gone(
                at,
                new CalicoObjects(at.migration())
                        .resources().stream().map(CalicoRules::id).toList());
    }

    /** What shows the API, and the registration of the API itself, which its server made. */
    static Rule apis(Standpoint at) {
        Stream<ObjectId> served = at.migration().inventory().calico().nativeCrds()
                ? Stream.empty()
                : Stream.of(ObjectId.global("apiregistration.k8s.io/v1", "APIService", "v3.projectcalico.org"));
        return gone(
                at,
                Stream.concat(named(new CalicoObjects(at.migration()).apis()).stream(), served)
                        .toList());
    }

    /** The workloads themselves, and every pod that they had. */
    static Rule pods(Standpoint at) {
        CalicoObjects objects = new CalicoObjects(at.migration());
        boolean operator = at.migration().inventory().calico().flavour() == CalicoFlavour.OPERATOR;
        DaemonSetRule agents = at.calicoNode();
        List<ObjectId> workloads = new ArrayList<>(named(objects.workloads()));
        if (operator) {
            workloads.add(agents.daemonSet());
        }
        return AllRule.of(
                gone(at, workloads.stream().distinct().toList()),
                new NoPodsRule(
                        agents.daemonSet().namespace(),
                        List.of(agents.daemonSet().name(), "calico-kube-controllers", "calico-typha"),
                        at.merge().time()));
    }

    static Rule relaxation(Standpoint at) {
        return gone(
                at,
                List.of(ObjectId.global(
                        at.migration().calico().relaxationApi(), "GlobalNetworkPolicy", "crossfade-relax")));
    }

    static Rule companions(Standpoint at) {
        return gone(at, named(new CalicoObjects(at.migration()).companions()));
    }

    static Rule namespaces(Standpoint at) {
        return gone(at, named(new CalicoObjects(at.migration()).namespaces()));
    }

    static Rule crds(Standpoint at) {
        return gone(at, named(new CalicoObjects(at.migration()).crds()));
    }

    static Rule application(Standpoint at) {
        return new GoneRule(Seat.ARGO, List.of(ending(at)), at.merge().time());
    }

    static Rule armed(Standpoint at) {
        return new FinalizerRule(ending(at), Cascade.FINALIZER, at.merge().time());
    }

    private static ObjectId ending(Standpoint at) {
        String name = at.migration()
                .inventory()
                .calico()
                .application()
                .orElseThrow(() -> new IllegalStateException("an Application that ends was in Git"))
                .name();
        return ArgoRules.id(at.spec().argo().namespace(), name);
    }

    private static Rule gone(Standpoint at, List<ObjectId> objects) {
        return new GoneRule(Seat.CLUSTER, objects, at.merge().time());
    }

    private static List<ObjectId> named(List<ObjectName> names) {
        return names.stream()
                .map(name -> new ObjectId(
                        KindFacts.of(name.kind()).apiVersion(), name.kind(), name.namespace(), name.name()))
                .toList();
    }
}
