package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.NodeRollout;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes Calico take a node's address from something that can never be a Cilium interface. Its default, first-found,
 * takes the newest interface and looks again every 60 s (cilium#31273, calico node/pkg/lifecycle/startup).
 */
final class PinCalicoAddressPhase implements Phase {

    private static final String WHY =
            "migration: a Cilium interface must never become a node's Calico address; ends with remove-calico-workloads";

    @Override
    public String id() {
        return "pin-calico-address";
    }

    @Override
    public String title() {
        return "pin Calico's node addresses";
    }

    /** Canal sets IP to nothing and runs no BGP: calico-node looks for no address (calico manifests/canal.yaml). */
    @Override
    public Optional<String> skipped(Migration migration) {
        CalicoInventory calico = migration.inventory().calico();
        if (calico.flavour() == CalicoFlavour.CANAL) {
            return Optional.of("canal looks for no node address");
        }
        return method(migration).equals(calico.detection())
                ? Optional.of("the base says " + method(migration) + " already")
                : Optional.empty();
    }

    @Override
    public List<Step> steps(Migration migration) {
        boolean operator = migration.inventory().calico().flavour() == CalicoFlavour.OPERATOR;
        return List.of(Step.of(
                        id(),
                        title(),
                        workspace -> migration
                                .keeper()
                                .pin(workspace, migration.spec().calico().addressDetection(), WHY))
                .word("detection", method(migration))
                .word("former", former(migration))
                .word("asBefore", former(migration).equals(method(migration)))
                .word("written", operator && former(migration).isEmpty())
                .word("operator", operator)
                .words(restarts(migration, operator))
                .word("calicoFiles", migration.keeper().pinned())
                .gates("calico-method")
                .revert(
                        "revert, but never once Cilium was installed: cilium_host outlives it, and Calico would take its"
                                + " address. Left in place the setting is harmless."));
    }

    /** The method that is there already; empty for first-found, which is the default. */
    private static String former(Migration migration) {
        String former = migration.inventory().calico().former();
        return former == null || former.equals("first-found") ? "" : former;
    }

    private static Map<String, Object> restarts(Migration migration, boolean operator) {
        CalicoInventory calico = migration.inventory().calico();
        NodeRollout rollout = calico.rollout();
        String namespace = calico.pinnedObject().namespace();
        return Map.of(
                "onDelete",
                rollout.onDelete(),
                "atOnce",
                rollout.isOneByOne() ? "" : rollout.atOnce(),
                "calicoAgent",
                calico.flavour().agent(),
                "calicoNamespace",
                operator ? "calico-system" : namespace.isEmpty() ? "kube-system" : namespace);
    }

    private static String method(Migration migration) {
        return migration.spec().calico().addressDetection().method();
    }
}
