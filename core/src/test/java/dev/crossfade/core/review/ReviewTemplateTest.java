package dev.crossfade.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReviewTemplateTest {

    @Test
    void aListIsNumberedAndGapsClose() {
        ReviewTemplate template = ReviewTemplate.of(
                "x", "### Look at\n\n- one\n\n\n- two\n\n### Only you can know\n\n- [ ] three\n\n### Undo only if\n\n");

        assertThat(template.section(ReviewTemplate.LOOK)).contains("1. one\n2. two");
        assertThat(template.section(ReviewTemplate.KNOW)).contains("- [ ] three");
        assertThat(template.section(ReviewTemplate.UNDO)).isEmpty();
    }

    @Test
    void proseThatNoTextWouldShowIsAMistake() {
        assertThatThrownBy(() -> ReviewTemplate.of("x/review.md", "### Look\n\n- one\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("x/review.md")
                .hasMessageContaining("'Look'");
        assertThatThrownBy(() -> ReviewTemplate.of("x", "lost\n")).hasMessageContaining("lost");
    }
}
