package dev.crossfade.core.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReviewKeyTest {

    @Test
    void theKeyStandsOnALineOfItsOwn() {
        assertThat(ReviewKey.read("<!-- crossfade:prod/install-cilium -->\r\n**Phase 6**\n"))
                .contains(new ReviewKey("prod", "install-cilium", false));
        assertThat(ReviewKey.read("see `<!-- crossfade:prod/install-cilium -->`\n"))
                .isEmpty();
        assertThat(ReviewKey.read("<!-- crossfade:text 0a1b -->\n")).isEmpty();
    }

    @Test
    void whatCrossfadeClosesSaysSo() {
        String text = "<!-- crossfade:prod/undo-node-config -->\ntext\n<!-- crossfade:text 0a1b -->\n";

        String superseded = ReviewKey.superseding(text);

        assertThat(ReviewKey.read(superseded)).contains(new ReviewKey("prod", "undo-node-config", true));
        assertThat(ReviewKey.superseding(superseded)).isEqualTo(superseded);
        assertThat(ReviewKey.digest(superseded)).contains("0a1b");
        assertThat(ReviewKey.superseding("a person's")).isEqualTo("a person's");
    }

    @Test
    void aTickedBoxChangesNeitherKey() {
        String text = new ReviewKey("prod", "install-cilium", false).line() + "\n\n- [ ] a box\n\n";
        String written = text + ReviewKey.lastLine(text) + "\n";
        String ticked = written.replace("[ ]", "[x]").replace("\n", "\r\n");

        assertThat(ReviewKey.read(ticked)).isEqualTo(ReviewKey.read(written)).isPresent();
        assertThat(ReviewKey.digest(ticked))
                .isEqualTo(ReviewKey.digest(written))
                .isPresent();
        assertThat(ReviewKey.lastLine(text + "x")).isNotEqualTo(ReviewKey.lastLine(text));
    }
}
