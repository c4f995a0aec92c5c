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
}
