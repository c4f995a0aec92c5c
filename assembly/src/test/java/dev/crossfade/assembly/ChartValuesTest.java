package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator's chart is told anywhere else than in the values file that is edited. */
class ChartValuesTest {

    private static final String APPLICATION = "apps/calico.yaml";
    private static final String VALUES = "network/calico/values.yaml";
    private static final String BASE = "network/calico/base.yaml";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubernetesProvider: RKE2",
                "calicoNetwork: {linuxDataplane: BPF}",
                "calicoNetwork: {nodeAddressAutodetectionV4: {interface: eth0}}",
                "calicoNetwork: {ipPools: [{cidr: 10.250.0.0/17, encapsulation: VXLAN}]}",
                "enabled: false"
            })
    void aBlockInAnEarlierFileIsRefusedAtItsLine(String block) {
        MapTree tree = earlier("# of all clusters\nresources: {}\ninstallation:\n  " + block + "\n");
        assertThat(refused(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
            assertThat(problem.where().text()).startsWith(BASE + ":3");
            assertThat(problem.message())
                    .isEqualTo("installation stands here, too, and what it says holds wherever " + VALUES
                            + ", which is read after it, says nothing");
            assertThat(problem.cure()).isEqualTo("move the block into " + VALUES);
        });
    }

    /** The block, and whether an earlier file may say it: the defaults of upstream's chart say nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tigeraOperator: {version: v1}",
                "installation: {enabled: true, kubernetesProvider: \"\", imagePullSecrets: []}",
                "installation:"
            })
    void anEarlierFileThatSaysNothingOfTheBlockIsFine(String text) {
        assertThat(Story.plan(earlier(text + "\n")).commits()).isNotEmpty();
    }

    @Test
    void anEarlierFileThatIsNotThereIsRefusedUnlessTheApplicationMayMissIt() {
        MapTree tree = listed(chart());
        assertThat(refused(tree))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND));
        assertThat(Story.plan(tree.with(
                                APPLICATION,
                                Story.replace(
                                        tree.files().get(APPLICATION),
                                        "        valueFiles:",
                                        "        ignoreMissingValueFiles: true\n        valueFiles:")))
                        .commits())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"{kubernetesProvider: RKE2},true", "{enabled: true},false"})
    void theOwnValuesOfAChartInTheRepositoryCount(String block, boolean refused) {
        String prod = "network/calico/values-prod.yaml";
        MapTree tree = ofRepository()
                .with(prod, "tigera-operator:\n  installation:\n    calicoNetwork: {bgp: Enabled}\n")
                .with(VALUES, "tigera-operator:\n  installation: " + block + "\n");
        if (!refused) {
            assertThat(Story.plan(tree).commits()).isNotEmpty();
            return;
        }
        assertThat(refused(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
            assertThat(problem.where().text()).startsWith(VALUES + ":2");
            assertThat(problem.cure()).isEqualTo("move the block into " + prod);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "valuesObject: {installation: {calicoNetwork: {linuxDataplane: BPF}}}",
                "values: 'installation: {kubernetesProvider: RKE2}'",
                "parameters: [{name: installation.calicoNetwork.linuxDataplane, value: BPF}]",
                "fileParameters: [{name: installation.kubernetesProvider, path: provider.txt}]"
            })
    void valuesInTheApplicationAreRefusedInWhicheverSourceTheyStand(String inline) {
        String other =
                "    - {repoURL: https://git.example.com/platform/gitops.git, targetRevision: main, ref: other}\n";
        MapTree tree = chart();
        String application =
                Story.replace(tree.files().get(APPLICATION), "  sources:\n", "  sources:\n" + other + other);
        MapTree inlined = tree.with(
                APPLICATION,
                Story.replace(application, "        valueFiles:", "        " + inline + "\n        valueFiles:"));
        assertThat(refused(inlined)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
            assertThat(problem.where().file()).isEqualTo(APPLICATION);
            assertThat(problem.message()).startsWith("the Application itself says something of installation");
        });
        assertThat(Story.plan(tree.with(APPLICATION, application)).commits()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled: true, bpfEnabled: true", "bpfEnabled: true"})
    void theFelixConfigurationOfTheChartIsRefusedAsAnyOther(String fields) {
        assertThat(refused(felix(VALUES, fields))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
            assertThat(problem.where().text()).startsWith(VALUES + ":6");
            assertThat(problem.message()).startsWith("Calico's eBPF dataplane (FelixConfiguration/default)");
        });
    }

    @Test
    void findingsAndPortsOfTheFelixConfigurationOfTheChartCount() {
        assertThat(Story.plan(felix(VALUES, "enabled: true, wireguardEnabled: true"))
                        .findings())
                .filteredOn(problem -> problem.code() == ErrorCode.CALICO_WIREGUARD)
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().text()).startsWith(VALUES + ":6"));
        assertThat(refused(felix(VALUES, "enabled: true, vxlanPort: 8473")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.TUNNEL_PORT));
        assertThat(Story.plan(felix(VALUES, "enabled: true, logSeverityScreen: Info"))
                        .findings())
                .isEqualTo(Story.plan(chart()).findings());
    }

    @Test
    void aFelixConfigurationInAnotherFileOrInTheApplicationIsRefused() {
        assertThat(refused(felix(BASE, "wireguardEnabled: true")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
                    assertThat(problem.where().text()).startsWith(BASE + ":");
                    assertThat(problem.cure()).isEqualTo("move it into " + VALUES);
                });
        assertThat(Story.plan(felix(BASE, "enabled: false")).commits()).isNotEmpty();
        MapTree tree = chart();
        assertThat(refused(tree.with(
                        APPLICATION,
                        Story.replace(
                                tree.files().get(APPLICATION),
                                "        valueFiles:",
                                "        valuesObject: {defaultFelixConfiguration: {bpfEnabled: true}}\n"
                                        + "        valueFiles:"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("the Application itself says something of defaultFelixConfiguration"));
    }

    private static MapTree felix(String file, String fields) {
        MapTree tree = file.equals(BASE) ? listed(chart()) : chart();
        String before = tree.files().getOrDefault(file, "");
        return tree.with(file, before + "defaultFelixConfiguration: {" + fields + "}\n");
    }

    private static MapTree chart() {
        return CalicoSourcesTest.tree(new CalicoWorld("operator", "chart", "3.30"));
    }

    /** Helm reads it unasked, and what is read behind it is only known where it stands in the list. */
    @Test
    void theChartsOwnValuesHaveToBeListed() {
        MapTree tree = ofRepository();
        MapTree own = tree.with(VALUES, "tigera-operator:\n  installation:\n    calicoNetwork: {bgp: Enabled}\n")
                .with(
                        APPLICATION,
                        Story.replace(
                                tree.files().get(APPLICATION), "    helm: {valueFiles: [values-prod.yaml]}\n", ""))
                .with(
                        "crossfade.yaml",
                        Story.replace(
                                tree.files().get("crossfade.yaml"),
                                "valuesFile: network/calico/values-prod.yaml",
                                "valuesFile: network/calico/values.yaml"));
        assertThat(refused(own)).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo("Application calico does not list network/calico/values.yaml");
            assertThat(problem.cure()).startsWith("write valueFiles: [values.yaml] under helm of its source");
        });
        MapTree listed = own.with(
                APPLICATION,
                Story.replace(
                        own.files().get(APPLICATION),
                        "    path: network/calico\n",
                        "    path: network/calico\n    helm: {valueFiles: [values.yaml]}\n"));
        assertThat(Story.plan(listed).commits()).isNotEmpty();
    }

    /** A chart of the repository around the operator's. */
    static MapTree ofRepository() {
        MapTree tree = chart();
        String application = tree.files().get(APPLICATION);
        String sources = application.substring(application.indexOf("  sources:\n"));
        String several = sources.substring(0, sources.indexOf("ref: values\n") + "ref: values\n".length());
        return tree.with(
                        APPLICATION,
                        Story.replace(
                                application,
                                several,
                                "  source:\n    repoURL: https://git.example.com/platform/gitops.git\n"
                                        + "    targetRevision: main\n    path: network/calico\n"
                                        + "    helm: {valueFiles: [values-prod.yaml]}\n"))
                .with(
                        "network/calico/Chart.yaml",
                        "apiVersion: v2\nname: calico\nversion: 1.0.0\ndependencies:\n"
                                + "  - name: tigera-operator\n    version: v3.30.2\n"
                                + "    repository: https://docs.tigera.io/calico/charts\n")
                .with(
                        "crossfade.yaml",
                        Story.replace(
                                tree.files().get("crossfade.yaml"),
                                "valuesFile: " + VALUES + ", path: installation",
                                "valuesFile: network/calico/values-prod.yaml, path: tigera-operator.installation"));
    }

    private static MapTree earlier(String text) {
        return listed(chart()).with(BASE, text);
    }

    /** The Application reads the base before the file that is edited. */
    private static MapTree listed(MapTree tree) {
        return tree.with(
                APPLICATION,
                Story.replace(
                        tree.files().get(APPLICATION),
                        "valueFiles: [$values/" + VALUES,
                        "valueFiles: [$values/" + BASE + ", $values/" + VALUES));
    }

    private static List<Problem> refused(MapTree tree) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, () -> Story.plan(tree));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems().stream().filter(Problem::isBlocker).toList();
    }
}
