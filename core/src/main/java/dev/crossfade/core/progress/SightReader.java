package dev.crossfade.core.progress;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.FileChange;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.Remote;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.proposal.ReviewKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at what the remote and the forge have of one migration. */
public final class SightReader {

    /** Whoever puts it on a pull request stops the migration where it is. */
    public static final String HOLD = "crossfade/hold";

    private final Repository repository;
    private final @Nullable Forge forge;

    public SightReader(Repository repository, Optional<Forge> forge) {
        this.repository = repository;
        this.forge = forge.orElse(null);
    }

    /** The names of all branches of a migration begin with this. */
    public static String prefix(String migration) {
        return "crossfade/" + migration + "/";
    }

    /** The migration that a branch belongs to. */
    static String migration(String branch) {
        return branch.split("/", -1)[1];
    }

    /** The proposal that a branch holds: a phase's id, or {@code undo-<phase>}. */
    static String id(String branch) {
        return branch.substring(branch.lastIndexOf('/') + 1);
    }

    /** @param preview rendered from the look's base */
    public Sight look(Preview preview, Remote.Look look) {
        String marker = preview.plan().migration().layout().marker();
        Optional<FileChange> moved =
                repository.changes(look.base(), marker, 1).stream().findFirst();
        return new Sight(preview, look.base(), moved, reviews(preview, look, moved));
    }

    private Sight.Reviews reviews(Preview preview, Remote.Look look, Optional<FileChange> moved) {
        String prefix = prefix(preview.plan().migration().spec().name());
        Optional<String> own = preview.commits().stream().findFirst().map(next -> prefix + id(next));
        Map<String, List<PullRequest>> all = requests(preview, look, own);
        List<PullRequest> requests =
                own.map(name -> all.getOrDefault(name, List.of())).orElse(List.of());
        Author author = preview.plan().migration().spec().git().author().toAuthor();
        List<Remainder> remainders = new ArrayList<>();
        BranchSight branch = null;
        for (String name : look.branches().keySet()) {
            if (own.filter(name::equals).isPresent()) {
                branch = branch(name, look, moved, author);
            } else if (!name.equals(preview.branch())) {
                remainders.add(new Remainder(
                        branch(name, look, moved, author),
                        all.getOrDefault(name, List.of()).stream().findFirst()));
            }
        }
        return new Sight.Reviews(
                branch,
                requests,
                closer(requests),
                held(preview.plan().migration().spec().name()),
                remainders);
    }

    private BranchSight branch(String name, Remote.Look look, Optional<FileChange> moved, Author author) {
        String tip = Objects.requireNonNull(look.branches().get(name), "a branch that was seen has a tip");
        boolean current = moved.map(
                        change -> repository.contains(tip, change.commit().id()))
                .orElse(true);
        return new BranchSight(name, tip, repository.above(look.base(), tip, author), current);
    }

    private Map<String, List<PullRequest>> requests(Preview preview, Remote.Look look, Optional<String> own) {
        Set<String> names = new TreeSet<>(look.branches().keySet());
        names.remove(preview.branch());
        own.ifPresent(names::add);
        return forge == null ? Map.of() : forge.pullRequests(look.base().branch(), names);
    }

    /** Asked only where somebody said stop. */
    private Optional<String> closer(List<PullRequest> requests) {
        return forge == null
                ? Optional.empty()
                : requests.stream().findFirst().filter(Sight.Reviews::isStop).flatMap(forge::closedBy);
    }

    private List<PullRequest> held(String migration) {
        List<PullRequest> labelled = forge == null ? List.of() : forge.labelled(HOLD);
        return labelled.stream()
                .filter(request -> ReviewKey.read(request.text())
                                .filter(key -> key.migration().equals(migration))
                                .isPresent()
                        || request.branch().startsWith(prefix(migration)))
                .toList();
    }

    private static String id(PlannedCommit commit) {
        return commit.entry().id();
    }
}
