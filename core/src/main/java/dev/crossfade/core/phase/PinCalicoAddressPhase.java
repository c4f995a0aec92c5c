package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.CalicoNode;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.AddressDetection;
import dev.crossfade.core.spec.Cidr;
import dev.crossfade.core.yaml.YamlFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes Calico take a node's address from something that can never be a Cilium interface. Its default, first-found,
 * takes the newest interface and looks again every 60 s (cilium#31273, calico node/pkg/lifecycle/startup).
 */
final class PinCalicoAddressPhase implements Phase {

    static final String VARIABLE = "IP_AUTODETECTION_METHOD";

    @Override
    public String id() {
        return "pin-calico-address";
    }

    @Override
    public String title() {
        return "pin Calico's node addresses";
    }

    @Override
    public Optional<String> skipped(Migration migration) {
        return migration.inventory().calicoNode().addressDetection().equals(Optional.of(method(migration)))
                ? Optional.of("the base says " + method(migration) + " already")
                : Optional.empty();
    }

    @Override
    public List<Step> steps(Migration migration) {
        return List.of(Step.of(id(), title(), workspace -> write(migration, workspace))
                .word("detection", method(migration))
                .word("calicoFiles", migration.inventory().calicoNode().file())
                .gates("calico-method")
                .revert(
                        "revert, but never once Cilium was installed: cilium_host outlives it, and Calico would take its"
                                + " address. Left in place the setting is harmless."));
    }

    private static void write(Migration migration, Workspace workspace) {
        CalicoNode node = migration.inventory().calicoNode();
        workspace.edit(node.file(), file -> pin(file, CalicoNode.find(file), method(migration)));
    }

    private static YamlFile pin(YamlFile file, CalicoNode node, String method) {
        String why = "migration: a Cilium interface must never become a node's Calico address; ends with"
                + " remove-calico-workloads";
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("name", VARIABLE);
        variable.put("value", method);
        return node.variable(VARIABLE)
                .map(existing -> file.set(node.document(), existing, variable, why))
                .orElseGet(() -> file.append(node.document(), node.environment(), variable, why));
    }

    /** The method as calico-node reads it (calico node/pkg/lifecycle/startup/autodetection/autodetection_methods.go). */
    static String method(Migration migration) {
        AddressDetection detection = migration.spec().calico().addressDetection();
        if (detection instanceof AddressDetection.SkipInterface skip) {
            return "skip-interface=" + skip.skipInterface();
        }
        if (detection instanceof AddressDetection.Interface only) {
            return "interface=" + only.interfaceRegex();
        }
        if (detection instanceof AddressDetection.Cidrs ranges) {
            return "cidr=" + ranges.cidrs().stream().map(Cidr::toString).collect(Collectors.joining(","));
        }
        return "kubernetes-internal-ip";
    }
}
