package dev.crossfade.core.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.yaml.YamlFile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every list of a pod is merged by its own key, and what kustomize merges in another way is not read. */
class StrategicMergeTest {

    @ParameterizedTest
    @CsvSource({
        "containers, name",
        "initContainers, name",
        "ephemeralContainers, name",
        "env, name",
        "volumes, name",
        "volumeMounts, mountPath",
        "volumeDevices, devicePath",
        "ports, containerPort",
        "imagePullSecrets, name",
        "hostAliases, ip"
    })
    void itemsAreToldApartByTheKeyOfTheirList(String list, String key) {
        String object = "{LIST: [{KEY: a, x: 1}, {KEY: b, x: 2}]}";
        String patch = "{LIST: [{KEY: b, z: 3}]}";
        assertThat(merged(true, named(object, list, key), named(patch, list, key)))
                .isEqualTo(named("{LIST=[{KEY=b, x=2, z=3}, {KEY=a, x=1}]}", list, key));
        assertThat(merged(false, named(object, list, key), named(patch, list, key)))
                .isEqualTo(named("{LIST=[{KEY=b, z=3}]}", list, key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"topologySpreadConstraints", "finalizers"})
    void listsWithTwoKeysOrNoneAreReadWhereNothingIsThereOrNoListHasKeys(String list) {
        String patch = "{" + list + ": [b]}";
        assertThat(merged(true, "{}", patch)).isEqualTo("{" + list + "=[b]}");
        assertThat(merged(false, "{" + list + ": [a]}", patch)).isEqualTo("{" + list + "=[b]}");
        assertThatThrownBy(() -> merged(true, "{" + list + ": [a]}", patch))
                .isInstanceOf(UnreadablePatchException.class);
    }

    @Test
    void anItemThatIsNotThereMayBeCalledAReplacement() {
        assertThat(merged(true, "{env: [{name: A}]}", "{env: [{name: B, $patch: replace, value: b}]}"))
                .isEqualTo("{env=[{name=B, value=b}, {name=A}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{env: [{name: {a: b}}]}", "{env: [{name: [a]}]}"})
    void aKeyIsAValue(String patch) {
        assertThatThrownBy(() -> merged(true, "{}", patch)).isInstanceOf(UnreadablePatchException.class);
    }

    private static String named(String text, String list, String key) {
        return text.replace("LIST", list).replace("KEY", key);
    }

    private static String merged(boolean keyed, String object, String patch) {
        return new StrategicMerge(keyed)
                .object(map(object), map(patch))
                .orElseThrow()
                .toString();
    }

    private static Map<?, ?> map(String text) {
        return (Map<?, ?>) YamlFile.parse("a.yaml", text).documents().get(0).root();
    }
}
