package dev.crossfade.core.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicksTest {

    @Test
    void whatWasTickedStaysTickedWhereTheSentenceIsTheSame() {
        String former = "text\n- [x] on-call knows\n- [ ] the backup can be read\n- [X] pools are exported to $1\n";
        String text =
                "new text\n- [ ] the backup can be read\n- [ ] on-call knows\n- [ ] pools are exported to $1\n- [ ] on-call knows it\n";

        assertThat(Ticks.keep(former, text))
                .isEqualTo(
                        "new text\n- [ ] the backup can be read\n- [x] on-call knows\n- [x] pools are exported to $1\n- [ ] on-call knows it\n");
    }

    @Test
    void aTextWithoutBoxesIsItself() {
        assertThat(Ticks.keep("- [x] on-call knows", "| a | [ ] b |\n")).isEqualTo("| a | [ ] b |\n");
    }
}
