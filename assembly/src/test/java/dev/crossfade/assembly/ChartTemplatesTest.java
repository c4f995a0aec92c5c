package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Charts that are kept in the repository: what checks look for in a template of theirs is told, and nothing else of them. */
class ChartTemplatesTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String TEMPLATE = "charts/shop/templates/it.yaml";
    private static final String LABELS = "  labels:\n    {{- include \"shop.labels\" . | nindent 4 }}\n";

    private static final String SET = """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: charts}
            spec:
              generators: [{git: {repoURL: https://git.example.com/platform/gitops.git, directories: [{path: charts/*}]}}]
              template:
                metadata: {name: '{{path.basename}}'}
                spec:
                  destination: {server: https://kubernetes.default.svc}
                  source: {repoURL: https://git.example.com/platform/gitops.git, path: '{{path}}'}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apiVersion: crd.projectcalico.org/v1;kind: FelixConfiguration|1|objects of Calico's",
                "apiVersion: projectcalico.org/v3;kind: GlobalNetworkPolicy|1|objects of Calico's",
                "apiVersion: operator.tigera.io/v1;kind: Istio|1|objects of Calico's",
                "apiVersion: policy.networking.k8s.io/v1alpha1;kind: AdminNetworkPolicy|2|policies",
                "kind: NetworkPolicy;apiVersion: networking.k8s.io/v1;x:;  - ipBlock: {cidr: 10.0.0.0/8}|4|NetworkPolicy with ipBlock",
                "apiVersion: apps/v1;kind: DaemonSet|2|DaemonSet",
                "kind: Deployment;x:;  hostPort: 80|3|hostPort",
                "kind: Deployment;x:;  cni.projectcalico.org/ipAddrs: x|3|addresses of pods",
                "kind: NetworkAttachmentDefinition|1|networks of pods",
                "apiVersion: karpenter.sh/v1;kind: NodePool|2|machines"
            })
    void whatChecksLookForIsTold(String text, int line, String what) {
        String template = text.replace(";", "\n") + "\nmetadata:\n  name: it\n" + LABELS;
        assertThat(told(chart(template))).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().file()).isEqualTo(TEMPLATE);
            assertThat(problem.where().line()).isEqualTo(line);
            assertThat(problem.message())
                    .contains(
                            "before Application shop (apps/shop.yaml) has it rendered",
                            "looks at the " + what + " that");
        });
    }

    /** Charts write the API version of policies by an expression, too. */
    @ParameterizedTest
    @ValueSource(strings = {"networking.k8s.io/v1", "{{ include \"common.capabilities.networkPolicy.apiVersion\" . }}"})
    void policiesAreToldWhereThereAreSaidToBeNone(String apiVersion) {
        MapTree tree = chart("{{- if .Values.networkPolicy.enabled }}\nkind: NetworkPolicy\napiVersion: " + apiVersion
                + "\nmetadata:\n  name: it\n" + LABELS + "{{- end }}\n");
        assertThat(told(tree)).isEmpty();
        MapTree none = spec(tree, "kubernetes: present", "kubernetes: absent");
        assertThat(told(none))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("looks at the NetworkPolicy that"));
    }

    @Test
    void hostPortsThatAreDeclaredAreNot() {
        MapTree tree = chart("kind: Deployment\nmetadata:\n" + LABELS + "spec: {x: [{hostPort: 80}]}\n");
        assertThat(told(tree)).hasSize(1);
        assertThat(told(spec(tree, "  calico:\n", "  calico:\n    hostPorts: true\n")))
                .isEmpty();
    }

    @Test
    void anOrdinaryChartIsNot() {
        MapTree tree = chart("kind: Service\nmetadata:\n" + LABELS);
        for (int i = 0; i < 30; i++) {
            tree = tree.with(
                            "charts/shop/templates/deployment-" + i + ".yaml",
                            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n" + LABELS
                                    + "spec: {ports: [{containerPort: 80}]} # no DaemonSet\n")
                    .with(
                            "charts/shop/templates/ingress-" + i + ".yaml",
                            "{{- if .Values.ingress }}\napiVersion: networking.k8s.io/v1\nkind: Ingress # and NetworkPolicy\n{{- end }}\n");
        }
        assertThat(told(spec(tree, "kubernetes: present", "kubernetes: absent")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"other,0", "'',1"})
    void chartsOfOtherClustersAreNot(String cluster, int found) {
        String application = application("charts/shop");
        MapTree tree = daemonSet();
        assertThat(told(tree.with(
                        "apps/shop.yaml",
                        cluster.isEmpty()
                                ? application
                                : Story.replace(
                                        application, "server: https://kubernetes.default.svc", "name: " + cluster))))
                .hasSize(found);
        assertThat(told(tree.with("apps/shop.yaml", "a: b\n"))).isEmpty();
    }

    @Test
    void aSetThatMakesTheApplicationIsNamed() {
        assertThat(told(daemonSet().with("apps/shop.yaml", SET)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("ApplicationSet charts"));
    }

    @Test
    void aChartWithinTheChartIsLookedAtToo() {
        MapTree tree = daemonSet();
        String template = tree.files().get(TEMPLATE);
        MapTree within = tree.with(TEMPLATE, "")
                .with("charts/shop/charts/agent/Chart.yaml", "apiVersion: v2\nname: agent\nversion: 1.0.0\n")
                .with("charts/shop/charts/agent/templates/sub/it.yaml", template);
        assertThat(told(within))
                .extracting(problem -> problem.where().file())
                .containsExactly("charts/shop/charts/agent/templates/sub/it.yaml");
    }

    @Test
    void whoAnswersForATemplateIsHeard() {
        MapTree tree = daemonSet();
        String answered = tree.files().get(SPEC)
                + "  acknowledged: [{code: file-unreadable, reason: looked at, by: me, file: " + TEMPLATE + "}]\n";
        assertThat(told(tree.with(SPEC, answered)))
                .singleElement()
                .extracting(Problem::severity)
                .isEqualTo(Severity.NOTE);
    }

    /** An expression of an alert is no template of Helm's. */
    @Test
    void aPlainManifestIsToldWhateverElseItHolds() {
        String policy = "apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: deny}\n"
                + "spec: {selector: all(), selector: all()}\n---\n";
        String alert = policy + "apiVersion: v1\nkind: ConfigMap\ndata: {text: \"{{ $value }} denied\"}\n";
        for (String text : List.of(policy, alert)) {
            assertThat(told(Story.tree().with("kafka/p.yaml", text)))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("'selector' stands twice"));
        }
        assertThat(told(Story.tree().with("docs/p.yaml", alert))).isEmpty();
    }

    private static MapTree daemonSet() {
        return chart("apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n" + LABELS);
    }

    private static MapTree chart(String template) {
        return Story.tree()
                .with("apps/shop.yaml", application("charts/shop"))
                .with("charts/shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n")
                .with(TEMPLATE, template);
    }

    private static String application(String path) {
        String kafka = Story.tree().files().get("apps/kafka.yaml");
        return Story.replace(Story.replace(kafka, "  name: kafka\n", "  name: shop\n"), "path: kafka", "path: " + path);
    }

    private static MapTree spec(MapTree tree, String old, String now) {
        return tree.with(SPEC, Story.replace(tree.files().get(SPEC), old, now));
    }

    private static List<Problem> told(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.FILE_UNREADABLE)
                .toList();
    }
}
