package dev.crossfade.core.plan;

import dev.crossfade.core.report.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A plan with its commits rendered, from the phase after the base's marker on.
 *
 * @param ids the commits' ids in their order, or none where nothing was written
 * @param findings what a person should know about specification and plan, none of it a blocker
 */
public record Preview(Plan plan, List<PlannedCommit> commits, List<String> ids, List<Problem> findings) {

    public Preview {
        commits = List.copyOf(commits);
        ids = List.copyOf(ids);
        findings = List.copyOf(findings);
        if (!ids.isEmpty() && ids.size() != commits.size()) {
            throw new IllegalArgumentException(ids.size() + " ids for " + commits.size() + " commits");
        }
    }

    public Preview written(List<String> commitIds) {
        return new Preview(plan, commits, commitIds, findings);
    }

    /** The branch that shows the whole plan and is never merged. */
    public String branch() {
        return "crossfade/" + plan.migration().spec().name() + "/plan";
    }

    /** The rendered commit of a phase, or nothing where it is skipped or merged already. */
    public Optional<PlannedCommit> commit(String phase) {
        return commits.stream()
                .filter(commit -> commit.entry().id().equals(phase))
                .findFirst();
    }

    /** The id of a phase's commit, where it was written. */
    public Optional<String> id(PlannedCommit commit) {
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(commits.indexOf(commit)));
    }
}
