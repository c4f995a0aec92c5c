package dev.crossfade.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an ApplicationSet's path may become; an expression may stand for several steps. */
class TemplatedPathTest {

    @ParameterizedTest
    @CsvSource({
        "network/../kafka,kafka,true,true",
        "../kafka,kafka,false,true",
        "{{x}}/kafka,shop/kafka,true,false",
        "{{x}}/../kafka,kafka,true,false",
        "{{x}}/../../kafka,kafka,true,false",
        "{{x}}/../../kafka,shop/kafka,true,false",
        "apps/{{x}}/y/../kafka,apps/shop/kafka,true,false",
        "{{x}}/..,shop,true,false",
        "{{x}}/../kafka,shop,false,false"
    })
    void itMatches(String written, String path, boolean matches, boolean known) {
        TemplatedPath templated = TemplatedPath.of(written);
        assertThat(templated.matches(path)).isEqualTo(matches);
        assertThat(templated.known()).isEqualTo(known);
    }
}
