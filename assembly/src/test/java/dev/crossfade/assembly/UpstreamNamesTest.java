package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.inventory.CalicoNames;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.spec.Versions;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each release of Calico creates, by upstream's own files, is what the tables and the plans take away or keep. */
class UpstreamNamesTest {

    /** In the tables and in no file of upstream's, with the reason. */
    private static final Set<String> NOT_IN_A_FILE = Set.of(
            // tigera/operator creates both (pkg/render/namespaces.go, apiserver.go)
            "operator Namespace/calico-system",
            "operator Namespace/calico-apiserver",
            // an Installation that a person lays over the other (tigera/operator pkg/controller/utils/merge.go)
            "operator Installation/overlay",
            // docs.tigera.io, eBPF: a person creates it; a file only since the chart of 3.28 has it
            "operator ConfigMap/kubernetes-services-endpoint",
            // upstream's manifest of canal leaves it out, its templates (charts/calico, typha.enabled) do not
            "canal Deployment/calico-typha",
            "canal Service/calico-typha",
            "canal PodDisruptionBudget/calico-typha");

    /** A way of installing one release. */
    record Install(String release, String install, boolean nativeCrds) {

        List<String> files() {
            List<String> files = new ArrayList<>();
            if (install.equals("operator")) {
                files.addAll(nativeCrds ? UpstreamNames.NATIVE_OPERATOR : UpstreamNames.OPERATOR);
            } else {
                files.addAll(
                        nativeCrds
                                ? UpstreamNames.NATIVE_MANIFEST
                                : install.equals("canal") ? UpstreamNames.CANAL : UpstreamNames.MANIFEST);
                files.addAll(UpstreamNames.ADDED);
            }
            return files;
        }

        List<DeclaredObject> created() {
            return UpstreamNames.of(release).in(files());
        }

        CalicoFacts facts() {
            return CalicoFacts.of(release, install, nativeCrds);
        }

        @Override
        public String toString() {
            return install + " " + release + (nativeCrds ? " with native CRDs" : "");
        }
    }

    static List<String> releases() {
        return Versions.calico();
    }

    static Stream<Install> installs() {
        return Stream.concat(
                Versions.calico().stream()
                        .flatMap(release -> Stream.of("manifest", "canal", "operator")
                                .map(install -> new Install(release, install, false))),
                Versions.calico().stream()
                        .filter(UpstreamNamesTest::hasNativeCrds)
                        .flatMap(release ->
                                Stream.of("manifest", "operator").map(install -> new Install(release, install, true))));
    }

    private static boolean hasNativeCrds(String release) {
        return CalicoFacts.crdCharts(release).isPresent();
    }

    @Test
    void everyReleaseThatIsKnownHasItsList() {
        assertThat(Versions.calico().stream().filter(UpstreamNamesTest::hasNativeCrds))
                .contains("3.32");
        for (String release : Versions.calico()) {
            UpstreamNames names = UpstreamNames.of(release);
            assertThat(List.of("calico", "canal", "apiserver", "csi-driver", "tigera-operator", "chart"))
                    .as(release)
                    .allMatch(names::knows);
        }
    }

    @ParameterizedTest
    @MethodSource("installs")
    void everythingThatUpstreamCreatesIsInTheTables(Install install) {
        CalicoFacts facts = install.facts();
        List<DeclaredObject> created = install.created();

        assertThat(created).hasSizeGreaterThan(15);
        assertThat(created)
                .allSatisfy(object -> assertThat(fate(facts, object))
                        .as(object.kindAndName() + "@" + object.namespace())
                        .isNotEqualTo("left"));
        assertThat(created.stream().filter(object -> fate(facts, object).equals("stays")))
                .allMatch(object -> object.name().endsWith(".policy.networking.k8s.io"));
    }

    @ParameterizedTest
    @MethodSource("installs")
    void everythingInTheTablesIsInAFileOfUpstreams(Install install) {
        CalicoFacts facts = install.facts();
        // upstream's manifest with native CRDs comes without Typha, its templates do not
        List<String> files = new ArrayList<>(install.files());
        files.add(
                install.install().equals("manifest")
                        ? "calico-typha"
                        : install.files().get(0));
        List<String> created = UpstreamNames.of(install.release()).in(files).stream()
                .map(UpstreamNamesTest::placeAndName)
                .toList();
        List<ObjectName> named = Stream.of(facts.apis(), facts.workloads(), facts.companions())
                .flatMap(stage -> stage.all().stream())
                .filter(name -> !NOT_IN_A_FILE.contains(install.install() + " " + name.kindAndName()))
                .toList();

        assertThat(named.stream().map(name -> name.kindAndName() + "@" + name.namespace()))
                .isSubsetOf(created);
        assertThat(facts.crds().stream().map(crd -> "CustomResourceDefinition/" + crd + "@"))
                .isSubsetOf(created);
    }

