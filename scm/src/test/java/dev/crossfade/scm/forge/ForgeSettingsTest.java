package dev.crossfade.scm.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.spec.ProposalsSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgeSettingsTest {

    private static ForgeSettings settings(String kind, @Nullable String api, @Nullable String repository) {
        return ForgeSettings.of(
                new ProposalsSpec(ProposalsSpec.Forge.valueOf(kind), api, repository, List.of(), List.of(), false));
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB,                                  , platform/gitops,     https://api.github.com,          /repos/platform/gitops",
        "GITHUB, https://github.com               , platform/gitops,     https://api.github.com,          /repos/platform/gitops",
        "GITHUB, https://github.com/              , platform/gitops,     https://api.github.com,          /repos/platform/gitops",
        "GITHUB, https://api.github.com           , platform/gitops,     https://api.github.com,          /repos/platform/gitops",
        "GITHUB, https://acme.ghe.com             , platform/gitops,     https://api.acme.ghe.com,        /repos/platform/gitops",
        "GITHUB, https://git.example.com          , platform/gitops,     https://git.example.com/api/v3,  /repos/platform/gitops",
        "GITHUB, https://git.example.com/api/v3/  , platform/gitops,     https://git.example.com/api/v3,  /repos/platform/gitops",
        "GITLAB,                                  , platform/gitops,     https://gitlab.com/api/v4,       /projects/platform%2Fgitops",
        "GITLAB, https://example.com/gitlab       , a/b/c.d/gitops,      https://example.com/gitlab/api/v4, /projects/a%2Fb%2Fc.d%2Fgitops",
        "GITEA,  http://10.0.0.7:3000             , platform/gitops,     http://10.0.0.7:3000/api/v1,     /repos/platform/gitops",
        "GITEA,  https://example.com/git/         , platform/gitops,     https://example.com/git/api/v1,  /repos/platform/gitops",
    })
    void theApiIsFoundFromThePageThatABrowserOpens(
            String kind, @Nullable String api, String repository, String root, String path) {
        ApiRoot found = Forges.root(settings(kind, api, repository));

        assertThat(found.api()).hasToString(root);
        assertThat(found.repositoryPath()).isEqualTo(path);
    }
}
