package dev.crossfade.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain scalars as Helm 3.21 reads them; each row was measured with Helm's own engine. */
class HelmScalarsTest {

    @ParameterizedTest
    @ValueSource(strings = {"on", "yes", "y", "Y", "True", "TRUE", "Yes", "ON", "On"})
    void true_(String scalar) {
        assertThat(value(scalar)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Off", "No", "n", "N", "OFF", "off", "False", "FALSE"})
    void false_(String scalar) {
        assertThat(value(scalar)).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "Null", "null", "NULL", "", "null "})
    void null_(String scalar) {
        assertThat(value(scalar)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0o17, 15",
        "017, 15",
        "08, 8",
        "0x1F, 31",
        "0X1F, 31",
        "0b11, 3",
        "1_000, 1000",
        "12e03, 12000",
        "1e9, 1000000000",
        "1E+3, 1000",
        "1.0, 1",
        "1., 1",
        "+.5, 0.5",
        ".5, 0.5",
        "+1, 1",
        "1__0, 10",
        "0_8, 8",
        "1_000.5, 1000.5",
        "9007199254740993, 9007199254740992",
        "18446744073709551616, 18446744073709551616",
        "1.20, 1.2",
        "0777, 511",
        "-0, 0",
        "0., 0",
        "0xdeadbeef, 3735928559",
        "1e-3, 0.001",
        "1_e3, 1000",
        "0.1_0, 0.1",
        "+0x1f, 31",
        "-0o7, -7"
    })
    void numbers(String scalar, double expected) {
        assertThat(value(scalar)).isInstanceOf(Number.class);
        assertThat(((Number) value(scalar)).doubleValue()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e",
                "e3",
                "_1",
                "190:20:30",
                "1:30",
                "2001-12-14",
                "2001-12-14t21:59:43.10-05:00",
                "=",
                "1.18.12",
                "0o8",
                "--",
                "1,000",
                "tRue",
                "0o",
                "0x",
                "0b",
                "0b2",
                "12:34:56:78:90:12",
                "1:2:3",
                "1e400",
                "oN",
                "yEs",
                "nUll"
            })
    void text(String scalar) {
        assertThat(value(scalar)).isEqualTo(scalar);
    }

    @ParameterizedTest
    @CsvSource({"y, true", "n, false", "1, 1", "1.5, 1.5", "true, true", "'\"y\"', y"})
    void keysAreText(String key, String expected) {
        YamlFile file = YamlFile.parse("values.yaml", key + ": x\n");
        assertThat(file.documents().get(0).get(YamlPath.of(expected))).contains("x");
    }

    private static Object value(String scalar) {
        YamlFile file = YamlFile.parse("values.yaml", "key: " + scalar + "\n");
        return file.documents().get(0).get(YamlPath.of("key")).orElse(null);
    }
}
