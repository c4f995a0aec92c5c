package dev.crossfade.argo.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.argo.contract.Yaml;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSONPath of kubectl: what is understood means the same, and what is not is refused. */
class KubectlPathTest {

    private static final JsonNode OBJECT = Yaml.of("""
            metadata: {annotations: {example.com/a: one}}
            spec: {replicas: 3, paused: false, nothing: null}
            status:
              conditions:
                - {type: Ready, status: "True", age: 5}
                - {type: Other, status: "False", age: 10}
              endpoints: [a, b, c]
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {.spec.replicas}                                   | [3]
            .spec.replicas                                     | [3]
            spec.replicas                                      | [3]
            {$.spec.paused}                                    | [false]
            {.spec.nothing}                                    | []
            {.spec.absent.deeper}                              | []
            {.metadata.annotations.example\\.com/a}            | [one]
            {.metadata.annotations['example.com/a']}           | [one]
            {.metadata.annotations['example\\.com/a']}         | [one]
            {.status.endpoints[0]}                             | [a]
            {.status.endpoints[-1]}                            | [c]
            {.status.endpoints[9]}                             | []
            {.status.endpoints[*]}                             | [a, b, c]
            {.status.conditions[?(@.type=="Ready")].status}    | [True]
            {.status.conditions[?(@.type=='Ready')].status}    | [True]
            {.status.conditions[?(@.type!="Ready")].status}    | [False]
            {.status.conditions[?(@.age > 7)].type}            | [Other]
            {.status.conditions[?(@.age<=5)].type}             | [Ready]
            {.status.conditions[?(@.reason)].type}             | []
            {.status.conditions[?(@.age)].type}                | [Ready, Other]
            {.status.conditions[?(@.type=="a]b")].type}        | []
            {.spec}                                            | [{"replicas":3,"paused":false,"nothing":null}]
            """)
    void findsWhatKubectlFinds(String path, String found) {
        assertThat(KubectlPath.parse(path).in(OBJECT)).asString().isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{range .items[*]}{.a}{end}",
                "{.a}{.b}",
                "{..a}",
                "{.a[0:2]}",
                "{.a[0,1]}",
                "{.a['b','c']}",
                "{.a[?(@.x==\"a\" && @.y==\"b\")]}",
                "{.a[?(@.x==b)]}",
                "{.a[?(x)]}",
                "{.a[0}",
                "{.a.}",
                "{.a[99999999999]}"
            })
    void refusesByNameWhatItDoesNotUnderstand(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KubectlPath.parse(path))
                .withMessageContaining(path);
    }
}
