package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every check reads calico-node's environment as Kubernetes fills it, from ConfigMaps that are kept with it, too. */
class NodeEnvironmentTest {

    private static final String FILE = "network/calico/calico.yaml";
    private static final String ENV = "          env:\n";
    private static final String EXTRA =
            "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: calico-extra, namespace: kube-system}\ndata:\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FELIX_VXLANPORT|8472|tunnel-port",
                "FELIX_IPV6SUPPORT|Yes|calico-ipv6",
                "CALICO_IPV4POOL_CIDR|10.245.0.0/16|cidr-overlap",
                "CALICO_IPV4POOL_CIDR|10.99.0.0/16|calico-pool-undeclared",
                "CALICO_IPV4POOL_VXLAN|Always|calico-encapsulation"
            })
    void aVariableCountsWhereverItsTextStands(String variable, String text, String code) {
        String entry = "  key: \"" + text + "\"\n";
        String reference = "{name: " + variable + ", valueFrom: {configMapKeyRef: {name: calico-extra, key: key}}}";
        MapTree named = with(variable, ENV + "            - " + reference + "\n", EXTRA + entry);
        assertThat(problems(named, code))
                .singleElement()
                .satisfies(problem -> assertThat(told(named, problem)).contains("\"" + text + "\""));

        String all = "          envFrom: [{prefix: " + variable.substring(0, 5)
                + ", configMapRef: {name: calico-extra}}]\n" + ENV;
        MapTree whole = with(variable, all, EXTRA + entry.replace("key", variable.substring(5)));
        assertThat(problems(whole, code)).hasSize(1);

        MapTree literal = with(variable, ENV + "            - {name: " + variable + ", value: \"" + text + "\"}\n", "");
        assertThat(problems(literal, code)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FELIX_VXLANPORT",
                "FELIX_IPV6SUPPORT",
                "NO_DEFAULT_POOLS",
                "CALICO_IPV4POOL_CIDR",
                "CALICO_IPV4POOL_IPIP",
                "CALICO_IPV4POOL_VXLAN",
                "FELIX_BPFENABLED",
                "DATASTORE_TYPE"
            })
    void oneThatIsNotKeptIsTold(String variable) {
        String reference = "{name: " + variable + ", valueFrom: {configMapKeyRef: {name: elsewhere, key: key}}}";
        MapTree tree = with(variable, ENV + "            - " + reference + "\n", "");

        assertThat(problems(tree, "calico-unread")).singleElement().satisfies(problem -> {
            assertThat(problem.message())
                    .startsWith("calico-node takes " + variable + " from what is not kept with it");
            assertThat(told(tree, problem)).contains(variable);
        });
        assertThat(problems(tree, "calico-encapsulation")).isEmpty();
    }

    /** What a kustomization builds is read as it is built, and so are its variables. */
    @Test
    void aKustomizationHidesNoneOfThem() {
        String reference = "{name: FELIX_IPV6SUPPORT, valueFrom: {configMapKeyRef: {name: elsewhere, key: key}}}";
        MapTree unread = kustomized(with("FELIX_IPV6SUPPORT", ENV + "            - " + reference + "\n", ""));
        assertThat(problems(unread, "calico-unread"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("calico-node takes FELIX_IPV6SUPPORT"));

        String literal = ENV + "            - {name: FELIX_VXLANPORT, value: \"8472\"}\n";
        assertThat(problems(kustomized(with("FELIX_VXLANPORT", literal, "")), "tunnel-port"))
                .hasSize(1);
    }

    private static MapTree kustomized(MapTree tree) {
        return tree.with("network/calico/kustomization.yaml", "resources: [calico.yaml, crds.yaml]\n")
                .with(
                        "crossfade.yaml",
                        Story.replace(
                                tree.files().get("crossfade.yaml"),
                                "files: [network/calico/calico.yaml, network/calico/crds.yaml]",
                                "kustomization: network/calico"));
    }

    @Test
    void oneThatNoCheckReadsIsNotTold() {
        String reference = "{name: FELIX_LOGSEVERITYSCREEN, valueFrom: {configMapKeyRef: {name: elsewhere, key: key}}}";
        assertThat(problems(with("NOTHING", ENV + "            - " + reference + "\n", ""), "calico-unread"))
                .isEmpty();
    }

    /** In the place of what the file says of the variable now. */
    private static MapTree with(String variable, String environment, String behind) {
        MapTree tree = Story.tree();
        String text = tree.files()
                .get(FILE)
                .replaceAll("(?m)^ +- name: " + variable + "\\n +value.*\\n", "")
                .replace("            - name: NOTHING\n", "");
        String edited = Story.replace(text, ENV + nodeStart(text), environment + nodeStart(text)) + behind;
        String spec = tree.files().get("crossfade.yaml").replaceFirst("(?m)^( +)tunnel:.*$", "$1tunnel: {port: 8472}");
        return tree.with(FILE, edited).with("crossfade.yaml", spec);
    }

    /** What follows in the container calico-node alone. */
    private static String nodeStart(String text) {
        int container = text.indexOf("- name: calico-node\n");
        int start = text.indexOf(ENV, container) + ENV.length();
        return text.substring(start, text.indexOf("\n", start) + 1);
    }

    private static String told(MapTree tree, Problem problem) {
        if (problem.where().file() == null || !problem.where().file().equals(FILE)) {
            return problem.message() + lineOf(tree, problem.message());
        }
        return tree.files().get(FILE).lines().toList().get(problem.where().line() - 1);
    }

    /** A refusal of a key names the place in its message. */
    private static String lineOf(MapTree tree, String message) {
        String number = message.replaceFirst("(?s).*" + FILE + ":([0-9]+):.*", "$1");
        return tree.files().get(FILE).lines().toList().get(Integer.parseInt(number) - 1);
    }

    private static List<Problem> problems(MapTree tree, String code) {
        return Story.said(tree, ErrorCode.valueOf(code.replace('-', '_').toUpperCase(java.util.Locale.ROOT)));
    }
}
