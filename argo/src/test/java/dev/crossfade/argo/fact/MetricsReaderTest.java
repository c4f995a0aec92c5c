package dev.crossfade.argo.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.observation.MetricsFact.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsReaderTest {

    private static final MetricsReader READER = new MetricsReader(Set.of("wanted", "wanted_too"));

    /** Comes a few bytes at a time, as a network has it. */
    private static InputStream inPieces(String page, Random chance) {
        return new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, 1 + chance.nextInt(5000)));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsEachLineWhereverAPieceEnds(int seed) throws IOException {
        Random chance = new Random(seed);
        StringBuilder page = new StringBuilder();
        List<Sample> expected = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            switch (chance.nextInt(5)) {
                case 0 -> {
                    page.append("wanted{node=\"n\u00fc")
                            .append(i)
                            .append("\"} ")
                            .append(i);
                    expected.add(new Sample("wanted", Map.of("node", "n\u00fc" + i), i));
                }
                case 1 -> {
                    page.append("wanted_too ").append(i);
                    expected.add(new Sample("wanted_too", Map.of(), i));
                }
                case 2 -> page.append("wanted_not ").append(i);
                case 3 -> page.append("# HELP wanted ").append("x".repeat(chance.nextInt(200)));
                default -> page.append("want ").append("9".repeat(chance.nextInt(60)));
            }
            page.append(chance.nextInt(20) == 0 ? "\r\n" : "\n");
        }
        page.append("# ").append("y".repeat(70_000)).append("\nwanted 7");
        expected.add(new Sample("wanted", Map.of(), 7));

        assertThat(READER.read(inPieces(page.toString(), chance)).samples()).isEqualTo(expected);
    }

    @Test
    void whatBreaksOffIsNoAnswer() {
        InputStream broken = new InputStream() {
            private int left = 40_000;

            @Override
            public int read() throws IOException {
                if (left == 0) {
                    throw new IOException("reset");
                }
                left--;
                return left % 100 == 0 ? '\n' : 'x';
            }
        };
        assertThatThrownBy(() -> READER.read(broken)).isInstanceOf(IOException.class);
    }

    @Test
    void aNameAloneIsNoSample() {
        assertThatThrownBy(() -> READER.read(inPieces("wanted\n", new Random(1))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no line of metrics: wanted");
    }
}
