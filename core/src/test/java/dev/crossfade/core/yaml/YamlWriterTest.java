package dev.crossfade.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is written reads back as what it was, by Helm's rules and by those of YAML 1.1. */
class YamlWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "y",
                "n",
                "on",
                "off",
                "yes",
                "No",
                "true",
                "False",
                "null",
                "~",
                "0",
                "1",
                "-1",
                "+1",
                "0o17",
                "017",
                "08",
                "0x1F",
                "0b11",
                "1_000",
                "1e3",
                "1E+3",
                ".5",
                "1.",
                "1.5",
                "1.18.12",
                "1.18",
                "1:30",
                "190:20:30",
                "2001-12-14",
                "2026-08-01T06:00:00Z",
                "=",
                "<<",
                "-",
                "--",
                "---",
                "...",
                "- x",
                "-x",
                "?",
                "? x",
                ":",
                ": x",
                ":x",
                "x:",
                "a: b",
                "a #b",
                "#a",
                "a#b",
                "&a",
                "*a",
                "!a",
                "|",
                ">",
                "%a",
                "@a",
                "`a",
                "{a",
                "[a",
                "a]",
                "a}",
                "a,b",
                "'a'",
                "\"a\"",
                "a\nb",
                "a\n",
                "\na",
                "\ta",
                "a\tb",
                " a",
                "a ",
                "\\",
                "a\\n",
                "💡",
                "ü",
                "\u2028",
                "\u0000",
                "\u0085",
                "\ufeff",
                "{.data.phase}",
                "--for=jsonpath={.status.replicas}=0",
                ".inf",
                ".nan",
                "10.245.0.0/16",
                "node.cilium.io/x",
                "$values/a.yaml",
                "a: b\n\n  - c # d\n",
                "#!/bin/sh\nexit 0",
                "a\n\n",
                "a \nb",
                "{\n  \"name\": \"k8s\"\n}\n"
            })
    void everyTextComesBackAsText(String text) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("block", text);
        value.put("list", List.of(text, "x"));
        value.put("items", List.of(Map.of("flow", text)));
        value.put("key " + text, "v");

        String yaml = YamlWriter.write(value);

        assertThat(YamlFile.parse("written", yaml).documents().get(0).root()).isEqualTo(value);
        Object elsewhere = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        assertThat(elsewhere).as(yaml).isEqualTo(value);
    }

    @Test
    void layoutIsWhatPeopleWrite() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("apiGroups", List.of(""));
        rule.put("resources", List.of("pods"));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", "Role");
        object.put("labels", Map.of());
        object.put("rules", List.of(rule));
        object.put("spec", Map.of("replicas", 3));
        object.put("gone", null);

        assertThat(YamlWriter.write(object)).isEqualTo("""
                        kind: Role
                        labels: {}
                        rules:
                          - {apiGroups: [""], resources: [pods]}
                        spec:
                          replicas: 3
                        gone: null
                        """);
    }

    @Test
    void aTextOverSeveralLinesStaysReadable() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("patch", "kind: DaemonSet\n\nspec: {}\n");
        value.put("items", List.of(Map.of("patch", "a\nb")));

        assertThat(YamlWriter.write(Map.of("data", value))).isEqualTo("""
                        data:
                          patch: |
                            kind: DaemonSet

                            spec: {}
                          items:
                            - patch: |-
                                a
                                b
                        """);
    }

    @Test
    void longListsStandOnLinesOfTheirOwn() {
        String word = "a-word-of-twenty-char";
        String yaml = YamlWriter.write(Map.of("command", List.of(word, word, word, word, word, word)));

        assertThat(yaml.lines()).hasSize(7).allMatch(line -> line.length() <= 118);
    }
}
