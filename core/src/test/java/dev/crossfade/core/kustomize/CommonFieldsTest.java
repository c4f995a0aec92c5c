package dev.crossfade.core.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a kustomization gives every object: a namespace and annotations. */
class CommonFieldsTest {

    private static final String FILE = "k/kustomization.yaml";
    private static final YamlPath NAMESPACE = YamlPath.parse("metadata.namespace");

    /** builtinpluginconsts/commonannotations.go: a CronJob has its pods one level deeper. */
    @ParameterizedTest
    @CsvSource({
        "v1, ReplicationController, true",
        "apps/v1, Deployment, true",
        "apps/v1, ReplicaSet, true",
        "apps/v1, DaemonSet, true",
        "apps/v1, StatefulSet, true",
        "batch/v1, Job, true",
        "batch/v1, CronJob, false",
        "v1, ConfigMap, false"
    })
    void annotationsReplaceThoseOfTheObjectAndGoToItsPods(String apiVersion, String kind, boolean pods) {
        YamlDocument object = behind(
                "commonAnnotations:\n  a: true\n  b: two\n",
                "{apiVersion: " + apiVersion + ", kind: " + kind
                        + ", metadata: {name: x, annotations: {b: one, c: d}}}");
        assertThat(object.get(YamlPath.parse("metadata.annotations"))).hasToString("Optional[{b=two, c=d, a=true}]");
        assertThat(object.get(YamlPath.parse("metadata.annotations.a"))).contains("true");
        assertThat(object.get(YamlPath.parse("spec.template.metadata.annotations")))
                .hasToString(pods ? "Optional[{a=true, b=two}]" : "Optional.empty");
        assertThat(object.where(YamlPath.parse("metadata.annotations.a")).text())
                .startsWith(FILE + ":2:");
        assertThat(object.where(YamlPath.parse("metadata.annotations.b")).text())
                .startsWith(FILE + ":3:");
    }

    @Test
    void aNamespaceIsGivenToAllButTheClustersOwn() {
        String role = "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: x}}";
        assertThat(behind("namespace: ours\n", role).get(NAMESPACE)).isEmpty();
        assertThat(behind("namespace: ours\n", role.replace("ClusterRole", "Role"))
                        .get(NAMESPACE))
                .contains("ours");
        YamlDocument moved =
                behind("# all\nnamespace: ours\n", "{apiVersion: v1, kind: Pod, metadata: {name: x, namespace: o}}");
        assertThat(moved.get(NAMESPACE)).contains("ours");
        assertThat(moved.where(NAMESPACE).text()).startsWith(FILE + ":2:");
    }

    private static YamlDocument behind(String kustomization, String object) {
        return KustomizationFile.read(YamlFile.parse(FILE, kustomization), path -> Optional.empty())
                .apply(YamlFile.parse("o.yaml", object).documents().get(0), "")
                .document()
                .orElseThrow();
    }
}
