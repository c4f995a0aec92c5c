package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.inventory.CalicoNames;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Upstream's own manifests as input: edited where it is meant and nowhere else, and removed to the last object. */
class UpstreamCalicoTest {

    private static final String CALICO = "network/calico/calico.yaml";

    @Test
    void thePinIsOneVariableInUpstreamsDaemonSet() {
        String text = upstream("calico/calico-v3.28.0.yaml");
        Journey journey = journey("manifest", "3.28", Map.of(CALICO, text));

        assertThat(added(text, journey.text("pin-calico-address", CALICO)))
                .containsExactly(
                        "            # migration: a Cilium interface must never become a node's Calico address; ends with remove-calico-workloads",
                        "            - name: IP_AUTODETECTION_METHOD",
                        "              value: kubernetes-internal-ip");
        everythingGoes(journey, text, "manifest", "3.28");
    }

    @Test
    void canalIsNotPinnedAndGoes() {
        String text = upstream("calico/canal-v3.28.0.yaml");
        Journey journey = journey("canal", "3.28", Map.of(CALICO, text));

        assertThat(journey.text("enforce-policies", CALICO)).isEqualTo(text);
        everythingGoes(journey, text, "canal", "3.28");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void theOperatorsInstallationIsPinnedAndGoesInOrder(boolean withCrds) {
        String resources = upstream("calico/custom-resources-v3.30.0.yaml");
        String operator = upstream("calico/tigera-operator-v3.30.0.yaml");
        String text = resources + "\n---\n" + operator
                + (withCrds ? "\n---\n" + upstream("crds/calico-operator-v3.30.yaml") : "");
        Journey journey = journey("operator", "3.30", Map.of(CALICO, text));

        assertThat(added(text, journey.text("pin-calico-address", CALICO)))
                .containsExactly(
                        "    # migration: a Cilium interface must never become a node's Calico address; ends with remove-calico-workloads",
                        "    nodeAddressAutodetectionV4:",
                        "      firstFound: false",
                        "      kubernetes: NodeInternalIP");
        everythingGoes(journey, text, "operator", "3.30");
        assertThat(journey.after("remove-calico-leftovers").list("network/migration/manifests"))
                .as("no CRD goes with Git alone, whoever made it (argo-cd#6078)")
                .anyMatch(path -> path.contains("/job-"));
    }

    @ParameterizedTest
    @CsvSource({
        "manifest,3.28,calico/calico-v3.28.0.yaml",
        "canal,3.28,calico/canal-v3.28.0.yaml",
        "operator,3.30,calico/tigera-operator-v3.30.0.yaml",
        "operator,3.30,calico/custom-resources-v3.30.0.yaml",
        "operator,3.30,crds/calico-operator-v3.30.yaml"
    })
    void everythingThatUpstreamCreatesIsRemovedOrNamedAsKept(String install, String version, String file) {
        CalicoNames names = CalicoNames.of(CalicoFacts.of(version, install, false));
        List<DeclaredObject> objects = objects(upstream(file));

        assertThat(objects).isNotEmpty().allMatch(names::are);
        assertThat(objects.stream().filter(names::stays).map(DeclaredObject::name))
                .allMatch(name -> name.endsWith(".policy.networking.k8s.io"));
    }

    @ParameterizedTest
    @CsvSource({
        "manifest,3.28,calico/calico-v3.28.0.yaml",
        "canal,3.28,calico/canal-v3.28.0.yaml",
        "operator,3.30,calico/tigera-operator-v3.30.0.yaml"
    })
    void whatTheListsTakeForGrantedUpstreamReallyCreates(String install, String version, String file) {
        CalicoFacts facts = CalicoFacts.of(version, install, false);
        List<String> created = objects(upstream(file)).stream()
                .map(DeclaredObject::kindAndName)
                .toList();

        assertThat(facts.companions().always()).allMatch(name -> created.contains(name.kindAndName()));
        if (!install.equals("operator")) {
            assertThat(facts.workloads().always()).allMatch(name -> created.contains(name.kindAndName()));
            assertThat(facts.crds()).allMatch(crd -> created.contains("CustomResourceDefinition/" + crd));
        } else {
            List<String> crds = objects(upstream("crds/calico-operator-v3.30.yaml")).stream()
                    .map(DeclaredObject::name)
                    .toList();
            assertThat(crds).containsAll(facts.crds());
        }
    }

    /** What upstream creates is gone from Git at the end, but for what belongs to Kubernetes. */
    static void everythingGoes(Journey journey, String text, String install, String version) {
        CalicoNames names = CalicoNames.of(CalicoFacts.of(version, install, false));
        boolean stays = objects(text).stream().anyMatch(names::stays);
        MapTree end = journey.after("hand-over");
        if (stays) {
            assertThat(objects(end.read(CALICO).orElseThrow())).isNotEmpty().allMatch(names::stays);
        } else {
            assertThat(end.read(CALICO)).isEmpty();
        }
        assertThat(end.read("apps/calico.yaml").isPresent()).isEqualTo(stays);
    }

    private static Journey journey(String install, String version, Map<String, String> files) {
        CalicoWorld world = new CalicoWorld(install, "files", version);
        TreeMap<String, String> all =
                new TreeMap<>(CalicoSourcesTest.tree(world).files());
        all.remove("network/calico/crds.yaml");
        all.computeIfPresent("crossfade.yaml", (path, spec) -> spec.replace(", network/calico/crds.yaml", ""));
        all.putAll(files);
        return Journey.of(Story.plan(new MapTree(all)));
    }

    private static List<DeclaredObject> objects(String text) {
        List<DeclaredObject> objects = new ArrayList<>();
        for (YamlDocument document : YamlFile.parse("upstream.yaml", text).documents()) {
            DeclaredObject.of("upstream.yaml", document).ifPresent(objects::add);
        }
        return objects;
    }

    /** The lines that came in; every other line is as it was, in its place. */
    private static List<String> added(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> added = new ArrayList<>();
        int at = 0;
        for (String line : after.lines().toList()) {
            if (at < old.size() && old.get(at).equals(line)) {
                at++;
            } else {
                added.add(line);
            }
        }
        assertThat(at).as("every line of before is still there").isEqualTo(old.size());
        return added;
    }

    static String upstream(String file) {
        Path path = Story.shared().resolve(file);
        assumeTrue(Files.exists(path), "needs ../shared/" + file);
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
