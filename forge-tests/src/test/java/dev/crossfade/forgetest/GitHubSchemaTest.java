package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shows that GitHub's description tells wrong requests and answers from right ones. */
class GitHubSchemaTest {
    private static final String PULLS = "/api/v3/repos/platform/gitops/pulls";

    @BeforeEach
    void needsTheDescription() {
        Assumptions.assumeTrue(OpenApi.isHere(), () -> "skipped: no " + OpenApi.file() + " (kit build octokit)");
    }

    private static Exchange exchange(String method, String path, String query, String body, int status, String answer) {
        return new Exchange(new Seen(method, path, query, body, Map.of()), status, answer);
    }

    @Test
    void whatIsWrongIsNamed() {
        OpenApi openApi = OpenApi.read();

        assertThat(openApi.problems(exchange("GET", PULLS, "", "", 200, "[{\"number\":1}]")))
                .anySatisfy(problem -> assertThat(problem).contains("html_url"));
        assertThat(openApi.problems(exchange("GET", PULLS, "states=all", "", 200, "[]")))
                .containsExactly("no such parameter: states");
        assertThat(openApi.problems(
                        exchange("POST", PULLS, "", "{\"title\":1,\"base\":\"main\",\"head\":\"b\"}", 403, "")))
                .anySatisfy(problem -> assertThat(problem).contains("title"));
        assertThat(openApi.problems(exchange("PUT", PULLS + "/1/merge", "", "{\"merge_method\":\"octopus\"}", 405, "")))
                .anySatisfy(problem -> assertThat(problem).contains("merge_method"));
        assertThat(openApi.problems(exchange("GET", PULLS + "/1/nothing", "", "", 200, "")))
                .containsExactly("no such path: /repos/platform/gitops/pulls/1/nothing");
        assertThat(openApi.problems(exchange("GET", PULLS, "state=all", "", 200, "[]")))
                .isEmpty();
    }
}
