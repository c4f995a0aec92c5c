package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.core.proposal.PullRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Asks for reviews as GitHub, Gitea and Forgejo do alike: users by login, teams of the owner as {@code owner/team}. */
final class ReviewRequests {
    private final ForgeHttp http;
    private final String path;
    private final String owner;

    ReviewRequests(ForgeHttp http, String path, String owner) {
        this.http = http;
        this.path = path;
        this.owner = owner.toLowerCase(Locale.ROOT);
    }

    /** Forges refuse all where one is unknown, so that each is asked by itself then. */
    void ask(PullRequest open, Set<String> reviewers) {
        List<String> missing = reviewers.stream()
                .filter(name -> open.reviewers().stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Answer all = send(missing);
        if (all.isGood()) {
            return;
        }
        if (all.status() != 404 && all.status() != 422) {
            throw http.refusals().of(all);
        }
        List<String> refused = new ArrayList<>();
        for (String name : missing) {
            Answer one = missing.size() == 1 ? all : send(List.of(name));
            if (!one.isGood()) {
                refused.add(name + " (" + one.status() + ": " + Said.by(one) + ")");
            }
        }
        if (!refused.isEmpty()) {
            throw http.refusals()
                    .refused(
                            "pull request " + open.number() + " cannot be given to these reviewers: "
                                    + String.join(", ", refused),
                            "correct spec.proposals.reviewers: users by their login, teams as organisation/team, each with"
                                    + " access to the repository; nobody reviews what is opened in their own name");
        }
    }

    private Answer send(Collection<String> names) {
        ObjectNode body = Body.empty();
        for (String name : names) {
            String team = team(name);
            body.withArray(team.isEmpty() ? "reviewers" : "team_reviewers").add(team.isEmpty() ? name : team);
        }
        return http.exchange(Call.post(path, body));
    }

    /** The team's own name, or an empty text where it is none of the owner's. */
    private String team(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(owner + "/") ? name.substring(owner.length() + 1) : "";
    }
}
