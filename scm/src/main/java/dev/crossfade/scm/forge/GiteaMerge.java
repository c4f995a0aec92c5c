package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.core.proposal.PullRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Merges on Gitea and Forgejo, in the style that the repository prefers. */
final class GiteaMerge {
    private static final Map<String, String> STYLES = styles();

    private final ForgeHttp http;
    private final String path;

    GiteaMerge(ForgeHttp http, String path) {
        this.http = http;
        this.path = path;
    }

    /** What {@code Do} calls a style, and the field of the repository that allows it. */
    private static Map<String, String> styles() {
        Map<String, String> styles = new LinkedHashMap<>();
        styles.put("merge", "allow_merge_commits");
        styles.put("squash", "allow_squash_merge");
        styles.put("rebase", "allow_rebase");
        styles.put("rebase-merge", "allow_rebase_explicit");
        styles.put("fast-forward-only", "allow_fast_forward_only_merge");
        return styles;
    }

    void merge(PullRequest open, String title, String message) {
        ObjectNode body = Body.of("Do", style(http.get(path).entry()))
                .put("head_commit_id", open.head())
                .put("MergeTitleField", title)
                .put("MergeMessageField", message);
        StillChecking checking = new StillChecking(http.patience());
        while (true) {
            Answer answer = http.exchange(Call.post(path + "/pulls/" + open.number() + "/merge", body));
            // "Please try again later": whether it can be merged is found out in the background
            if (answer.status() != 405 || !answer.text().contains("try again later") || !checking.waited()) {
                http.refusals().good(answer);
                return;
            }
        }
    }

    private String style(Entry repository) {
        String preferred = repository.textOrNone("default_merge_style");
        if (STYLES.containsKey(preferred) && repository.flag(STYLES.get(preferred))) {
            return preferred;
        }
        return STYLES.entrySet().stream()
                .filter(style -> repository.flag(style.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> http.refusals()
                        .refused(
                                "Gitea has no merge style in " + path + " that Crossfade can ask for",
                                "allow one of " + STYLES.keySet() + " in the repository's settings"));
    }
}
