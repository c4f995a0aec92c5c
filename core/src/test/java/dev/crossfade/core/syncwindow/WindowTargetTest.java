package dev.crossfade.core.syncwindow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.crossfade.core.observation.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Applications a window is for, and how long it is. */
class WindowTargetTest {

    private static final Content SPEC = Content.of(
            Map.of("destination", Map.of("server", "https://kubernetes.default.svc", "namespace", "kube-system")));
    private static final WindowTarget CILIUM = WindowTarget.of("prod-cilium", SPEC);

    @ParameterizedTest
    @CsvSource({
        "*, , , false, true",
        "prod-*, , , false, true",
        "other, , , false, false",
        "other, *, , false, true",
        "other, *, , true, false",
        "prod-cilium, https://kubernetes.default.svc, , true, true",
        "prod-cilium, in-cluster, kube-system, true, false",
        "prod-cilium, *, kube-system, true, true",
        "prod-cilium, *, default, true, false",
        ", , kube-*, false, true",
        ", , kube-*, true, true",
        ", in-cluster, default, false, false",
        ", , , false, false",
        ", , , true, false"
    })
    void aWindowIsForWhatItsListsName(
            @org.jspecify.annotations.Nullable String application,
            @org.jspecify.annotations.Nullable String cluster,
            @org.jspecify.annotations.Nullable String namespace,
            boolean and,
            boolean expected) {
        assertThat(CILIUM.isIn(Content.of(Map.of(
                        "applications", list(application),
                        "clusters", list(cluster),
                        "namespaces", list(namespace),
                        "andOperator", and))))
                .isEqualTo(expected);
    }

    private static List<String> list(@org.jspecify.annotations.Nullable String one) {
        return one == null ? List.of() : List.of("none", one);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "* any true",
                "a?c abc true",
                "a?c ac false",
                "a.c abc false",
                "[a-c]1 b1 true",
                "[!a-c]1 b1 false",
                "{prod,stage}-* stage-cilium true",
                "{prod,stage}-* test-cilium false",
                "a,b a,b true",
                "a\\* a* true",
                "a\\* ab false",
                "[a a false",
                "{a a false"
            })
    void globsAreThoseOfArgoCd(String glob, String value, boolean matches) {
        assertThat(Glob.matches(glob, value)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "8h, PT8H",
        "1h30m, PT1H30M",
        "1.5h, PT1H30M",
        "90m, PT1H30M",
        ".5s, PT0.5S",
        "2.s, PT2S",
        "300ms, PT0.3S",
        "10us, PT0.00001S",
        "0, PT0S",
        "-1m, PT-1M",
        "+1m, PT1M",
        "28800000000000ns, PT8H"
    })
    void durationsAreThoseOfGo(String text, Duration duration) {
        assertThat(GoDuration.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "1d", "h", "1 h", "1h-30m", "PT8H", "9999999h"})
    void whatGoRefusesIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GoDuration.parse(text));
    }
}
