package dev.crossfade.argo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Runs the health rules as Argo CD does: Lua over the object, a status and a message back. */
class HealthRulesTest {

    private static final String PREFIX = "resource.customizations.health.";

    static Stream<Arguments> objects() {
        return Stream.of(operators(), nodeConfigs()).flatMap(each -> each);
    }

    private static Stream<Arguments> operators() {
        return Stream.of(
                Arguments.of("operator.tigera.io_TigeraStatus", "{}", "Progressing", "not reported"),
                Arguments.of(
                        "operator.tigera.io_TigeraStatus", conditions("Available", "True", ""), "Healthy", "available"),
                Arguments.of(
                        "operator.tigera.io_TigeraStatus",
                        conditions("Available", "False", ""),
                        "Progressing",
                        "not reported"),
                Arguments.of(
                        "operator.tigera.io_TigeraStatus",
                        conditions("Progressing", "True", "rolling"),
                        "Progressing",
                        "rolling"),
                Arguments.of(
                        "operator.tigera.io_TigeraStatus",
                        conditions("Degraded", "True", "two methods"),
                        "Degraded",
                        "two methods"),
                Arguments.of("operator.tigera.io_Installation", "{metadata: {}}", "Healthy", "no conditions"),
                Arguments.of(
                        "operator.tigera.io_Installation",
                        "{metadata: {deletionTimestamp: now}}",
                        "Progressing",
                        "take Calico away"),
                Arguments.of(
                        "operator.tigera.io_Installation",
                        conditions("Ready", "False", "waits"),
                        "Progressing",
                        "waits"),
                Arguments.of("operator.tigera.io_Installation", conditions("Ready", "True", ""), "Healthy", "ready"),
                Arguments.of(
                        "operator.tigera.io_Installation", conditions("Degraded", "True", "bad"), "Degraded", "bad"));
    }

    private static Stream<Arguments> nodeConfigs() {
        return Stream.of(
                Arguments.of("cilium.io_CiliumNodeConfig", "{spec: {defaults: {a: b}}}", "Degraded", "selects no node"),
                Arguments.of(
                        "cilium.io_CiliumNodeConfig",
                        "{spec: {nodeSelector: {}, defaults: {}}}",
                        "Degraded",
                        "changes nothing"),
                Arguments.of(
                        "cilium.io_CiliumNodeConfig",
                        "{spec: {nodeSelector: {}, defaults: {a: b}}}",
                        "Healthy",
                        "read by agents"));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void healthIsWhatTheOwnerSays(String kind, String object, String status, String message) throws IOException {
        Globals lua = JsePlatform.standardGlobals();
        lua.set("obj", value(yaml(object)));

        LuaValue health = lua.load(rules().get(PREFIX + kind)).call();

        assertThat(health.get("status").tojstring()).isEqualTo(status);
        assertThat(health.get("message").tojstring()).contains(message);
    }

    @Test
    void everyRuleIsTried() throws IOException {
        assertThat(rules().keySet())
                .containsExactlyInAnyOrderElementsOf(objects()
                        .map(arguments -> PREFIX + arguments.get()[0])
                        .distinct()
                        .toList());
    }

    private static String conditions(String type, String status, String message) {
        return "{metadata: {}, status: {conditions: [{type: Other, status: 'False'}, {type: " + type + ", status: '"
                + status + "', message: '" + message + "'}]}}";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> rules() throws IOException {
        try (InputStream in = HealthRulesTest.class.getResourceAsStream("/dev/crossfade/argo/health/argocd-cm.yaml")) {
            Map<String, Object> object = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return (Map<String, String>) object.get("data");
        }
    }

    private static Object yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    private static LuaValue value(Object object) {
        if (object instanceof Map<?, ?> map) {
            LuaTable table = new LuaTable();
            map.forEach((key, item) -> table.set(String.valueOf(key), value(item)));
            return table;
        }
        if (object instanceof List<?> list) {
            LuaTable table = new LuaTable();
            for (int i = 0; i < list.size(); i++) {
                table.set(i + 1, value(list.get(i)));
            }
            return table;
        }
        return LuaValue.valueOf(String.valueOf(object));
    }
}
