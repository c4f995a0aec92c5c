package dev.crossfade.core.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.yaml.YamlFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The edges of a list, of a name and of a pointer. */
class JsonPatchTest {

    private static final String OBJECT =
            "{apiVersion: v1, kind: A, metadata: {name: a, namespace: o, labels: {b: c}}, list: [{x: 1}, {x: 2}]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{op: replace, path: /list/2, value: 1}",
                "{op: remove, path: /list/2}",
                "{op: add, path: /list/3, value: 1}",
                "{op: replace, path: /list/-, value: 1}",
                "{op: remove, path: /list/-}",
                "{op: add, path: /list/-/x, value: 1}",
                "{op: add, path: /list/2/x, value: 1}",
                "{op: add, path: /list/x, value: 1}"
            })
    void whatIsNotInTheListIsMissing(String operation) {
        assertThatThrownBy(() -> patched(operation))
                .isInstanceOfSatisfying(
                        UnreadablePatchException.class,
                        unread -> assertThat(unread.what()).endsWith(", which is not there"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{op: replace, path: /apiVersion, value: v2}",
                "{op: replace, path: /kind, value: B}",
                "{op: replace, path: /metadata/name, value: b}",
                "{op: remove, path: /metadata/namespace}",
                "{op: add, path: /metadata, value: {}}"
            })
    void whatNamesTheObjectIsNotChanged(String operation) {
        assertThatThrownBy(() -> patched(operation))
                .isInstanceOfSatisfying(
                        UnreadablePatchException.class,
                        unread -> assertThat(unread.what()).endsWith(", by which the object becomes another one"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{op: test, path: /list/2, value: {x: 1}}",
                "{op: test, path: /list/0, value: {x: 2}}",
                "{op: test, path: /list/x, value: 1}",
                "{op: test, path: /kind/x, value: A}"
            })
    void aTestOfAnotherValueFails(String operation) {
        assertThatThrownBy(() -> patched(operation))
                .isInstanceOfSatisfying(
                        UnreadablePatchException.class,
                        unread ->
                                assertThat(unread.what()).startsWith("test of ").endsWith(", which fails"));
    }

    @Test
    void aTestThatHoldsAndWhatStandsBesideANameChangeNothingElse() {
        assertThat(patched("{op: test, path: /list/1, value: {x: 2}}")).isEqualTo(root(OBJECT));
        assertThat(patched("{op: add, path: /metadata/labels/d, value: e}"))
                .isEqualTo(root(OBJECT.replace("{b: c}", "{b: c, d: e}")));
        assertThat(patched("{op: add, path: /list/2, value: 3}"))
                .isEqualTo(root(OBJECT.replace("{x: 2}]", "{x: 2}, 3]")));
    }

    /** RFC 6901, section 4: ~01 is ~1 and no slash. */
    @Test
    void aTildeIsReadLast() {
        assertThat(JsonPatch.steps("/a~01b/c~1d/~0")).containsExactly("a~1b", "c/d", "~");
    }

    private static Object patched(String operation) {
        return JsonPatch.apply(root(OBJECT), List.of(root(operation)));
    }

    private static Object root(String text) {
        return YamlFile.parse("a.yaml", text).documents().get(0).root();
    }
}
