package dev.crossfade.core.phase;

import dev.crossfade.core.spec.PoliciesSpec.Presence;
import java.util.List;
import java.util.Optional;

/**
 * Lets traffic from pods on Cilium through Calico's policies: it arrives with a node's address, which no podSelector
 * matches. Argo CD ships NetworkPolicies of its own, so a cluster without any other still needs this.
 */
final class RelaxPoliciesPhase implements Phase {

    static final String POLICY = "crossfade-relax";

    @Override
    public String id() {
        return "relax-policies";
    }

    @Override
    public String title() {
        return "relax Calico's policies";
    }

    @Override
    public Optional<String> skipped(Migration migration) {
        boolean policies = migration.spec().policies().kubernetes() == Presence.PRESENT
                || migration.spec().policies().calico() != Presence.ABSENT;
        return policies || Destination.isArgosOwn(migration)
                ? Optional.empty()
                : Optional.of("no policies, and Argo CD runs in another cluster");
    }

    @Override
    public List<Step> steps(Migration migration) {
        String policy = Manifest.of(migration.templates(), id() + "/globalnetworkpolicy.yaml")
                .set("apiVersion", migration.calico().relaxationApi())
                .text();
        return List.of(
                Step.of(id(), title(), workspace -> workspace.write(path(migration), policy))
                        .word("argoHere", Destination.isArgosOwn(migration))
                        .gates("relaxation")
                        .undoGates("nothing-migrated")
                        .revert(
                                "revert, while no node is migrated: later it would cut pods on Cilium off from pods on Calico."));
    }

    static String path(Migration migration) {
        return migration.layout().manifest("GlobalNetworkPolicy", POLICY);
    }
}
