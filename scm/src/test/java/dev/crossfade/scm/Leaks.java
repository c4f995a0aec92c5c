package dev.crossfade.scm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.CrossfadeException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;

/** Searches all that a failure could print for a secret. */
final class Leaks {
    static final String SECRET = "s3cr3t-tok3n-0123456789";

    private Leaks() {}

    static void none(CrossfadeException failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        failure.problems().forEach(problem -> all.append(problem.toString()));
        none(all.toString());
    }

    static void none(String text) {
        assertThat(text).doesNotContain(SECRET);
        for (String user : new String[] {"x-access-token", "oauth2", "git", "jo", SECRET}) {
            assertThat(text).doesNotContain(Base64.getEncoder().encodeToString((user + ":" + SECRET).getBytes(UTF_8)));
        }
    }
}
