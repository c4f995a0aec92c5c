package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    /** Escape, bell, carriage return, backspace, delete, CSI of C1, and marks of the reading order. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 0x1b, 7, 0x0d, 8, 0x0c, 0x7f, 0x80, 0x9b, 0x9f, 0x61c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069
            })
    void whatATerminalWouldObeyReachesNoTerminal(int obeyed) throws Exception {
        String mark = String.valueOf((char) obeyed);
        Problem problem = Problem.blocker(
                ErrorCode.MIGRATION_HELD,
                Where.object("branch" + mark + " a"),
                "by Jo" + mark + "[31m größer 日本",
                "look\n\tthere" + mark);

        assertThat(ProblemText.of(List.of(problem)))
                .isEqualTo("branch a: error: by Jo[31m größer 日本 [migration-held]\n    look\n\tthere\n");
        String json = Json.problems(List.of(problem));
        assertThat(json).doesNotContain(mark).contains("größer 日本");
        assertThat(new ObjectMapper()
                        .readTree(json)
                        .path("problems")
                        .path(0)
                        .path("message")
                        .asText())
                .isEqualTo(problem.message());
    }
}
