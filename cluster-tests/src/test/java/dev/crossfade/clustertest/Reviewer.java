package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A person who looks at Gitea's pages, and merges what Crossfade's status says may be merged; nothing else. */
final class Reviewer {

    private static final List<String> STYLES = List.of("merge", "squash", "rebase");
    private static final String PULLS = "/repos/" + GiteaOrigin.REPOSITORY + "/pulls";

    private final Gitea gitea;
    private final String context;
    private final Random random;

    /** @param seed of the ways in which she merges */
    Reviewer(Gitea gitea, String migration, long seed) {
        this.gitea = gitea;
        this.context = "crossfade/" + migration;
        this.random = new Random(seed);
    }

    /** A pull request as the list shows it. */
    record Request(long number, String phase, String head) {
        static Request of(JsonNode page) {
            // the ref of a branch that is gone is another one
            String branch = page.path("head").path("label").asText();
            return new Request(
                    page.path("number").asLong(),
                    branch.substring(branch.lastIndexOf('/') + 1),
                    page.path("head").path("sha").asText());
        }
    }

    List<Request> open() {
        return list("open");
    }

    /** All that there ever were, in their order. */
    List<Request> all() {
        return list("all").stream()
                .sorted((one, other) -> Long.compare(one.number(), other.number()))
                .toList();
    }

    private List<Request> list(String state) {
        JsonNode pages = gitea.as(GiteaOrigin.REVIEWER, "GET", PULLS + "?limit=50&state=" + state, "");
        return pages.findParents("head").stream().map(Request::of).toList();
    }

    /** What the status of its commit says now. */
    String status(Request request) {
        JsonNode all = gitea.as(
                GiteaOrigin.REVIEWER,
                "GET",
                "/repos/" + GiteaOrigin.REPOSITORY + "/commits/" + request.head() + "/status",
                "");
        for (JsonNode each : all.path("statuses")) {
            if (each.path("context").asText().equals(context)) {
                return each.path("status").asText();
            }
        }
        return "none";
    }

    /** The one that she may merge. */
    Optional<Request> green() {
        return open().stream().filter(each -> status(each).equals("success")).findFirst();
    }

    /** @return how she merged */
    String merge(Request request) {
        String style = STYLES.get(random.nextInt(STYLES.size()));
        Machines.await("pull request " + request.number() + " is merged", () -> {
            try {
                String path = PULLS + "/" + request.number();
                if (gitea.as(GiteaOrigin.REVIEWER, "GET", path, "")
                        .path("merged")
                        .asBoolean()) {
                    return true;
                }
                gitea.as(
                        GiteaOrigin.REVIEWER,
                        "POST",
                        path + "/merge",
                        "{\"Do\": \"" + style + "\", \"head_commit_id\": \"" + request.head() + "\"}");
                return true;
            } catch (Gitea.RefusedException refused) {
                // who merges right after another change is told to try again
                if (!String.valueOf(refused.getMessage()).contains("try again later")) {
                    throw refused;
                }
                return false;
            }
        });
        return style;
    }

    boolean isMerged(Request request) {
        return gitea.as(GiteaOrigin.REVIEWER, "GET", PULLS + "/" + request.number(), "")
                .path("merged")
                .asBoolean();
    }

    /** When it was made and merged, as its page shows it. */
    Review review(Request request) {
        return Review.of(gitea.as(GiteaOrigin.REVIEWER, "GET", PULLS + "/" + request.number(), ""));
    }

    /** Comments that Crossfade keeps on what the gates say. */
    List<JsonNode> evidence(Request request) {
        return gitea
                .as(
                        GiteaOrigin.REVIEWER,
                        "GET",
                        "/repos/" + GiteaOrigin.REPOSITORY + "/issues/" + request.number() + "/comments",
                        "")
                .findParents("body")
                .stream()
                .filter(each -> each.path("body").asText().startsWith("<!-- crossfade:evidence -->"))
                .toList();
    }
}