    /** Objects of the names that upstream has, in a folder of plain files: the whole folder goes but for what is kept. */
    @ParameterizedTest
    @MethodSource("installs")
    void everyObjectLeavesGitOrIsKept(Install install) {
        CalicoWorld world = new CalicoWorld(install.install(), "files", install.release());
        List<Map<String, Object>> documents =
                plain(install).stream().map(object -> document(world, object)).toList();
        boolean kept =
                documents.stream().anyMatch(document -> document.toString().contains(".policy.networking"));

        MapTree end = Journey.of(Story.plan(tree(world, documents))).after("hand-over");

        if (kept) {
            assertThat(objects(end.read("network/calico/calico.yaml").orElseThrow()))
                    .isNotEmpty()
                    .allMatch(object -> object.name().endsWith(".policy.networking.k8s.io"));
        } else {
            assertThat(end.read("network/calico/calico.yaml")).isEmpty();
            assertThat(end.read("apps/calico.yaml")).isEmpty();
        }
    }

    /** A file for each object, of upstream's files and of the tables, in the folder that Calico's Application syncs. */
    @ParameterizedTest
    @MethodSource("installs")
    void everyObjectInAFileThatIsNotNamedIsRefused(Install install) {
        CalicoWorld world = new CalicoWorld(install.install(), "files", install.release());
        CalicoFacts facts = install.facts();
        List<Map<String, Object>> documents = Stream.concat(
                        plain(install).stream().map(object -> document(world, object)),
                        Stream.of(facts.apis(), facts.workloads(), facts.companions())
                                .flatMap(stage -> stage.all().stream())
                                .map(world::object))
                .toList();
        TreeMap<String, String> files =
                new TreeMap<>(CalicoSourcesTest.tree(world).files());
        Set<String> wanted = new TreeSet<>();
        for (int i = 0; i < documents.size(); i++) {
            String file = "network/calico/unnamed-" + i + ".yaml";
            files.put(file, CalicoWorld.documents(List.of(documents.get(i))));
            if (!documents.get(i).toString().contains(".policy.networking")) {
                wanted.add(file);
            }
        }

        CrossfadeException refused =
                catchThrowableOfType(CrossfadeException.class, () -> Story.plan(new MapTree(files)));

        assertThat(refused.problems().stream()
                        .filter(problem -> problem.code() == ErrorCode.CALICO_FILE_UNNAMED)
                        .map(problem -> problem.where().file()))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    /** Nothing in Git but the objects that were adopted: Jobs name the rest, each in its namespace. */
    @ParameterizedTest
    @MethodSource("installs")
    void jobsNameWhateverGitDoesNotKeep(Install install) {
        CalicoWorld world = new CalicoWorld(install.install(), "live", install.release());
        MapTree tree = CalicoSourcesTest.tree(world);
        if (install.nativeCrds()) {
            ObjectName crd = new ObjectName("CustomResourceDefinition", "ippools.projectcalico.org", "");
            tree = tree.with(CalicoWorld.LIVE + "/crd.yaml", CalicoWorld.documents(List.of(world.object(crd))));
        }
        Journey journey = Journey.of(Story.plan(tree));
        List<String> commands = journey.preview().commits().stream()
                .flatMap(commit -> commit.changes().files().entrySet().stream())
                .filter(file ->
                        file.getKey().contains("/job-") && file.getValue().isPresent())
                .flatMap(file -> commands(file.getKey(), file.getValue().orElseThrow()).stream())
                .toList();
        List<String> adopted = journey.commit("adopt-calico").changes().files().keySet().stream()
                .filter(path -> path.contains("/manifests/"))
                .map(path -> path.replaceAll(".*/manifests/|\\.yaml$", ""))
                .toList();

        for (DeclaredObject object : install.created()) {
            boolean isAdopted = adopted.contains(object.kind().toLowerCase(Locale.ROOT) + "-" + object.name());
            if (!isAdopted && fate(install.facts(), object).equals("by name")) {
                assertThat(commands)
                        .as(install + ": " + placeAndName(object))
                        .anyMatch(command -> deletes(command, object));
            }
            if (fate(install.facts(), object).equals("stays")) {
                assertThat(commands).noneMatch(command -> command.contains(object.name()));
                assertThat(journey.prose("remove-calico-leftovers")).contains("CRDs of policy.networking.k8s.io stay");
            }
        }
    }

    /** What the operator's chart renders goes with its Application; what Argo CD leaves then is named by the last Job. */
    @ParameterizedTest
    @MethodSource("releases")
    void theLastJobNamesWhatTheChartLeaves(String release) {
        for (boolean nativeCrds : hasNativeCrds(release) ? List.of(false, true) : List.of(false)) {
            MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("operator", "chart", release, nativeCrds));
            Journey journey = Journey.of(Story.plan(tree));
            String job = journey.commit("remove-calico-leftovers").changes().files().entrySet().stream()
                    .filter(file -> file.getKey().contains("/job-"))
                    .flatMap(file -> file.getValue().stream())
                    .findFirst()
                    .orElseThrow();
            List<DeclaredObject> left =
                    UpstreamNames.of(release).in(List.of("chart-crds", nativeCrds ? "chart-v3-crds" : "chart-v1-crds"));

            assertThat(left)
                    .isNotEmpty()
                    .allSatisfy(object -> assertThat(
                                    commands("job.yaml", job).stream().anyMatch(command -> deletes(command, object)))
                            .as(release + " " + object.kindAndName())
                            .isEqualTo(!object.name().endsWith(".policy.networking.k8s.io")));
            assertThat(journey.prose("remove-calico-leftovers").contains("admission policies"))
                    .isEqualTo(nativeCrds);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3.28,calico,calico/calico-v3.28.0.yaml",
        "3.28,canal,calico/canal-v3.28.0.yaml",
        "3.30,tigera-operator,calico/tigera-operator-v3.30.0.yaml",
        "3.30,custom-resources,calico/custom-resources-v3.30.0.yaml",
        "3.30,operator-crds,crds/calico-operator-v3.30.yaml"
    })
    void theListsAreWhatUpstreamsFilesHold(String release, String name, String file) throws IOException {
        Path path = Story.shared().resolve(file);
        assumeTrue(Files.exists(path), "needs ../shared/" + file);

        assertThat(UpstreamNames.of(release).in(List.of(name)).stream().map(UpstreamNamesTest::placeAndName))
                .containsExactlyInAnyOrderElementsOf(objects(Files.readString(path)).stream()
                        .map(UpstreamNamesTest::placeAndName)
                        .toList());
    }

