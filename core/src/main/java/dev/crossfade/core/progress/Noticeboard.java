package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.review.EvidenceComment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says on the forge what the gates say: the status of the open proposal's commit, and one comment that is edited in place, in the
 * open proposal, or else in the pull request of the phase that is being proved. What it has posted it remembers, so that nothing
 * is asked or written twice; after a restart it reads what is there.
 */
final class Noticeboard {

    /** Counts change with every pod; an edit a minute is what a reader can follow, and far below what forges allow. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final Upstream upstream;
    private final ProposalStatuses statuses = new ProposalStatuses();
    private final Map<String, PullRequest> merged = new HashMap<>();
    private final Map<Long, Posted> posted = new HashMap<>();
    private final Attempts attempts = new Attempts();
    private Missing missing = new Missing("", Instant.MIN);

    private record Posted(Forge.Comment comment, String substance, Verdict verdict, Instant at) {}

    /** A phase of which no merged pull request was found. */
    private record Missing(String phase, Instant at) {}

    Noticeboard(Upstream upstream) {
        this.upstream = upstream;
    }

    /**
     * What was posted.
     *
     * @param troubles what keeps a reader from knowing; it keeps nothing from being decided
     */
    record Posts(List<String> done, List<Problem> troubles) {}

    /**
     * Writes what has changed.
     *
     * @param tended true where the head of the open proposal is known to hold exactly the next phase
     */
    Posts post(OneStep.Judged judged, boolean tended, Terms terms) {
        Pen pen = new Pen(terms);
        List<Problem> troubles = new ArrayList<>();
        try {
            forge(judged.sight()).ifPresent(forge -> post(judged, tended, forge, pen, terms.now()));
        } catch (CrossfadeException refused) {
            forget();
            troubles.addAll(refused.problems());
        }
        attempts.troubles(terms.now()).stream()
                .filter(trouble -> !troubles.contains(trouble))
                .forEach(troubles::add);
        return new Posts(pen.done(), troubles);
    }

    /** What is refused keeps nothing else from being told. */
    private void post(OneStep.Judged judged, boolean tended, Forge forge, Pen pen, Instant now) {
        statuses.post(judged, tended, forge, pen, now, attempts);
        Optional<PullRequest> open = judged.sight().reviews().open();
        judged.proven()
                .ifPresent(proven -> attempts.attempt(
                        "comment",
                        Attempts.LONGEST,
                        now,
                        () -> open.or(() -> merged(judged, proven.entry(), forge, now))
                                .ifPresent(request -> comment(request, judged, proven, forge, pen, now))));
    }

    /** As {@link #doubt(Sight, String, Terms)}; where the forge is away, too, it will be told later. */
    void doubt(Sight last, RuntimeException why, Terms terms) {
        try {
            doubt(
                    last,
                    why instanceof CrossfadeException refused
                            ? refused.problems().get(0).message()
                            : why.toString(),
                    terms);
        } catch (RuntimeException away) {
            forget();
            why.addSuppressed(away);
        }
    }

    /**
     * Takes back what was said of the open proposal, where nobody can tell any more whether it holds.
     *
     * @throws CrossfadeException where the forge refuses it, or another watcher leads by now
     */
    void doubt(Sight last, String why, Terms terms) {
        forge(last).ifPresent(forge -> statuses.doubt(last, why, forge, new Pen(terms.doubting()), terms.now()));
    }

    private Optional<Forge> forge(Sight sight) {
        return upstream.forge(sight.preview().plan().migration().spec());
    }

    /** After an error what is there has to be read again. */
    void forget() {
        statuses.forget();
        merged.clear();
        posted.clear();
        missing = new Missing("", Instant.MIN);
    }

    /** The newest pull request of a phase that is merged; where there is none, asked again as often as Git and forge are. */
    private Optional<PullRequest> merged(OneStep.Judged judged, Sequence.Entry entry, Forge forge, Instant now) {
        if (merged.containsKey(entry.id())) {
            return Optional.of(merged.get(entry.id()));
        }
        if (missing.phase().equals(entry.id()) && missing.at().plus(Watch.SIGHT).isAfter(now)) {
            return Optional.empty();
        }
        Plan plan = judged.sight().preview().plan();
        String branch = SightReader.prefix(plan.migration().spec().name()) + entry.id();
        Optional<PullRequest> found =
                forge
                        .pullRequests(judged.sight().base().branch(), Set.of(branch))
                        .getOrDefault(branch, List.of())
                        .stream()
                        .filter(request -> request.state() == PullRequest.State.MERGED)
                        .findFirst();
        merged.clear();
        // a forge may say of a merge later than Git does
        found.ifPresentOrElse(request -> merged.put(entry.id(), request), () -> missing = new Missing(entry.id(), now));
        return found;
    }

    private void comment(
            PullRequest request, OneStep.Judged judged, Proving.Proven proven, Forge forge, Pen pen, Instant now) {
        Verdicts verdicts = proven.verdicts();
        String body = new EvidenceComment(
                        judged.sight().preview().plan(), proven.entry(), verdicts.gates(), verdicts.entry())
                .body(proven.merge().commit());
        @Nullable Posted last = posted.remove(request.number());
        if (last == null) {
            last = found(request, forge);
        }
        if (last == null) {
            String text = EvidenceComment.text(body, proven.at());
            pen.step(
                    "comment what the gates say",
                    () -> remember(request, forge.comment(request, text), body, proven.verdict(), now));
            return;
        }
        boolean due =
                last.verdict() != proven.verdict() || !last.at().plus(PAUSE).isAfter(now);
        if (last.substance().equals(EvidenceComment.substance(body)) || !due) {
            posted.put(request.number(), last);
            return;
        }
        Forge.Comment comment = last.comment();
        pen.step("edit the comment on what the gates say", () -> {
            forge.rewrite(request, comment, EvidenceComment.text(body, proven.at()));
            remember(request, comment, body, proven.verdict(), now);
        });
    }

    private void remember(PullRequest request, Forge.Comment comment, String body, Verdict verdict, Instant now) {
        posted.keySet().retainAll(Set.of(request.number()));
        posted.put(request.number(), new Posted(comment, EvidenceComment.substance(body), verdict, now));
    }

    /** The one of an earlier run; a person's own comment never begins with the key. */
    private @Nullable Posted found(PullRequest request, Forge forge) {
        return forge.comments(request).stream()
                .filter(comment -> comment.text().startsWith(EvidenceComment.KEY))
                .findFirst()
                .map(comment ->
                        new Posted(comment, EvidenceComment.substance(comment.text()), Verdict.UNKNOWN, Instant.EPOCH))
                .orElse(null);
    }
}
