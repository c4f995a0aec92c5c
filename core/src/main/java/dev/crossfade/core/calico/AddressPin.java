package dev.crossfade.core.calico;

import dev.crossfade.core.inventory.CalicoNode;
import dev.crossfade.core.inventory.InstallationBlock;
import dev.crossfade.core.spec.AddressDetection;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.LinkedHashMap;
import java.util.Map;

/** The edit that pins Calico's address detection, in a DaemonSet or in the specification of an Installation. */
final class AddressPin {

    private AddressPin() {}

    /** One variable of container calico-node. */
    static YamlFile inDaemonSet(YamlFile file, CalicoNode node, AddressDetection detection, String why) {
        Map<String, Object> variable = variable(detection);
        return node.variable(CalicoNode.DETECTION)
                .map(existing -> file.set(node.document(), existing, variable, why))
                .orElseGet(() -> file.append(node.document(), node.environment(), variable, why));
    }

    static Map<String, Object> variable(AddressDetection detection) {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("name", CalicoNode.DETECTION);
        variable.put("value", detection.method());
        return variable;
    }

    /**
     * The one method of an Installation. The operator writes firstFound: true into most of them and allows one method
     * alone (tigera/operator pkg/controller/installation/validation.go), so both stand in the same edit.
     */
    static YamlFile inInstallation(
            YamlFile file, int document, YamlPath block, AddressDetection detection, String why) {
        return file.set(document, InstallationBlock.detection(block), method(detection), why);
    }

    static Map<String, Object> method(AddressDetection detection) {
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("firstFound", false);
        method.put(detection.field().getKey(), detection.field().getValue());
        return method;
    }
}
