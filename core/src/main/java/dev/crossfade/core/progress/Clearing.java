package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.Remote;
import dev.crossfade.core.proposal.ReviewKey;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Clears away branches of phases that are merged or superseded; a person's commit is never part of what goes. */
final class Clearing {

    private final Remote remote;
    private final @Nullable Forge forge;
    private final Pen pen;

    Clearing(Remote remote, Optional<Forge> forge, Pen pen) {
        this.remote = remote;
        this.forge = forge.orElse(null);
        this.pen = pen;
    }

    /** @param merged ids of the phases that are merged */
    void clear(Remainder remainder, Set<String> merged) {
        BranchSight branch = remainder.branch();
        if (branch.foreign().isPresent()) {
            return;
        }
        PullRequest newest = remainder.newest().orElse(null);
        boolean over = branch.above().isEmpty() || merged.contains(remainder.id());
        if (newest != null && newest.isOpen() && !remainder.isUndo()) {
            supersede(newest, branch.name());
            delete(branch);
        } else if (newest == null ? over : isDoneWith(newest)) {
            delete(branch);
        }
    }

    /** A proposal that is not to be merged now; a branch with a commit of a person's stays, without its pull request. */
    void withdraw(@Nullable BranchSight branch, Optional<PullRequest> open) {
        open.ifPresent(request -> supersede(request, request.branch()));
        if (branch == null) {
            return;
        }
        branch.foreign()
                .ifPresentOrElse(
                        commit ->
                                pen.note("branch " + branch.name() + " stays: it holds a commit of " + commit.author()),
                        () -> delete(branch));
    }

    /** Merged; or closed by Crossfade itself, in a run that came no further. */
    private static boolean isDoneWith(PullRequest newest) {
        return switch (newest.state()) {
            case MERGED -> true;
            case CLOSED -> ReviewKey.isSuperseded(newest.text());
            case OPEN -> false;
        };
    }

    private void supersede(PullRequest request, String branch) {
        Forge there = Objects.requireNonNull(forge, "a pull request comes from a forge");
        pen.step("close superseded pull request " + request.number(), () -> {
            // first the word that nobody said stop, then what looks like one
            there.rewrite(
                    request,
                    request.title(),
                    ReviewKey.superseding(request.text(), SightReader.migration(branch), SightReader.id(branch)));
            there.close(request);
        });
    }

    private void delete(BranchSight branch) {
        pen.step("delete branch " + branch.name(), () -> remote.delete(branch.name(), branch.tip()));
    }
}
