package dev.crossfade.assembly.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A line for each thing, whatever stands in it. */
class WatchLogTest {

    private static final String EVIL = "a\u001b[2Jb\nc";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private WatchLog log(boolean json) {
        return new WatchLog(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                json,
                new MovingClock(Instant.parse("2026-08-01T12:00:00.123456Z")));
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aLineIsAnObjectInJson() throws JsonProcessingException {
        log(true).info("stands", Map.of("reason", EVIL));
        log(true)
                .problems(
                        "x",
                        List.of(Problem.blocker(
                                ErrorCode.MIGRATION_HELD, Where.object("migration prod"), "held", "let go")));
        assertThat(lines()).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines().get(0));
        assertThat(first.path("time").asText()).isEqualTo("2026-08-01T12:00:00.123Z");
        assertThat(first.path("level").asText()).isEqualTo("info");
        assertThat(first.path("reason").asText()).isEqualTo(EVIL);
        JsonNode second = new ObjectMapper().readTree(lines().get(1));
        assertThat(second.path("level").asText()).isEqualTo("warn");
        assertThat(second.path("code").asText()).isEqualTo("migration-held");
        assertThat(second.path("cure").asText()).isEqualTo("let go");
    }

    @Test
    void aLineOfTextCommandsNoTerminal() {
        log(false).info("stands", Map.of("reason", EVIL));
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("2026-08-01T12:00:00.123Z info stands")
                .doesNotContain("\u001b");
    }

    @Test
    void anErrorOfItsOwnSaysWhereItComesFrom() {
        log(false).unexpected(new IllegalStateException("oops"));
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("error", "IllegalStateException: oops", "WatchLogTest.anErrorOfItsOwn");
    }

    @Test
    void anAnswerThatIsNotUnderstoodSaysWhichAndWhere() {
        log(false).mistaken("Nodes[]", new IllegalStateException("oops"));
        assertThat(lines())
                .singleElement()
                .asString()
                .contains(
                        " error an answer is not understood",
                        "question=Nodes[]",
                        "error=java.lang.IllegalStateException: oops",
                        "WatchLogTest.anAnswerThatIsNotUnderstood");
    }

    /** Whoever reads it must not believe that it is tried again. */
    @Test
    void whatStaysGreenAtItsEndIsNoLookThatBeginsAnew() {
        log(false)
                .keptGreen(new CrossfadeException(
                        ErrorCode.FORGE_REFUSED, Where.object("forge"), "connection refused", "see that it is up"));
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("what is green could not be taken back", "connection refused")
                .doesNotContain("anew");
    }
}
