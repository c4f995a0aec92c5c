package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.core.proposal.PullRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the client makes of Gitea's own ways, and that the double has them, too. */
abstract class GiteaContract extends ForgeContract {
    static final String HOLD = "crossfade/hold";
    private static final String OTHER = "crossfade/prod/relax-policies";

    /** The root of the API, with the repository's full name and a token. */
    record Api(String root, String repository, String token) {

        HttpResponse<String> send(String path) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(root + "/api/v1" + path))
                    .header("Authorization", "token " + token)
                    .build();
            try {
                return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        JsonNode get(String path) {
            try {
                return new ObjectMapper().readTree(send(path).body());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        JsonNode search(String more) {
            return get("/repos/issues/search?type=pulls&state=all&owner="
                    + repository.split("/", -1)[0] + more);
        }
    }

    abstract Api api();

    private List<Long> here(JsonNode found) {
        List<Long> numbers = new ArrayList<>();
        found.forEach(entry -> {
            if (entry.path("repository").path("full_name").asText().equals(api().repository())) {
                numbers.add(entry.path("number").asLong());
            }
        });
        return numbers;
    }

    @Test
    void aLabelThatNobodyKnowsIsNoFilter() {
        PullRequest first = opened(BRANCH, false);
        PullRequest second = opened(OTHER, false);

        assertThat(here(api().search("&labels=nobody/knows-it"))).containsExactly(second.number(), first.number());
        assertThat(forge.labelled("nobody/knows-it")).isEmpty();
        forge.label(second, Set.of(HOLD));
        assertThat(here(api().search("&labels=" + HOLD))).containsExactly(second.number());
    }

    @Test
    void aSearchLinksItsPages() {
        opened(BRANCH, false);
        opened(OTHER, false);
        String owner = api().repository().split("/", -1)[0];

        HttpResponse<String> page = api().send("/repos/issues/search?type=pulls&state=all&limit=1&owner=" + owner);

        assertThat(page.headers().firstValue("Link"))
                .hasValueSatisfying(link -> assertThat(link).contains("page=2").contains("rel=\"next\""));
        assertThat(api().send("/repos/issues/search?owner=nobody-of-this-name").statusCode())
                .isEqualTo(400);
    }

    @Test
    void byBaseAndHeadOneOfSeveralIsFoundWhateverItsState() {
        String ends = "/repos/" + api().repository() + "/pulls/main/" + BRANCH;
        assertThat(api().send(ends).statusCode()).isEqualTo(404);
        PullRequest first = opened(BRANCH, false);
        forge.close(first);
        PullRequest second = opened(BRANCH, false);

        assertThat(api().get(ends).path("number").asLong()).isIn(first.number(), second.number());
        assertThat(forge.pullRequests("main", List.of(BRANCH, OTHER)).get(BRANCH))
                .extracting(PullRequest::number)
                .contains(second.number());
        assertThat(forge.pullRequests("main", List.of(BRANCH, OTHER)).get(OTHER))
                .isEmpty();
        forge.close(second);
        assertThat(forge.pullRequests("main", List.of(BRANCH)).get(BRANCH))
                .extracting(PullRequest::number)
                .containsExactly(second.number(), first.number());
    }
}
