package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that the repository keeps for the cluster, compared with what crossfade.yaml says of them. */
class PoliciesTest {

    private static final String FILE = "policies/own.yaml";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NetworkPolicy|projectcalico.org/v3|a CiliumNetworkPolicy",
                "GlobalNetworkPolicy|crd.projectcalico.org/v1|a CiliumClusterwideNetworkPolicy",
                "StagedNetworkPolicy|projectcalico.org/v3|a CiliumNetworkPolicy, once it is meant",
                "StagedGlobalNetworkPolicy|projectcalico.org/v3|once it is meant",
                "StagedKubernetesNetworkPolicy|projectcalico.org/v3|a NetworkPolicy",
                "GlobalNetworkSet|projectcalico.org/v3|a CiliumCIDRGroup",
                "NetworkSet|crd.projectcalico.org/v1|a CiliumCIDRGroup",
                "HostEndpoint|projectcalico.org/v3|hostFirewall.enabled",
                "Tier|projectcalico.org/v3|ingressDeny"
            })
    void policiesOfCalicosOwnStopThePlanAndSayWhatTheyBecome(String kind, String apiVersion, String becomes) {
        MapTree tree =
                with(FILE, "# ours\napiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: deny}\n");

        List<Problem> problems = refused(calico(tree, "present"));

        assertThat(problems).hasSize(2).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_POLICIES);
            assertThat(problem.isBlocker()).isTrue();
        });
        assertThat(problems.get(0).where().text()).startsWith("crossfade.yaml:");
        assertThat(problems.get(1).where().text()).isEqualTo(FILE + ":3:1");
        assertThat(problems.get(1).message()).contains(kind + " deny (" + apiVersion + ")");
        assertThat(problems.get(1).cure()).contains(becomes);
        assertThat(findings(tree, ErrorCode.POLICIES_UNDECLARED))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.where().text()).isEqualTo(FILE + ":3:1");
                });
    }

    @Test
    void withoutAnyInGitTheRefusalStaysAndSaysHowToListThem() {
        assertThat(refused(calico(Story.tree(), "present"))).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("keeps none of them");
            assertThat(problem.cure()).contains("kubectl api-resources --api-group=crd.projectcalico.org");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: default}\n",
                "apiVersion: crd.projectcalico.org/v1\nkind: IPPool\nmetadata: {name: default}\n",
                "apiVersion: example.com/v1\nkind: GlobalNetworkPolicy\nmetadata: {name: other}\n",
                "apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: {name: {{ .Values.x }}\n"
            })
    void whatIsNoPolicyOfCalicosIsNone(String text) {
        assertThat(findings(with(FILE, text), ErrorCode.POLICIES_UNDECLARED)).isEmpty();
    }

    @Test
    void itemsOfListsCountAndSoDoesJson() {
        String list = "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: projectcalico.org/v3\n"
                + "    kind: GlobalNetworkSet\n    metadata: {name: peers}\n";
        assertThat(findings(with(FILE, list), ErrorCode.POLICIES_UNDECLARED))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().text()).isEqualTo(FILE + ":5:5"));
        String json = "{\"apiVersion\": \"projectcalico.org/v3\", \"kind\": \"Tier\", \"metadata\": {\"name\": \"a\"}}";
        assertThat(findings(with("policies/own.json", json), ErrorCode.POLICIES_UNDECLARED))
                .hasSize(1);
    }

    @Test
    void replacedPoliciesHaveTheirCiliumFormInTheRepository() {
        MapTree tree = calico(Story.tree(), "replaced");
        assertThat(findings(tree, ErrorCode.POLICIES_NOT_REPLACED))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.where().text()).startsWith("crossfade.yaml:");
                });
        for (String kind : List.of("CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy")) {
            MapTree translated =
                    tree.with(FILE, "apiVersion: cilium.io/v2\nkind: " + kind + "\nmetadata: {name: deny}\n");
            assertThat(findings(translated, ErrorCode.POLICIES_NOT_REPLACED)).isEmpty();
        }
    }

    @Test
    void kubernetesPoliciesThatAreSaidToBeAbsentAreTold() {
        MapTree tree = edited(Story.tree(), "kubernetes: present", "kubernetes: absent");
        assertThat(findings(tree, ErrorCode.POLICIES_UNDECLARED))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).contains("kafka/default-deny", "policies.kubernetes"));
        tree.files().remove("kafka/networkpolicies.yaml");
        assertThat(findings(tree, ErrorCode.POLICIES_UNDECLARED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ingress|from|0.0.0.0/0||pods on Calico (192.168.0.0/16), pods on Cilium (10.245.0.0/16), nodes (10.0.0.0/16), Services and the API server (10.96.0.0/12)",
                "egress|to|10.0.7.9/24||nodes (10.0.0.0/16)",
                "egress|to|192.168.4.0/24||pods on Calico (192.168.0.0/16)",
                "egress|to|10.245.0.1/32||pods on Cilium (10.245.0.0/16)",
                "ingress|from|10.0.0.0/8|10.0.0.0/16, 10.245.0.0/16|Services and the API server (10.96.0.0/12)",
                "ingress|from|10.0.0.0/8|10.0.0.0/9, 10.128.0.0/9|",
                "egress|to|203.0.113.0/24||",
                "egress|to|not a range||"
            })
    void anIpBlockThatMeetsWhatCiliumDoesNotMatchIsAFinding(
            String direction, String peers, String cidr, String except, String meets) {
        MapTree tree = with(FILE, policy(direction, peers, cidr, except));

        List<Problem> findings = findings(tree, ErrorCode.POLICY_IP_BLOCK);

        if (meets == null) {
            assertThat(findings).isEmpty();
            return;
        }
        assertThat(findings).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().text()).startsWith(FILE + ":9:");
            assertThat(problem.message()).contains("NetworkPolicy kafka/clients, " + direction + " ", meets + ":");
        });
        Preview preview = Story.plan(tree);
        for (String phase : List.of("audit-policies", "enforce-policies")) {
            assertThat(preview.commit(phase).orElseThrow().message())
                    .contains("- kafka/clients, " + direction + " ")
                    .contains(FILE + ":9");
            assertThat(Story.preview().commit(phase).orElseThrow().message()).doesNotContain("meet");
        }
        MapTree answered = tree.with(
                "crossfade.yaml",
                tree.files().get("crossfade.yaml")
                        + "  acknowledged: [{code: policy-ip-block, reason: outside only, by: net}]\n");
        assertThat(findings(answered, ErrorCode.POLICY_IP_BLOCK))
                .extracting(Problem::severity)
                .containsExactly(Severity.NOTE);
    }

    @Test
    void aMessageNamesADozenPoliciesAndCountsTheRest() {
        StringBuilder many = new StringBuilder();
        for (int i = 10; i < 30; i++) {
            many.append("---\n")
                    .append(policy("egress", "to", "0.0.0.0/0", null).replace("clients", "p" + i));
        }
        String message = Story.plan(with(FILE, many.toString()))
                .commit("enforce-policies")
                .orElseThrow()
                .message();
        assertThat(message).contains("- kafka/p21,", "- and 8 more").doesNotContain("kafka/p22");
    }

    /** The policy's folder, what reads it, and what that is to the cluster that migrates. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody||told",
                "an Application for this cluster|server: https://kubernetes.default.svc|refused",
                "the same cluster by its name|name: in-cluster|refused",
                "an Application for another address|server: https://staging.example.com|nothing",
                "an Application for another name|name: staging|nothing"
            })
    void whatAnApplicationForTheClusterAppliesRefusesAndWhatNobodyDoesIsTold(
            String who, String destination, String result) {
        MapTree tree = with(FILE, "apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: a}\n");
        if (destination != null) {
            tree = tree.with("apps/policies.yaml", Applications.reading("policies", destination, "policies"));
        }
        assertThat(result(tree)).as(who).isEqualTo(result);
        MapTree built = tree.with("policies/kustomization.yaml", "resources: [own.yaml]\n");
        assertThat(result(built)).as(who + ", by a kustomization").isEqualTo(result);
        MapTree based = tree.with("overlays/x/kustomization.yaml", "resources: [../../policies]\n")
                .with("policies/kustomization.yaml", "resources: [own.yaml]\n");
        if (destination != null) {
            based = based.with("apps/policies.yaml", Applications.reading("policies", destination, "overlays/x"));
        }
        assertThat(result(based)).as(who + ", by a kustomization over it").isEqualTo(result);
        MapTree chart = tree.with("policies/Chart.yaml", "name: x\n").with("policies/templates/a.yaml", "# nothing\n");
        assertThat(result(chart)).as(who + ", in a chart").isEqualTo(result);
    }

    private static String result(MapTree tree) {
        try {
            return findings(tree, ErrorCode.POLICIES_UNDECLARED).isEmpty() ? "nothing" : "told";
        } catch (CrossfadeException refused) {
            assertThat(refused.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_POLICIES);
                assertThat(problem.where().text()).isEqualTo(FILE + ":2:1");
                assertThat(problem.message())
                        .contains(
                                "is applied by Application policies (apps/policies.yaml)", "policies.calico is absent");
            });
            return "refused";
        }
    }

    @Test
    void aFileForSeveralClustersCountsForEach() {
        MapTree tree = with(FILE, "apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: a}\n")
                .with("apps/policies.yaml", Applications.reading("policies", "name: in-cluster", "policies"))
                .with("apps/b.yaml", Applications.reading("b", "name: staging", "policies"));
        assertThat(result(tree)).isEqualTo("refused");
    }

    @ParameterizedTest
    @CsvSource({
        "AdminNetworkPolicy,v1alpha1,1.18.12,does not enforce it",
        "BaselineAdminNetworkPolicy,v1alpha1,1.20.0,does not enforce it",
        "ClusterNetworkPolicy,v1alpha2,1.18.12,does not enforce it",
        "ClusterNetworkPolicy,v1alpha2,1.20.0,does not enforce it without k8sClusterNetworkPolicy.enabled"
    })
    void policiesForTheWholeClusterAreTold(String kind, String version, String cilium, String says) {
        MapTree tree = edited(
                with(
                        FILE,
                        "apiVersion: policy.networking.k8s.io/" + version + "\nkind: " + kind
                                + "\nmetadata: {name: deny}\n"),
                "version: 1.18.12",
                "version: " + cilium);
        assertThat(findings(tree, ErrorCode.POLICIES_UNDECLARED))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo(kind + " deny is kept here, and Cilium " + cilium + " " + says));
        String values = "network/cilium/values.yaml";
        MapTree enabled = tree.with(values, tree.files().get(values) + "k8sClusterNetworkPolicy: {enabled: true}\n");
        assertThat(findings(enabled, ErrorCode.POLICIES_UNDECLARED)).hasSize(says.contains("without") ? 0 : 1);
    }

    private static String policy(String direction, String peers, String cidr, String except) {
        return "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: clients\n  namespace: kafka\n"
                + "spec:\n  " + direction + ":\n    - " + peers + ":\n        - ipBlock:\n            cidr: " + cidr
                + "\n"
                + (except == null ? "" : "            except: [" + except + "]\n");
    }

    private static MapTree with(String path, String text) {
        return Story.tree().with(path, text);
    }

    private static MapTree calico(MapTree tree, String presence) {
        return edited(tree, "calico: absent", "calico: " + presence);
    }

    private static MapTree edited(MapTree tree, String old, String with) {
        return tree.with("crossfade.yaml", Story.replace(tree.files().get("crossfade.yaml"), old, with));
    }

    private static List<Problem> findings(MapTree tree, ErrorCode code) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code() == code)
                .toList();
    }

    private static List<Problem> refused(MapTree tree) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> Story.plan(tree))
                .isInstanceOfSatisfying(CrossfadeException.class, e -> problems.addAll(e.problems()));
        return problems;
    }
}
