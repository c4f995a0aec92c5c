package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Upstream's own files of several releases as a customer's: every commit changes the lines that it means, and no others. */
class UpstreamEditsTest {

    private static final String CALICO = "network/calico/calico.yaml";
    private static final String VALUES = "network/calico/values.yaml";
    private static final String OWNER = "apps/calico.yaml";

    private static final String WHY =
            "# migration: a Cilium interface must never become a node's Calico address; ends with remove-calico-workloads";

    private static final List<String> RELEASES = List.of("3.25", "3.28", "3.30", "3.32");

    static Stream<String> manifests() {
        return RELEASES.stream()
                .flatMap(release -> Stream.of("calico", "calico-typha", "calico-vxlan", "canal", "tigera-operator")
                        .map(file -> file + "-v" + release + ".0.yaml"));
    }

    /** Besides Calico's file, the one of its Application is edited, and both only lose whole documents after the pin. */
    @ParameterizedTest
    @MethodSource("manifests")
    void upstreamsManifestsChangeInTheirPinAndByWholeDocuments(String file) {
        String text = UpstreamCalicoTest.upstream("calico/" + file);
        if (file.startsWith("tigera-operator")) {
            text = UpstreamCalicoTest.upstream("calico/" + file.replace("tigera-operator", "custom-resources"))
                    + "---\n" + text;
        }
        CalicoWorld world = new CalicoWorld(install(file), "files", release(file));
        Journey journey = journey(world, file, Map.of(CALICO, text));
        Map<String, LineDiff> edits = edits(journey, CALICO);

        LineDiff pin = edits.remove("pin-calico-address");
        switch (install(file)) {
            case "canal" -> assertThat(pin).isNull();
            case "operator" ->
                assertThat(pin)
                        .isEqualTo(new LineDiff(
                                List.of(
                                        "    " + WHY,
                                        "    nodeAddressAutodetectionV4:",
                                        "      firstFound: false",
                                        "      kubernetes: NodeInternalIP"),
                                List.of()));
            default ->
                assertThat(pin)
                        .isEqualTo(new LineDiff(
                                List.of(
                                        "            " + WHY,
                                        "            - name: IP_AUTODETECTION_METHOD",
                                        "              value: kubernetes-internal-ip"),
                                List.of()));
        }
        assertThat(edits)
                .containsKey("remove-calico-workloads")
                .allSatisfy((phase, edit) -> assertThat(edit.added()).as(phase).isEmpty());
        edits.keySet().forEach(phase -> onlyWholeDocumentsLeave(journey, phase));
        UpstreamCalicoTest.everythingGoes(journey, text, install(file), release(file));
        assertThat(edits(journey, OWNER).get("remove-calico-workloads-prune").numstat())
                .isEqualTo("4 1");
    }

    private static void onlyWholeDocumentsLeave(Journey journey, String phase) {
        List<String> before = documents(
                journey.states().get(journey.index(phase)).read(CALICO).orElse(""));
        List<String> after = documents(journey.after(phase).read(CALICO).orElse(""));
        assertThat(after).as(phase).hasSizeLessThan(before.size());
        List<String> left = new ArrayList<>(before);
        left.retainAll(after);
        assertThat(after).as(phase).isEqualTo(left);
    }

    private static List<String> documents(String text) {
        return Stream.of(text.split("(?m)^---.*$", -1))
                .map(String::strip)
                .filter(document -> !document.isEmpty())
                .toList();
    }

