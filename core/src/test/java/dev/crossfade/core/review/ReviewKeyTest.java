package dev.crossfade.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReviewKeyTest {

    private static final String TEXT = ReviewKey.firstLine("prod", "install-cilium") + "\n\n- [ ] a box\n\n";

    @Test
    void aTickedBoxChangesNeitherKey() {
        String written = TEXT + ReviewKey.lastLine(TEXT) + "\n";
        String ticked = written.replace("[ ]", "[x]").replace("\n", "\r\n");

        assertThat(ReviewKey.phase(written)).contains("prod/install-cilium");
        assertThat(ReviewKey.phase(ticked)).isEqualTo(ReviewKey.phase(written));
        assertThat(ReviewKey.digest(ticked))
                .isEqualTo(ReviewKey.digest(written))
                .isPresent();
        assertThat(ReviewKey.lastLine(TEXT + "x")).isNotEqualTo(ReviewKey.lastLine(TEXT));
    }

    @Test
    void aKeyCountsAtItsPlaceAlone() {
        assertThat(ReviewKey.phase("Look:\n" + TEXT)).isEmpty();
        assertThat(ReviewKey.digest(ReviewKey.lastLine(TEXT) + "\nand more")).isEmpty();
    }
}
