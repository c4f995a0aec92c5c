package dev.crossfade.core.progress;

import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.proposal.CommitSeen;
import dev.crossfade.core.render.Tree;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the phase that was merged last came into the base.
 *
 * @param commit nothing where the base's newest move of the marker is another one, such as an undo, and nobody looked further; or where
 *     it came by fast-forward, and no cluster was asked or nothing says when
 */
public record Landing(Sequence.Entry entry, Optional<Commit> commit) {

    /** As forges write it into the message of a merge or a squash: GitHub and Gitea in the subject, GitLab in its last line. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?:^Merge pull request (?:'.*' \\()?#|^.* \\(#|(?m:^See merge request \\S*!))([0-9]{1,9})");

    /**
     * Its merge.
     *
     * @param request the pull request's number, where the message has one
     */
    public record Commit(String id, Instant time, Optional<String> request) {}

    static Optional<Landing> of(Sight sight, Optional<Sequence.Entry> merged, Optional<Proving.Proven> proven) {
        return merged.map(entry -> new Landing(
                entry,
                sight.moved()
                        .filter(change -> !change.forwarded() && brought(sight, change.after(), entry))
                        .map(change -> commit(sight, change.commit()))
                        .or(() -> proven.map(found ->
                                new Commit(found.merge().commit(), found.merge().time(), Optional.empty())))));
    }

    private static boolean brought(Sight sight, Tree after, Sequence.Entry entry) {
        return Marker.read(after, sight.preview().plan().migration().layout())
                .filter(marker -> marker.phase().equals(entry.id()) && marker.undone() == null)
                .isPresent();
    }

    private static Commit commit(Sight sight, CommitSeen commit) {
        boolean hasForge = sight.preview().plan().migration().spec().proposals().hasForge();
        return new Commit(commit.id(), commit.committed(), hasForge ? number(commit.message()) : Optional.empty());
    }

    static Optional<String> number(String message) {
        Matcher matcher = NUMBER.matcher(message);
        return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }
}
