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

        String superseded = ReviewKey.superseding(text, "prod", "undo-node-config");

        assertThat(ReviewKey.read(superseded)).contains(new ReviewKey("prod", "undo-node-config", true));
        assertThat(ReviewKey.superseding(superseded, "prod", "undo-node-config"))
                .isEqualTo(superseded);
        assertThat(ReviewKey.digest(superseded)).contains("0a1b");
        String own = ReviewKey.superseding("a person's", "prod", "undo-node-config");
        assertThat(own).startsWith("a person's\n\n");
        assertThat(ReviewKey.read(own)).contains(new ReviewKey("prod", "undo-node-config", true));
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

    @Test
    void aTextThatAPersonChangedIsTheirs() {
        String text = new ReviewKey("prod", "install-cilium", false).line() + "\n\n- [ ] a box\n\n* [ ] another\n\n";
        String written = text + ReviewKey.lastLine(text) + "\n";

        assertThat(ReviewKey.isUntouched(written)).isTrue();
        assertThat(ReviewKey.isUntouched(written.replace("- [ ]", "- [X]").replace("\n", " \r\n")))
                .isTrue();
        assertThat(ReviewKey.isUntouched(written.strip())).isTrue();
        assertThat(ReviewKey.isUntouched(ReviewKey.superseding(written, "prod", "install-cilium")))
                .isTrue();
        assertThat(ReviewKey.isUntouched(written + "\nand I say so")).isFalse();
        assertThat(ReviewKey.isUntouched(written.replace("a box", "my box"))).isFalse();
        assertThat(ReviewKey.isUntouched("a person's")).isFalse();
    }
}
