package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By the Application that applies Calico it leaves a cluster: the right one, and when the plan says so. */
class CalicoOwnerTest {

    private static final String FILE = "apps/calico.yaml";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: https://kubernetes.default.svc|server: https://other:6443|deploys to https://other:6443, not to in-cluster",
                "repoURL: https://git.example.com/platform/gitops.git|repoURL: https://git.example.com/shop/gitops.git|reads https://git.example.com/shop/gitops.git, not https://git.example.com/platform/gitops.git",
                "targetRevision: main|targetRevision: v1.2.3|follows v1.2.3, not main, where the plan is merged"
            })
    void oneOfAnotherClusterRepositoryOrRevisionIsRefused(String old, String with, String says) {
        MapTree tree = Story.tree();
        MapTree other = tree.with(FILE, Story.replace(tree.files().get(FILE), old, with));
        assertThatThrownBy(() -> Story.plan(other))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_ELSEWHERE);
                                    assertThat(problem.message()).isEqualTo("Application calico " + says);
                                    assertThat(problem.where().file()).isEqualTo(FILE);
                                }));
    }

    /** YAML reads an expression without quotes as a map of a map, and one in the midst of a value not at all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: https://kubernetes.default.svc|server: {{ .Values.server }}|{{ .Values.server }}",
                "server: https://kubernetes.default.svc|server: '{{ .Values.server }}'|{{ .Values.server }}",
                "targetRevision: main|targetRevision: {{ default \"main\" .Values.branch }}|{{ default \"main\" .Values.branch }}",
                "targetRevision: main|targetRevision: release-{{ .Values.branch }}|release-{{ .Values.branch }}",
                "path: network/calico|path: {{ .Values.folder }}|{{ .Values.folder }}",
                "  name: calico|  name: {{ .Values.name }}|{{ .Values.name }}",
                "targetRevision: main|targetRevision: {{ .Values.branch }}-x|{{ .Values.branch }}",
                "spec:|spec:{{- if .Values.all }}|{{- if .Values.all }}"
            })
    void aTemplateOfHelmsIsNamedWhereItBegins(String old, String with, String says) {
        MapTree tree = Story.tree();
        String text = Story.replace(tree.files().get(FILE), old, with.replace("spec:{{", "spec:\n{{"));
        int line = text.substring(0, text.indexOf("{{")).split("\n", -1).length;
        assertThatThrownBy(() -> Story.plan(tree.with(FILE, text)))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.message())
                                            .contains("template of Helm's", says + " stands here")
                                            .doesNotContain("mapping", "null");
                                    assertThat(problem.where().text()).startsWith(FILE + ":" + line + ":");
                                    assertThat(problem.cure()).contains("rendered", "crossfade.yaml");
                                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git@git.example.com:platform/gitops.git",
                "ssh://git@mirror.example.com/platform/gitops",
                "https://git.example.com/platform/gitops/"
            })
    void anotherAddressOfTheSameRepositoryIsFine(String address) {
        MapTree tree = Story.tree();
        String edited = Story.replace(tree.files().get(FILE), "https://git.example.com/platform/gitops.git", address);
        assertThat(Story.plan(tree.with(FILE, edited)).commits()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "refs/heads/main"})
    void theBranchHasSeveralNames(String revision) {
        MapTree tree = Story.tree();
        String edited = Story.replace(tree.files().get(FILE), "targetRevision: main", "targetRevision: " + revision);
        assertThat(Story.plan(tree.with(FILE, edited)).commits()).isNotEmpty();
    }

    @Test
    void ofTwoVariablesOfOneNameTheLastOneHolds() {
        MapTree tree = Story.tree();
        String calico = "network/calico/calico.yaml";
        String twice = Story.replace(
                tree.files().get(calico),
                "            - name: DATASTORE_TYPE\n",
                "            - name: IP_AUTODETECTION_METHOD\n              value: kubernetes-internal-ip\n"
                        + "            - name: IP_AUTODETECTION_METHOD\n              value: first-found\n"
                        + "            - name: DATASTORE_TYPE\n");
        assertThat(Journey.of(Story.plan(tree.with(calico, twice))).text("pin-calico-address", calico))
                .containsPattern("# migration: .*\n +- name: IP_AUTODETECTION_METHOD\n +value: kubernetes-internal-ip");
    }

    @Test
    void aKustomizationThatLeadsBackToItselfIsRefused() {
        CalicoWorld world = new CalicoWorld("manifest", "kustomization", "3.28");
        MapTree tree = CalicoSourcesTest.tree(world);
        String file = CalicoWorld.FOLDER + "/kustomization.yaml";
        MapTree endless = tree.with(
                        file, tree.files().get(file).replaceFirst("resources:\n", "resources:\n  - ../loop\n"))
                .with("network/loop/kustomization.yaml", "resources: [../loop]\n");
        assertThatThrownBy(() -> Story.plan(endless))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::message)
                                .anyMatch(message -> message.contains("has no end")));
    }
}
