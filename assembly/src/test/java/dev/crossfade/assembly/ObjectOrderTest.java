package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.calico.LiveKeeper;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.spec.ProbeSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Plans whose Jobs delete Calico, in all the places where people keep it. */
    static Stream<Variant> removals() {
        return Stream.of(
                        new CalicoWorld("manifest", "live", "3.28"),
                        new CalicoWorld("manifest", "live", "3.32"),
                        new CalicoWorld("canal", "live", "3.28"),
                        new CalicoWorld("operator", "live", "3.30"),
                        new CalicoWorld("operator", "chart", "3.30"))
                .map(world -> new Variant(world.toString(), CalicoSourcesTest.plan(world)));
    }

    static Stream<Variant> plans() {
        return Stream.concat(Variant.all(), removals())
                .filter(variant ->
                        variant.preview().plan().migration().spec().argo().createProject());
    }

    /** A Role in a namespace that is not there fails the root Application, and with it the phase. */
    @ParameterizedTest
    @MethodSource("removals")
    void whatDeletesCalicoNeedsNoNamespaceOfCalicos(Variant variant) {
        Journey journey = variant.journey();
        int rights = 0;
        for (String phase : journey.between("remove-calico-workloads-prune", "remove-calico-leftovers")) {
            for (YamlDocument object : objects(journey.after(phase), variant.layout())) {
                if (text(object, "metadata.name").contains("-remove-calico-")) {
                    rights++;
                    assertThat(object.get(YamlPath.parse("metadata.namespace")).orElse(Layout.NAMESPACE))
                            .as(identity(object))
                            .isEqualTo(Layout.NAMESPACE);
                }
            }
        }
        assertThat(rights).isPositive();
    }

    @ParameterizedTest
    @MethodSource("removals")
    void whatAJobDeletesItMayDelete(Variant variant) {
        Journey journey = variant.journey();
        int deletions = 0;
        for (String phase : journey.between("remove-calico-workloads-prune", "remove-calico-leftovers")) {
            List<YamlDocument> objects = objects(journey.after(phase), variant.layout());
            Set<String> allowed = new HashSet<>();
            objects.forEach(object -> allowed.addAll(deletable(object)));
            for (YamlDocument object : objects) {
                if (text(object, "kind").equals("Job")) {
                    for (String deleted : deletions(object)) {
                        deletions++;
                        assertThat(allowed).as(identity(object)).contains(deleted);
                    }
                }
            }
        }
        assertThat(deletions).isGreaterThan(10);
    }

    /** {@code resource.group/name}, as kubectl takes it, for every name in a rule that lets it be deleted and waited for. */
    private static Set<String> deletable(YamlDocument role) {
        Set<String> names = new HashSet<>();
        for (Object each : (List<?>) role.get(YamlPath.of("rules")).orElse(List.of())) {
            Map<?, ?> rule = (Map<?, ?>) each;
            if (((List<?>) rule.get("verbs")).containsAll(List.of("get", "list", "watch", "delete"))) {
                String group = String.valueOf(((List<?>) rule.get("apiGroups")).get(0));
                String resource = ((List<?>) rule.get("resources")).get(0) + (group.isEmpty() ? "" : "." + group);
                ((List<?>) rule.get("resourceNames")).forEach(name -> names.add(resource + "/" + name));
            }
        }
        return names;
    }

    private static List<String> deletions(YamlDocument job) {
        List<String> names = new ArrayList<>();
        for (String kind : List.of("initContainers", "containers")) {
            for (Object container : (List<?>)
                    job.get(YamlPath.parse("spec.template.spec." + kind)).orElseThrow()) {
                List<?> command = (List<?>) ((Map<?, ?>) container).get("command");
                if (command.contains("delete")) {
                    command.stream()
                            .map(String::valueOf)
                            .filter(word -> word.contains("/") && !word.startsWith("-"))
                            .forEach(names::add);
                }
            }
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("plans")
    void accountsRolesAndJobsStandTogether(Variant variant) {
        Journey journey = variant.journey();
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
        assertThat(references)
                .isGreaterThanOrEqualTo(
                        variant.preview().plan().migration().spec().probe() instanceof ProbeSpec.Deploy ? 20 : 5);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theProjectsAllowEveryObjectAndTheChartsNamespaces(Variant variant) {
        Journey journey = variant.journey();
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

    /** Argo CD applies nothing of an Application whose own destination its project does not list. */
    @ParameterizedTest
    @MethodSource("plans")
    void theProjectsAllowTheDestinationOfEachOfTheirApplications(Variant variant) {
        Journey journey = variant.journey();
        Layout layout = journey.preview().plan().migration().layout();
        Map<String, List<?>> allowed = new HashMap<>();
        List<YamlDocument> applications =
                new ArrayList<>(Journey.read(journey.after("install-cilium"), layout.ciliumApplication())
                        .documents());
        for (YamlDocument document :
                Journey.read(journey.after("prepare"), layout.bootstrap()).documents()) {
            if (text(document, "kind").equals("AppProject")) {
                allowed.put(text(document, "metadata.name"), (List<?>)
                        document.get(YamlPath.parse("spec.destinations")).orElseThrow());
            } else {
                applications.add(document);
            }
        }
        assertThat(applications).hasSize(3);
        for (YamlDocument application : applications) {
            assertThat(allowed.get(text(application, "spec.project")))
                    .as(identity(application))
                    .anyMatch(place -> place.equals(
                            application.get(YamlPath.parse("spec.destination")).orElseThrow()));
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
        assertThat(jobs).as("to stop, to start, and to delete the CRDs").isEqualTo(3);
    }

    private static List<String> needs(YamlDocument object) {
        List<String> needs = new ArrayList<>();
        String namespace = object.get(YamlPath.parse("metadata.namespace"))
                .map(String::valueOf)
                .orElse("");
        boolean adopted = object.get(YamlPath.of("metadata", "annotations", LiveKeeper.GENERATION))
                .isPresent();
        object.get(YamlPath.parse("spec.template.spec.serviceAccountName"))
                .filter(account -> !adopted) // Calico's own, which stays out of Git
                .ifPresent(account -> needs.add("ServiceAccount " + namespace + "/" + account));
        object.get(YamlPath.parse("roleRef.name"))
                .ifPresent(role -> needs.add(text(object, "roleRef.kind") + " " + namespace + "/" + role));
        object.get(YamlPath.of("subjects", 0, "name"))
                .ifPresent(account -> needs.add("ServiceAccount "
                        + object.get(YamlPath.of("subjects", 0, "namespace")).orElseThrow() + "/" + account));
        return needs;
    }

    private static List<YamlDocument> objects(MapTree state, Layout layout) {
        List<YamlDocument> objects = new ArrayList<>();
        for (String path : state.list(layout.manifests())) {
            objects.addAll(Parsed.documents(state, path));
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