    /** The numbers of {@code git diff --numstat}, and each line that comes or goes. */
    @ParameterizedTest
    @CsvSource({"3.25, 1", "3.28, 1", "3.30, 3", "3.32, 3"})
    void upstreamsValuesAreSwitchedOffLineByLine(String release, int apis) {
        String file = "tigera-operator-values-v" + release + ".0.yaml";
        String text = UpstreamCalicoTest.upstream("calico/" + file);
        Journey journey = journey(new CalicoWorld("operator", "chart", release), file, Map.of(VALUES, text));
        Map<String, LineDiff> edits = edits(journey, VALUES);

        assertThat(edits.get("pin-calico-address"))
                .isEqualTo(new LineDiff(
                        List.of(
                                "  " + WHY,
                                "  calicoNetwork:",
                                "    nodeAddressAutodetectionV4:",
                                "      firstFound: false",
                                "      kubernetes: NodeInternalIP"),
                        List.of()));
        switchedOff(edits.get("remove-calico-workloads-apis"), apis);
        switchedOff(edits.get("remove-calico-workloads"), 1);
        assertThat(edits.keySet())
                .containsExactly(
                        "pin-calico-address",
                        "remove-calico-workloads-apis",
                        "remove-calico-workloads",
                        "remove-calico-leftovers");
        assertThat(journey.after("remove-calico-leftovers").read(VALUES)).isEmpty();
        assertThat(edits(journey, OWNER).values().stream().map(LineDiff::numstat))
                .startsWith("4 1", "2 0");
    }

    private static void switchedOff(LineDiff edit, int switches) {
        assertThat(edit.removed()).hasSize(switches).containsOnly("  enabled: true");
        assertThat(edit.added()).hasSize(2 * switches);
        for (int i = 0; i < switches; i++) {
            assertThat(edit.added().get(2 * i)).matches("  # migration: \\w+ goes; ends with remove-calico-leftovers");
            assertThat(edit.added().get(2 * i + 1)).isEqualTo("  enabled: false");
        }
    }

    @Test
    void theDiffIsTheSmallestOne() {
        assertThat(LineDiff.of("a\nb\nc\n", "a\nx\nb\nc\n")).isEqualTo(new LineDiff(List.of("x"), List.of()));
        assertThat(LineDiff.of("a\nb\na\n", "a\n")).isEqualTo(new LineDiff(List.of(), List.of("b", "a")));
        assertThat(LineDiff.of("a\nb\nc\nd\ne\n", "a\nx\nc\ny\ne\n"))
                .isEqualTo(new LineDiff(List.of("x", "y"), List.of("b", "d")));
    }

    /** Phase to what it changes in the file. */
    private static Map<String, LineDiff> edits(Journey journey, String path) {
        Map<String, LineDiff> edits = new LinkedHashMap<>();
        for (PlannedCommit commit : journey.preview().commits()) {
            if (commit.changes().files().containsKey(path)) {
                String phase = commit.entry().id();
                edits.put(
                        phase,
                        LineDiff.of(
                                journey.states()
                                        .get(journey.index(phase))
                                        .read(path)
                                        .orElse(""),
                                journey.after(phase).read(path).orElse("")));
            }
        }
        return edits;
    }

    /** The story with such files, whose pools and encapsulation are those that they say. */
    private static Journey journey(CalicoWorld world, String file, Map<String, String> files) {
        TreeMap<String, String> all =
                new TreeMap<>(CalicoSourcesTest.tree(world).files());
        all.remove("network/calico/crds.yaml");
        all.putAll(files);
        String spec = all.get("crossfade.yaml").replace(", network/calico/crds.yaml", "");
        if (file.startsWith("canal")) {
            spec = Story.replace(spec, "pools: [192.168.0.0/16]", "pools: [10.244.0.0/16]");
            spec = Story.replace(spec, "encapsulation: IPIP", "encapsulation: VXLAN");
        } else if (file.startsWith("calico-vxlan") || file.startsWith("tigera-operator-v3")) {
            spec = Story.replace(spec, "encapsulation: IPIP", "encapsulation: VXLANCrossSubnet");
        }
        all.put("crossfade.yaml", spec);
        Journey journey = Journey.of(Story.plan(new MapTree(all)));
        assertThat(journey.preview().findings().stream().map(Problem::code))
                .as("findings about upstream's own files")
                .isSubsetOf(ErrorCode.VERSION_UNMAINTAINED, ErrorCode.CALICO_UNREAD);
        return journey;
    }

    private static String install(String file) {
        return file.startsWith("canal") ? "canal" : file.startsWith("tigera") ? "operator" : "manifest";
    }

    private static String release(String file) {
        return file.replaceFirst(".*-v(3\\.\\d+)\\..*", "$1");
    }
}
