package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** No phase needs an object that only a later one brings, and none outlives what it needs. */
class ObjectOrderTest {

    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void customObjectsExistOnlyWhileTheirApiDoes(String version) {
        Journey journey = Journey.of(Story.withCilium(version));
        Layout layout = journey.preview().plan().migration().layout();
        int seen = 0;
        for (int i = 1; i < journey.states().size(); i++) {
            MapTree before = journey.states().get(i - 1);
            for (YamlDocument object : objects(journey.states().get(i), layout)) {
                String api = text(object, "apiVersion");
                if (api.startsWith("cilium.io/")) {
                    seen++;
                    // the operator registers its CRDs, so its Application must be merged, and proved, before
                    assertThat(before.read(layout.ciliumApplication())).isPresent();
                }
                if (api.startsWith("crd.projectcalico.org/")) {
                    seen++;
                    assertThat(journey.states().get(i).read("network/calico/crds.yaml"))
                            .isPresent();
                }
            }
        }
        assertThat(seen).isGreaterThan(10);
    }

    @Test
    void accountsRolesAndJobsStandTogether() {
        Journey journey = Journey.of(Story.preview());
        Layout layout = journey.preview().plan().migration().layout();
        int references = 0;
        for (MapTree state : journey.states()) {
            Set<String> names = new HashSet<>();
            List<YamlDocument> objects = objects(state, layout);
            objects.forEach(object -> names.add(identity(object)));
            for (YamlDocument object : objects) {
                for (String needed : needs(object)) {
                    references++;
                    assertThat(names).as(identity(object)).contains(needed);
                }
            }
        }
        assertThat(references).isGreaterThan(20);
    }

    @Test
    void theProjectsAllowEveryObjectAndTheChartsNamespaces() {
        Journey journey = Journey.of(Story.preview());
        Layout layout = journey.preview().plan().migration().layout();
        YamlDocument project = Journey.read(journey.after("prepare"), layout.bootstrap())
                .documents()
                .get(0);
        List<?> destinations =
                (List<?>) project.get(YamlPath.parse("spec.destinations")).orElseThrow();
        List<?> kinds = (List<?>)
                project.get(YamlPath.parse("spec.clusterResourceWhitelist")).orElseThrow();
        for (MapTree state : journey.states()) {
            for (YamlDocument object : objects(state, layout)) {
                String namespace = object.get(YamlPath.parse("metadata.namespace"))
                        .map(String::valueOf)
                        .orElse("");
                if (namespace.isEmpty()) {
                    String group = text(object, "apiVersion").replaceFirst("/?[^/]*$", "");
                    assertThat(kinds)
                            .anyMatch(kind -> kind.equals(Map.of("group", group, "kind", text(object, "kind"))));
                } else {
                    assertThat(destinations)
                            .as(identity(object))
                            .anyMatch(place -> namespace.equals(((Map<?, ?>) place).get("namespace")));
                }
            }
        }
    }

    @Test
    void namesOfJobsFitALabelHoweverLongTheIdsAre() {
        String zookeeper = "zookeeper-of-the-event-bus-for-the-whole-company";
        Journey journey = Journey.of(Story.preview(text -> Story.replace(
                Story.replace(text, "name: prod #", "name: production-eu-central-1-blue-012 #"),
                "name: kafka-zookeeper",
                "name: " + zookeeper)));
        Layout layout = journey.preview().plan().migration().layout();
        int jobs = 0;
        for (MapTree state : journey.states()) {
            for (YamlDocument object : objects(state, layout)) {
                if (text(object, "kind").equals("Job")) {
                    jobs++;
                    assertThat(text(object, "metadata.name"))
                            .hasSizeLessThanOrEqualTo(63)
                            .matches("[a-z0-9-]+[0-9a-f]{8}");
                }
            }
        }
        assertThat(jobs).isEqualTo(2);
    }

    private static List<String> needs(YamlDocument object) {
        List<String> needs = new ArrayList<>();
        String namespace = object.get(YamlPath.parse("metadata.namespace"))
                .map(String::valueOf)
                .orElse("");
        object.get(YamlPath.parse("spec.template.spec.serviceAccountName"))
                .ifPresent(account -> needs.add("ServiceAccount " + namespace + "/" + account));
        object.get(YamlPath.parse("roleRef.name")).ifPresent(role -> needs.add("Role " + namespace + "/" + role));
        object.get(YamlPath.of("subjects", 0, "name"))
                .ifPresent(account -> needs.add("ServiceAccount "
                        + object.get(YamlPath.of("subjects", 0, "namespace")).orElseThrow() + "/" + account));
        return needs;
    }

    private static List<YamlDocument> objects(MapTree state, Layout layout) {
        List<YamlDocument> objects = new ArrayList<>();
        for (String path : state.list(layout.manifests())) {
            objects.addAll(YamlFile.parse(path, state.read(path).orElseThrow()).documents());
        }
        return objects;
    }

    private static String identity(YamlDocument object) {
        String namespace = object.get(YamlPath.parse("metadata.namespace"))
                .map(String::valueOf)
                .orElse("");
        return text(object, "kind") + " " + namespace + "/" + text(object, "metadata.name");
    }

    private static String text(YamlDocument object, String path) {
        return String.valueOf(object.get(YamlPath.parse(path)).orElseThrow());
    }
}
