package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pull requests need is asked for when the file is read, and not weeks later by the first propose. */
class ForgeKeysTest {

    private static List<Problem> problems(@Nullable String forge, @Nullable String api, @Nullable String repository) {
        StringBuilder keys = new StringBuilder("  proposals:\n    labels: [network]\n");
        append(keys, "forge", forge);
        append(keys, "api", api);
        append(keys, "repository", repository);
        return Found.problems(SpecText.minimalWith("spec:\n", "spec:\n" + keys));
    }

    private static void append(StringBuilder keys, String key, @Nullable String value) {
        if (value != null) {
            keys.append("    ").append(key).append(": \"").append(value).append("\"\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none  ,                                     ,",
        "none  ,                                     , platform/gitops",
        "github,                                     , platform/gitops",
        "github, https://git.example.com             , platform/gitops",
        "gitlab,                                     , a/b/c.d/gitops",
        "gitlab, https://example.com/gitlab/         , platform/gitops",
        "gitea , http://10.0.0.7:3000                , platform/gitops",
        "gitea , 'http://[fd00::7]:3000'             , platform/gitops",
    })
    void aForgeAndItsRepositoryAreTaken(String forge, @Nullable String api, @Nullable String repository) {
        assertThat(problems(forge, api, repository)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gitea ,                                     , platform/gitops, SPEC_MISSING_KEY, api",
        "github,                                     ,                , SPEC_MISSING_KEY, repository",
        "gitlab,                                     ,                , SPEC_MISSING_KEY, repository",
        "      ,                                     , platform/gitops, SPEC_MISSING_KEY, forge",
        "      , https://git.example.com             ,                , SPEC_MISSING_KEY, forge",
        "github, git.example.com                     , platform/gitops, SPEC_BAD_VALUE,   api",
        "github, https://jo:secret@git.example.com   , platform/gitops, SPEC_BAD_VALUE,   api",
        "github, https://git.example.com/?a=b        , platform/gitops, SPEC_BAD_VALUE,   api",
        "github, ftp://git.example.com               , platform/gitops, SPEC_BAD_VALUE,   api",
        "github,                                     , gitops         , SPEC_BAD_VALUE,   repository",
        "github,                                     , a/b/c          , SPEC_BAD_VALUE,   repository",
        "gitlab,                                     , gitops         , SPEC_BAD_VALUE,   repository",
        "gitea , https://git.example.com             , a/../b         , SPEC_BAD_VALUE,   repository",
        "gitlab,                                     , a/../b         , SPEC_BAD_VALUE,   repository",
    })
    void whatIsNoForgeIsRefusedByItsKey(
            @Nullable String forge, @Nullable String api, @Nullable String repository, ErrorCode code, String key) {
        assertThat(problems(forge, api, repository)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.isBlocker()).isTrue();
            assertThat(problem.where().line()).isBetween(6, 10);
            assertThat(problem.message()).startsWith("spec.proposals." + key);
        });
    }

    @Test
    void aPasswordInTheAddressIsNotRepeated() {
        assertThat(problems("github", "https://jo:s3cret@git.example.com", "platform/gitops"))
                .hasSize(1)
                .asString()
                .contains("(hidden)")
                .doesNotContain("s3cret");
    }
}
