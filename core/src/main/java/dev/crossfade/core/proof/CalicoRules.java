package dev.crossfade.core.proof;

import dev.crossfade.core.gate.Addresses;
import dev.crossfade.core.gate.AllRule;
import dev.crossfade.core.gate.CalicoAddressRule;
import dev.crossfade.core.gate.DaemonSetRule;
import dev.crossfade.core.gate.DetectionRule;
import dev.crossfade.core.gate.GenerationRule;
import dev.crossfade.core.gate.PresentRule;
import dev.crossfade.core.gate.PruneRule;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.TigeraStatusRule;
import dev.crossfade.core.gate.UnguardedRule;
import dev.crossfade.core.gate.UnsharedRule;
import dev.crossfade.core.gate.UnusedPoolsRule;
import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.phase.CalicoObjects;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.spec.AddressDetection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether Calico is as a phase needs it. */
final class CalicoRules {

    private static final DaemonSetRule AGENTS = DaemonSetRule.of("kube-system", "cilium");

    /** Argo CD's two names for the cluster that it runs in. */
    private static final Map<String, String> IN_CLUSTER =
            Map.of("server", "https://kubernetes.default.svc", "name", "in-cluster");

    private CalicoRules() {}

    static Rule healthy(Standpoint at) {
        return at.migration().inventory().calico().flavour() == CalicoFlavour.OPERATOR
                ? AllRule.of(at.calicoNode(), new TigeraStatusRule())
                : at.calicoNode();
    }

    static Rule address(Standpoint at) {
        return new CalicoAddressRule(
                expected(at.spec().calico().addressDetection()), at.cilium(), List.of(at.calicoNode(), AGENTS));
    }

    private static CalicoAddressRule.Expected expected(AddressDetection detection) {
        if (detection instanceof AddressDetection.NodeInternalIp) {
            return new CalicoAddressRule.Expected.InternalAddress();
        }
        return detection instanceof AddressDetection.Cidrs cidrs
                ? new CalicoAddressRule.Expected.Within(new Addresses(cidrs.cidrs()))
                : new CalicoAddressRule.Expected.AnyButCilium();
    }

    static Rule method(Standpoint at) {
        return new DetectionRule(
                at.calicoNode(), at.spec().calico().addressDetection().method());
    }

    /** Of each adopted object, as its file in Git names it. */
    static Rule generation(Standpoint at) {
        CalicoHome.Live home =
                (CalicoHome.Live) at.migration().inventory().calico().home();
        List<Rule> rules = new ArrayList<>();
        for (CalicoHome.Export export : home.adopted()) {
            for (Content document : ArgoRules.documents(at, at.layout().manifest(export.kind(), export.name()))) {
                if (export.generation() > 0) {
                    rules.add(new GenerationRule(
                            ArgoRules.id(document), String.valueOf(export.generation()), ArgoRules.root(at)));
                }
            }
        }
        return AllRule.of(rules);
    }

    /** The policy as Git has it. */
    static Rule relaxation(Standpoint at) {
        return ArgoRules.withDocument(
                at,
                at.layout().manifest("GlobalNetworkPolicy", "crossfade-relax"),
                policy -> new PresentRule(
                        Seat.CLUSTER,
                        ArgoRules.id(policy),
                        Map.of(List.of("spec"), policy.at("spec").orElseThrow())));
    }

    /** The Application that owns Calico prunes in the background; where there is none, the root does. Nothing is guarded. */
    static Rule prune(Standpoint at) {
        List<Rule> rules = new ArrayList<>();
        String owner = at.migration()
                .inventory()
                .calico()
                .application()
                .map(application -> application.name())
                .orElse(at.layout().name());
        rules.add(new PruneRule(
                ArgoRules.id(at.spec().argo().namespace(), owner), at.merge().time()));
        for (DeclaredObject object : new CalicoObjects(at.migration()).kept(each -> true)) {
            if (object.guarded() || owner.equals(at.layout().name())) {
                rules.add(new UnguardedRule(id(object), at.merge().time()));
            }
        }
        return AllRule.of(rules);
    }

    static ObjectId id(DeclaredObject object) {
        return new ObjectId(object.apiVersion(), object.kind(), object.namespace(), object.name());
    }

    /** Before Calico goes: nothing of the cluster hangs on it any more. */
    static Rule unused(Standpoint at) {
        return new UnusedPoolsRule(at.calico(), at.cilium(), at.migrated());
    }

    /** Before Calico goes: no other team's Application keeps an object of its kinds. */
    static Rule unshared(Standpoint at) {
        Set<String> own = new TreeSet<>();
        String namespace = at.spec().argo().namespace();
        own.add(namespace + "/" + at.layout().name());
        at.migration()
                .inventory()
                .calico()
                .application()
                .ifPresent(application -> own.add(namespace + "/" + application.name()));
        List<String> aliases = at.spec().cluster().aliases();
        return new UnsharedRule(
                destination(at),
                aliases == null ? null : Set.copyOf(aliases),
                own,
                Set.of("crd.projectcalico.org", "projectcalico.org", "operator.tigera.io"));
    }

    private static Map<String, String> destination(Standpoint at) {
        String name = at.spec().cluster().name();
        String server = at.spec().cluster().server();
        if (name != null) {
            return name.equals("in-cluster") ? IN_CLUSTER : Map.of("name", name);
        }
        return server == null || server.equals(IN_CLUSTER.get("server")) ? IN_CLUSTER : Map.of("server", server);
    }
}
