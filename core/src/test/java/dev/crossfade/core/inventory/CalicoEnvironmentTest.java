package dev.crossfade.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables of calico-node as Kubernetes makes them of env, envFrom and ConfigMaps of the same namespace. */
class CalicoEnvironmentTest {

    private static final String OWN =
            "{kind: ConfigMap, metadata: {name: own, namespace: kube-system}, data: {k: own, PA: a, A: x}}";
    private static final String SECOND = "{kind: ConfigMap, metadata: {name: second}, data: {k: second, A: w}}";
    private static final String FOREIGN =
            "{kind: ConfigMap, metadata: {name: foreign, namespace: other}, data: {k: foreign, A: z}}";
    private static final String SECRET = "{kind: Secret, metadata: {name: secret}, data: {k: secret, A: s}}";

    /** Beside the container, what A is, and what is not known. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "env: [{name: A, value: one}, {name: A, value: two}]|two|",
                "env: [{name: A}]|''|",
                "env: [{name: B, value: one}]||",
                "env: [{name: A, valueFrom: {configMapKeyRef: {name: own, key: k}}}]|own|",
                "env: [{name: A, valueFrom: {configMapKeyRef: {name: second, key: k}}}]|second|",
                "env: [{name: A, valueFrom: {configMapKeyRef: {name: foreign, key: k}}}]||A",
                "env: [{name: A, valueFrom: {configMapKeyRef: {name: secret, key: k}}}]||A",
                "env: [{name: A, valueFrom: {configMapKeyRef: {name: own, key: missing}}}]||A",
                "env: [{name: A, valueFrom: {configMapKeyRef: {name: own, key: missing, optional: true}}}]||A",
                "env: [{name: A, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]||A",
                "env: [{name: A, value: one}, {name: A, valueFrom: {configMapKeyRef: {name: own, key: k}}}]|own|",
                "envFrom: [{configMapRef: {name: own}}]|x|",
                "envFrom: [{configMapRef: {name: own}}, {configMapRef: {name: second}}]|w|",
                "envFrom: [{configMapRef: {name: second}}, {configMapRef: {name: own}}]|x|",
                "envFrom: [{configMapRef: {name: own}, prefix: A}]||",
                "envFrom: [{configMapRef: {name: own}, prefix: X}]||",
                "envFrom: [{configMapRef: {name: foreign}}]||its environment",
                "envFrom: [{secretRef: {name: secret}}]||its environment",
                "envFrom: [{configMapRef: {name: kubernetes-services-endpoint, optional: true}}]||",
                "envFrom: [{configMapRef: {name: own}}], env: [{name: A, value: one}]|one|"
            })
    void aVariableIsWhatKubernetesMakesOfIt(String container, String value, String unread) {
        NodeEnvironment environment = environment("calico-node", container);
        assertThat(environment.value("A").map(NodeEnvironment.Value::text).orElse(null))
                .isEqualTo(value);
        assertThat(environment.unread(List.of("A")).stream().map(NodeEnvironment.Unread::what))
                .isEqualTo(unread == null ? List.of() : List.of(unread));
    }

    @ParameterizedTest
    @CsvSource({"'prefix: P',a", "'prefix: \"\"',x"})
    void aPrefixStandsBeforeTheKeysOfItsSource(String prefix, String value) {
        NodeEnvironment environment =
                environment("calico-node", "envFrom: [{configMapRef: {name: own}, " + prefix + "}]");
        String name = prefix.endsWith("P") ? "PPA" : "A";
        assertThat(environment.value(name))
                .get()
                .extracting(NodeEnvironment.Value::text)
                .isEqualTo(value);
    }

    /** Name of the DaemonSet, its variables, and whether the cluster is refused. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calico-node|{name: CALICO_NETWORKING_BACKEND, value: none}|true",
                "calico-node|{name: CALICO_NETWORKING_BACKEND, value: bird}|false",
                "canal|{name: CALICO_NETWORKING_BACKEND, value: none}|false",
                "canal|{name: FELIX_BPFENABLED, value: 'true'}|true",
                "calico-node|{name: CLUSTER_TYPE, value: 'k8s,kubespray,bgp'}|true",
                "calico-node|{name: CLUSTER_TYPE, value: 'k8s,bgp'}|false",
                "calico-node|{name: DATASTORE_TYPE, value: etcdv3}|true",
                "calico-node|{name: ETCD_ENDPOINTS, value: 'http://a:1'}|true",
                "calico-node|{name: ETCD_ENDPOINTS, value: ' '}|false",
                "calico-node|{name: ETCD_ENDPOINTS, value: 'http://a:1'}, {name: DATASTORE_TYPE, value: kubernetes}|false",
                "calico-node|{name: ETCD_ENDPOINTS, value: 'http://a:1'}, {name: DATASTORE_TYPE, value: other}|true"
            })
    void aVariableRefusesTheCluster(String daemonSet, String variables, boolean refused) {
        List<Problem> problems = RefusedVariables.check(objects(daemonSet, "env: [" + variables + "]"))
                .toList();
        assertThat(problems).hasSize(refused ? 1 : 0).allMatch(Problem::isBlocker);
    }

    private static NodeEnvironment environment(String daemonSet, String container) {
        return NodeEnvironment.among(objects(daemonSet, container)).get(0);
    }

    private static List<RepositoryObject> objects(String daemonSet, String container) {
        String text = "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: " + daemonSet
                + "}, spec: {template: {spec: {containers: [{name: sidecar, env: [{name: A, value: other}]}, {name: calico-node, "
                + container + "}]}}}}\n---\n" + String.join("\n---\n", OWN, SECOND, FOREIGN, SECRET) + "\n";
        return YamlFile.parse("f", text).documents().stream()
                .map(document -> new RepositoryObject("f", document, new YamlPath(List.of())))
                .toList();
    }
}
