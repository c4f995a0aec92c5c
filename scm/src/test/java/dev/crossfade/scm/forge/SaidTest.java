package dev.crossfade.scm.forge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.scm.access.Token;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaidTest {
    private static final String SECRET = "s3cr3t-tok3n-0123456789";

    /** Where the cut goes through it, at each of its ends, and where it is far away. */
    @ParameterizedTest
    @ValueSource(ints = {0, 200, 277, 280, 290, 298, 299, 300, 400})
    void aTokenThatAForgeRepeatsIsMaskedBeforeItsWordsAreCut(int before) {
        Refusals refusals = new Refusals("GitHub", "platform/gitops", "https://github.com/platform/gitops");
        refusals.sentWith(Optional.of(Token.of(SECRET)));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("message", "x".repeat(before) + SECRET + " end");
        Answer answer = new Answer(
                Call.get("/user"),
                422,
                HttpHeaders.of(Map.of(), (name, value) -> true),
                json.toString(),
                json,
                refusals);

        String message = refusals.refused(answer).problems().get(0).message();

        assertThat(message).contains("GitHub answered 422");
        assertThat(message).doesNotContain(SECRET.substring(0, 4));
        assertThat(Said.by(answer)).hasSizeLessThanOrEqualTo(300).doesNotContain(SECRET.substring(0, 4));
    }
}
