package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.core.proposal.PullRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks for reviews on GitLab, where users go by number and the list is written as a whole. */
final class GitLabReviewers {
    private final ForgeHttp http;
    private final String project;

    GitLabReviewers(ForgeHttp http, String project) {
        this.http = http;
        this.project = project;
    }

    /** docs.gitlab.com/api/merge_requests, "Update MR": reviewer_ids; without Premium GitLab keeps one of several. */
    void ask(PullRequest open, Set<String> names) {
        List<String> missing = names.stream()
                .filter(name -> open.reviewers().stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        String request = project + "/merge_requests/" + open.number();
        Map<Long, String> wanted = new LinkedHashMap<>();
        http.get(request)
                .entry()
                .entries("reviewers")
                .forEach(user -> wanted.put(user.number("id"), user.text("username")));
        int before = wanted.size();
        List<String> lost = new ArrayList<>();
        for (String name : missing) {
            number(name).ifPresentOrElse(number -> wanted.put(number, name), () -> lost.add(name));
        }
        if (wanted.size() > before) {
            ObjectNode body = Body.empty();
            wanted.keySet().forEach(body.withArray("reviewer_ids")::add);
            Entry now = http.expect(Call.put(request, body)).entry();
            List<String> taken = now.entries("reviewers").stream()
                    .map(user -> user.text("username"))
                    .toList();
            missing.stream()
                    .filter(name -> !lost.contains(name) && taken.stream().noneMatch(name::equalsIgnoreCase))
                    .forEach(lost::add);
        }
        if (!lost.isEmpty()) {
            throw http.refusals()
                    .refused(
                            "merge request " + open.number() + " cannot be given to these reviewers: "
                                    + String.join(", ", lost),
                            "correct spec.proposals.reviewers: users by their name, members of the project; GitLab Free takes"
                                    + " one reviewer alone");
        }
    }

    /** docs.gitlab.com/api/users, "List users": username, which finds one user or none. */
    private Optional<Long> number(String name) {
        return http.list(new Query("/users").with("username", name).path()).stream()
                .map(user -> user.number("id"))
                .findFirst();
    }
}