    /** How the object goes: by name, with its CRD, with its namespace; or it stays; or nobody says anything of it. */
    private static String fate(CalicoFacts facts, DeclaredObject object) {
        if (CalicoNames.of(facts).stays(object)) {
            return "stays";
        }
        List<CalicoFacts.Stage> stages = List.of(facts.apis(), facts.workloads(), facts.companions());
        if (stages.stream().anyMatch(stage -> CalicoNames.isIn(stage, object) && isExact(stage, object))
                || (object.kind().equals("CustomResourceDefinition")
                        && facts.crds().contains(object.name()))) {
            return "by name";
        }
        String plural = object.kind().toLowerCase(Locale.ROOT) + "s.";
        if (CalicoNames.isCustomResource(object)
                && facts.crds().stream().anyMatch(crd -> crd.startsWith(plural) && CalicoFacts.isCalicos(crd))) {
            return "with its CRD";
        }
        boolean namespace = facts.companions().all().stream()
                .anyMatch(name -> name.kind().equals("Namespace") && name.name().equals(object.namespace()));
        return namespace ? "with its namespace" : "left";
    }

    private static boolean isExact(CalicoFacts.Stage stage, DeclaredObject object) {
        return stage.all().stream()
                .anyMatch(name -> name.kindAndName().equals(object.kindAndName())
                        && name.namespace().equals(object.namespace()));
    }

    private static boolean deletes(String command, DeclaredObject object) {
        List<String> words = List.of(command.split(" "));
        String resource = new ObjectName(object.kind(), object.name(), object.namespace()).resource();
        boolean byName = words.contains(resource)
                && (object.namespace().isEmpty() || words.contains("--namespace=" + object.namespace()));
        return byName || words.contains("namespaces/" + object.namespace());
    }

    private static List<String> commands(String path, String job) {
        List<String> commands = new ArrayList<>();
        for (YamlDocument document : YamlFile.parse(path, job).documents()) {
            collect(document.root(), commands);
        }
        return commands;
    }

    private static void collect(Object node, List<String> commands) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("command") instanceof List<?> words) {
                commands.add(
                        String.join(" ", words.stream().map(String::valueOf).toList()));
            }
            map.values().forEach(value -> collect(value, commands));
        } else if (node instanceof List<?> items) {
            items.forEach(item -> collect(item, commands));
        }
    }

    /** Without what charts alone bring. */
    private static List<DeclaredObject> plain(Install install) {
        return UpstreamNames.of(install.release())
                .in(install.files().stream()
                        .filter(file -> !file.startsWith("chart"))
                        .toList());
    }

    private static Map<String, Object> document(CalicoWorld world, DeclaredObject object) {
        Map<String, Object> document = world.object(new ObjectName(object.kind(), object.name(), object.namespace()));
        document.put("apiVersion", object.apiVersion());
        return document;
    }

    private static MapTree tree(CalicoWorld world, List<Map<String, Object>> documents) {
        TreeMap<String, String> files =
                new TreeMap<>(CalicoSourcesTest.tree(world).files());
        files.remove("network/calico/crds.yaml");
        files.computeIfPresent("crossfade.yaml", (path, spec) -> spec.replace(", network/calico/crds.yaml", ""));
        files.put("network/calico/calico.yaml", CalicoWorld.documents(documents));
        return new MapTree(files);
    }

    private static List<DeclaredObject> objects(String text) {
        return YamlFile.parse("upstream.yaml", text).documents().stream()
                .flatMap(document -> DeclaredObject.of("upstream.yaml", document).stream())
                .toList();
    }

    private static String placeAndName(DeclaredObject object) {
        return object.kindAndName() + "@" + object.namespace();
    }
}
