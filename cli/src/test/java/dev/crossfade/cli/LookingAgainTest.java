package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.assembly.Surroundings;
import dev.crossfade.scm.forge.Pace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands that look again and again, by a clock of the test's own. */
class LookingAgainTest extends SharedRepository {

    private final Map<String, String> environment = new HashMap<>();
    private final Ticking clock = new Ticking();
    private final List<Duration> rests = new ArrayList<>();
    private final List<Runnable> meanwhile = new ArrayList<>();

    /** Goes on by what is slept, and by nothing else. */
    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-08-01T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Somebody ends the program. */
    private static final class EndedError extends Error {}

    @Override
    int run(String... args) {
        Pace usual = Pace.usual();
        Pace pace = new Pace(clock, this::rest, usual.chance(), usual.bounds());
        return new Main(stream(out), stream(err), folder, new Surroundings(environment, pace)).run(args);
    }

    private void rest(Duration time) {
        rests.add(time);
        clock.now = clock.now.plus(time);
        if (!meanwhile.isEmpty()) {
            meanwhile.remove(0).run();
        }
    }

    private Path specification() {
        return folder.resolve("crossfade.yaml");
    }

    private void write(String text) {
        try {
            Files.writeString(specification(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void statusLooksAgainEveryTenSecondsAndBearsWhatIsBrokenForAWhile() throws IOException {
        String good = Files.readString(specification());
        meanwhile.add(() -> write(good + "  - [\n"));
        meanwhile.add(() -> write(good));
        meanwhile.add(() -> {
            throw new EndedError();
        });

        assertThatThrownBy(() -> run("status", "--watch")).isInstanceOf(EndedError.class);

        assertThat(rests).hasSize(3).containsOnly(Duration.ofSeconds(10));
        assertThat(out().lines().filter(line -> line.contains("prepare"))).hasSizeGreaterThanOrEqualTo(2);
        assertThat(err()).contains("[yaml-syntax]");
    }

    @Test
    void advanceWaitsNoLongerThanItWasTold() throws Exception {
        assertThat(run("propose")).as(err()).isZero();
        environment.put("KUBECONFIG", silentCluster().toString());

        assertThat(run("advance", "--wait", "40s")).as(err()).isEqualTo(3);

        assertThat(rests).isEqualTo(List.of(Duration.ofSeconds(15), Duration.ofSeconds(15)));
    }
}
