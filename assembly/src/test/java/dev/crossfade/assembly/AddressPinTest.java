package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pin in every form, over nothing and over a method that is there already, in a DaemonSet and in an Installation. */
class AddressPinTest {

    private static final String FILE = CalicoWorld.FOLDER + "/calico.yaml";
    private static final String VARIABLE = "IP_AUTODETECTION_METHOD";
    private static final YamlPath ENVIRONMENT = YamlPath.of("spec", "template", "spec", "containers", 0, "env");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NodeInternalIP|kubernetes-internal-ip",
                "{skipInterface: '^cilium_.*,^lxc.*'}|skip-interface=^cilium_.*,^lxc.*",
                "{interface: '^eth0$'}|interface=^eth0$",
                "{cidrs: [10.0.0.0/16, 10.9.0.0/16]}|cidr=10.0.0.0/16,10.9.0.0/16"
            })
    void inADaemonSetItIsOneVariable(String detection, String method) {
        MapTree tree = tree("manifest", detection);
        Map<String, String> address = Map.of("name", "IP", "value", "autodetect");
        Map<String, String> pinned = Map.of("name", VARIABLE, "value", method);
        Map<String, String> after = Map.of("name", "FELIX_LOGSEVERITYSCREEN", "value", "info");

        assertThat(environment(tree)).isEqualTo(List.of(address, pinned));

        YamlFile own = YamlFile.parse(FILE, tree.files().get(FILE));
        int document = own.documents().stream()
                .filter(each -> isKind(each, "DaemonSet"))
                .findFirst()
                .orElseThrow()
                .index();
        String with = own.append(document, ENVIRONMENT, Map.of("name", VARIABLE, "value", "first-found"), null)
                .append(document, ENVIRONMENT, after, null)
                .text();
        assertThat(environment(tree.with(FILE, with))).isEqualTo(List.of(address, pinned, after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NodeInternalIP|kubernetes|NodeInternalIP",
                "{skipInterface: '^cilium_.*,^lxc.*'}|skipInterface|^cilium_.*,^lxc.*",
                "{interface: '^eth0$'}|interface|^eth0$",
                "{cidrs: [10.0.0.0/16, 10.9.0.0/16]}|cidrs|[10.0.0.0/16, 10.9.0.0/16]"
            })
    void inAnInstallationItIsTheOnlyMethod(String detection, String key, String value) {
        MapTree tree = tree("operator", detection);
        Object wanted = key.equals("cidrs") ? List.of("10.0.0.0/16", "10.9.0.0/16") : value;
        Map<String, Object> method = Map.of("firstFound", false, key, wanted);

        assertThat(tree.files().get(FILE)).contains("firstFound: true");
        assertThat(method(tree)).isEqualTo(method);

        String without =
                tree.files().get(FILE).replaceFirst(" +nodeAddressAutodetectionV4:\\n +firstFound: true\\n", "");
        assertThat(without).doesNotContain("firstFound");
        assertThat(method(tree.with(FILE, without))).isEqualTo(method);

        String other = tree.files().get(FILE).replaceFirst("firstFound: true", "canReach: 10.0.0.1");
        assertThat(method(tree.with(FILE, other))).isEqualTo(method);
    }

    /** What the message says of the method before is what the file has. */
    @Test
    void theMessageNamesTheMethodThatWasThere() {
        MapTree operator = tree("operator", "NodeInternalIP");
        assertThat(message(operator))
                .contains("by kubernetes-internal-ip and no longer from the newest interface;")
                .contains("firstFound: false is part of it", "The newest interface is about to be cilium_host.");
        String reach = operator.files().get(FILE).replaceFirst("firstFound: true", "canReach: 10.0.0.1");
        assertThat(message(operator.with(FILE, reach)))
                .contains("by kubernetes-internal-ip and no longer by can-reach=10.0.0.1;")
                .contains("cilium_host is about to join the interfaces of every node.")
                .doesNotContain("firstFound", "newest interface");

        MapTree built = CalicoSourcesTest.tree(new CalicoWorld("manifest", "kustomization", "3.28"));
        assertThat(message(built)).contains("and no longer from the newest interface;");
        assertThat(message(patched(built, "interface=eth.*")))
                .contains("by kubernetes-internal-ip and no longer by interface=eth.*;")
                .doesNotContain("newest interface");
        assertThat(message(patched(built, "kubernetes-internal-ip")))
                .contains("by kubernetes-internal-ip, as before: said once more behind the patches")
                .doesNotContain("no longer");
    }

    private static MapTree patched(MapTree tree, String method) {
        return tree.with(
                CalicoWorld.FOLDER + "/kustomization.yaml",
                tree.files().get(CalicoWorld.FOLDER + "/kustomization.yaml") + """
                patches:
                  - patch: |-
                      apiVersion: apps/v1
                      kind: DaemonSet
                      metadata: {name: calico-node, namespace: kube-system}
                      spec:
                        template:
                          spec:
                            containers:
                              - {name: calico-node, env: [{name: IP_AUTODETECTION_METHOD, value: "WANTED"}]}
                """.replace("WANTED", method));
    }

    private static String message(MapTree tree) {
        return Journey.of(Story.plan(tree)).prose("pin-calico-address");
    }

    private static MapTree tree(String install, String detection) {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld(install, "files", "3.28"));
        return tree.with(
                "crossfade.yaml",
                Story.replace(
                        tree.files().get("crossfade.yaml"),
                        "    encapsulation:",
                        "    addressDetection: " + detection + "\n    encapsulation:"));
    }

    private static Object environment(MapTree tree) {
        return pinned(tree, "DaemonSet", ENVIRONMENT);
    }

    private static Object method(MapTree tree) {
        return pinned(tree, "Installation", YamlPath.parse("spec.calicoNetwork.nodeAddressAutodetectionV4"));
    }

    private static Object pinned(MapTree tree, String kind, YamlPath path) {
        Journey journey = Journey.of(Story.plan(tree));
        for (YamlDocument document :
                Journey.read(journey.after("pin-calico-address"), FILE).documents()) {
            if (isKind(document, kind)) {
                return document.get(path).orElseThrow();
            }
        }
        throw new IllegalStateException("no " + kind);
    }

    private static boolean isKind(YamlDocument document, String kind) {
        return document.get(YamlPath.of("kind")).filter(kind::equals).isPresent();
    }
}
