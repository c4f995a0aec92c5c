package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates of the customer's own: what may be asked, and what is refused with its place. */
class ExtraGatesTest {

    private static final String HTTP = "http: {url: 'https://a.example.com'}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: a, phases: all, http: {url: 'http://shop.prod.svc:8080/healthz?deep=1&x=%20', status: 302, contains: ok}",
                "name: a, phases: [install-cilium, rotate-nodes-blue], http: {url: 'https://[fd00::1]:8443/'}",
                "name: a, phases: all, prometheus: {server: 'https://p.example.com/prom/', query: up, is: '>= -1.5e-3'}",
                "name: a, phases: all, prometheus: {server: 'http://10.0.0.1:9090', query: 'a\\n- b', is: '==0'}",
                "name: a, phases: all, goldpinger: {url: 'http://pinger.mesh:8080'}",
                "name: a, phases: all, goldpinger: {namespace: mesh, daemonSet: pinger}",
                "name: a, phases: all, object: {apiVersion: v1, kind: Namespace, name: data, path: .status.phase, equals: Active}",
                "name: a, phases: all, object: {apiVersion: apps/v1, kind: Deployment, namespace: a, name: b, path: '{.status.conditions[?(@.type==\"Available\")].status}', equals: 'True'}",
            })
    void whatCanBeAskedIsTaken(String gate) {
        assertThat(Found.problems(extra(gate))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: a, phases: all                                          | 30:19 spec-missing-key      | says none of its options
            name: a, phases: all, promethues: {}                          | 30:19 spec-missing-key      | did you mean 'prometheus'?
            name: a, phases: all, HTTP, object: {}                        | 30:19 spec-conflicting-keys | says several of its options
            name: coredns, phases: all, HTTP                              | 30:26 spec-bad-value | the plan has a gate of this name
            name: Orders, phases: all, HTTP                               | 30:26 spec-bad-value | cannot be 'Orders'
            name: a, phases: [], HTTP                                     | 30:37 spec-bad-value | is empty
            name: a, phases: all, http: {url: shop}                       | 30:54 spec-bad-value | cannot be 'shop'
            name: a, phases: all, http: {url: 'ftp://a'}                  | 30:54 spec-bad-value | cannot be
            name: a, phases: all, http: {url: 'https://me:secret@a/b'}    | 30:54 spec-bad-value | cannot be 'https://…@a/b'
            name: a, phases: all, http: {url: 'http://a..b/c'}            | 30:54 spec-bad-value | names no host and port
            name: a, phases: all, http: {url: 'http://a:70000/c'}         | 30:54 spec-bad-value | names no host and port
            name: a, phases: all, http: {url: 'http://[:::]/c'}           | 30:54 spec-bad-value | names no host and port
            name: a, phases: all, http: {url: 'http://a/b c'}             | 30:54 spec-bad-value | cannot be
            name: a, phases: all, http: {url: 'http://a', status: 99}     | 30:74 spec-bad-value | cannot be '99'
            name: a, phases: all, http: {url: 'http://a', statuss: 9}     | 30:66 spec-unknown-key | did you mean 'status'?
            name: a, phases: all, prometheus: {server: 'http://a', query: b, is: 'zero'}    | 30:89 spec-bad-value | cannot be 'zero'
            name: a, phases: all, prometheus: {server: 'http://a', query: b, is: 0}         | 30:89 spec-wrong-type | must be text
            name: a, phases: all, prometheus: {server: 'http://a?b=c', query: b, is: '< 1'} | 30:63 spec-bad-value | cannot be
            name: a, phases: all, goldpinger: {namespace: mesh}                             | 30:54 spec-missing-key | says none of its options
            name: a, phases: all, object: {apiVersion: v1, kind: Secret, name: b, path: .data.c, equals: d}   | 30:73 spec-bad-value | stands in plain sight
            name: a, phases: all, object: {apiVersion: v1, kind: Pod, name: b, path: ..data, equals: d}       | 30:93 spec-bad-value | .. is not understood
            name: a, phases: all, object: {apiVersion: v1, kind: Pod, name: b, path: '{}', equals: d}         | 30:93 spec-bad-value | names no field
            name: a, phases: all, object: {apiVersion: v1, kind: Pod, name: b, path: .c, equals: true}        | 30:105 spec-wrong-type | must be text
            name: a, phases: all, object: {apiVersion: v1, kind: Pod, name: b, path: .c, equal: d}            | 30:50 spec-missing-key,30:97 spec-unknown-key | lacks key 'equals'
            """)
    void whatCannotBeAskedIsRefused(String gate, String places, String message) {
        List<Problem> problems = Found.problems(extra(gate.replace("HTTP", HTTP)));

        assertThat(Found.in(extra(gate.replace("HTTP", HTTP)))).containsExactly(places.split(","));
        assertThat(problems.get(0).message()).contains(message).doesNotContain("secret");
    }

    @Test
    void allOfThemAreToldAtOnce() {
        assertThat(Found.in(SpecText.minimalAnd("""
                          gates:
                            extra:
                              - {name: probe, phases: [rotate]}
                              - {name: a, phases: all, http: {url: a, status: 700}}
                              - {name: a, phases: all, object: {kind: Secret, name: B}}
                              - {name: a, phases: all, http: {url: "http://a"}}
                              - {name: a, phases: all, goldpinger: {url: "http://a"}}
                        """)))
                .containsExactly(
                        "32:9 spec-missing-key",
                        "32:16 spec-bad-value",
                        "32:32 spec-bad-value",
                        "33:44 spec-bad-value",
                        "33:55 spec-bad-value",
                        "34:40 spec-missing-key",
                        "34:40 spec-missing-key",
                        "34:40 spec-missing-key",
                        "34:47 spec-bad-value",
                        "34:61 spec-bad-value",
                        "36:16 spec-bad-value");
    }

    private static String extra(String gate) {
        return SpecText.minimalAnd("  gates: {extra: [{" + gate + "}]}\n");
    }
}
