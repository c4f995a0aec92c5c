package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.render.Templates;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Steps for ever. From one look to the next it keeps what costs much to ask again and what it saw itself; another process that
 * knows nothing of it comes to the same decisions.
 */
public final class Watch {

    /** What Git and forge say may be this old where nothing is done about it; before anything is done it is asked anew. */
    public static final Duration SIGHT = Duration.ofSeconds(30);

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Supplier<Sight> looks;
    private final Upstream upstream;
    private final Templates templates;
    private final Clusters clusters;
    private final Noticeboard noticeboard;
    private final Kept<Provable> known = new Kept<>();
    private Steadiness steadiness = Steadiness.none();
    private @Nullable Sight seen;
    private @Nullable Sight last;
    private Instant seenAt = Instant.MIN;
    private @Nullable Tended tended;
    private boolean proved;
    private boolean led;
    private Set<String> unknown = Set.of();

    /** @param looks asks Git and forge anew */
    public Watch(Supplier<Sight> looks, Upstream upstream, Templates templates, Clusters clusters) {
        this.looks = looks;
        this.upstream = upstream;
        this.templates = templates;
        this.clusters = clusters;
        this.noticeboard = new Noticeboard(upstream);
    }

    /** A proposal of which nothing was missing, by all that it was made of. */
    private record Tended(String base, Optional<String> tip, Optional<PullRequest> request) {
        static Tended of(Sight sight) {
            Sight.Reviews reviews = sight.reviews();
            return new Tended(
                    sight.base().commit(), Optional.ofNullable(reviews.branch()).map(BranchSight::tip), reviews.open());
        }
    }

    /**
     * One look, one decision, and at most one action; none where another watcher may be at work.
     *
     * @throws CrossfadeException where Git or forge cannot be asked, or refuse what was to be done; the next turn begins anew
     */
    public Turn turn(Terms terms) {
        Instant now = terms.now();
        OneStep step = new OneStep(upstream, templates, clusters, terms, this::proofs);
        begin(terms.lead().get() == Lead.LEADS);
        boolean fresh = seen == null || !seenAt.plus(SIGHT).isAfter(now);
        boolean writes = led && !terms.dryRun();
        OneStep.Judged judged = judge(step, fresh ? look(terms) : Objects.requireNonNull(seen), terms);
        if (writes && !fresh && (judged.decision().acts() || isSurprising(judged))) {
            judged = judge(step, look(terms), terms);
        }
        proved = isProved(judged);
        unknown = unknown(judged);
        try {
            // a dry run says what would be done once a look, for that asks Git and forge, too
            return act(step, judged, terms, writes || (led && fresh));
        } catch (CrossfadeException refused) {
            if (writes) {
                noticesBeside(refused, judged, terms);
            }
            // what was seen may be why
            forget();
            throw refused;
        } catch (RuntimeException failed) {
            doubt(judged.sight(), failed, terms);
            forget();
            throw failed;
        }
    }

    private void begin(boolean leads) {
        if (leads && !led) {
            // the one that led before may have written since this one looked, and people have merged what it proposed
            forget();
        }
        led = leads;
    }

    /** @param may false where nothing is done about the decision, and nobody is told of it */
    private Turn act(OneStep step, OneStep.Judged first, Terms terms, boolean may) {
        OneStep.Acted acted =
                may && first.decision().acts() ? step.carryOut(first) : new OneStep.Acted(first, List.of(), false);
        OneStep.Judged judged = acted.judged();
        List<String> done = acted.done();
        if (acted.tended()) {
            tended = Tended.of(judged.sight());
        }
        Advanced advanced = step.advanced(judged, done, steadiness);
        steadiness = advanced.steadiness();
        if (!done.isEmpty() && !terms.dryRun()) {
            seen = null;
            return new Turn(advanced, List.of(), List.of(), AT_ONCE);
        }
        Noticeboard.Posts posts =
                may && !terms.dryRun() ? notices(judged, terms) : new Noticeboard.Posts(List.of(), List.of());
        return new Turn(advanced, posts.done(), posts.troubles(), rest(judged, terms.now()));
    }

    /**
     * True where somebody has probably merged meanwhile: the cluster is no more what it was when everything was proved, or runs a
     * commit that nobody here has heard of.
     */
    private boolean isSurprising(OneStep.Judged judged) {
        return (proved && !isProved(judged)) || !unknown.containsAll(unknown(judged));
    }

    /** Plan and history follow from the commit of the base. */
    private Provable proofs(Sight sight, Instant now) {
        return known.of(sight.base().commit(), () -> upstream.provable(sight, now));
    }

    private static boolean isProved(OneStep.Judged judged) {
        return judged.proven()
                .filter(found -> found.verdict() == Verdict.PASSED)
                .isPresent();
    }

    private static Set<String> unknown(OneStep.Judged judged) {
        return judged.proven().map(found -> found.argo().unknown()).orElse(Set.of());
    }

    private OneStep.Judged judge(OneStep step, Sight sight, Terms terms) {
        try {
            return step.judge(sight, steadiness, Tended.of(sight).equals(tended));
        } catch (RuntimeException failed) {
            doubt(sight, failed, terms);
            forget();
            throw failed;
        }
    }

    private Sight look(Terms terms) {
        try {
            Sight sight = looks.get();
            // a forge may say of a merge later than Git does
            known.dropIf(provable -> provable instanceof Provable.Unjudged unjudged && !unjudged.lasts());
            seen = sight;
            seenAt = terms.now();
            last = sight;
            return sight;
        } catch (CrossfadeException refused) {
            seen = null;
            if (last != null) {
                doubt(last, refused, terms);
            }
            throw refused;
        }
    }

    private void doubt(Sight sight, RuntimeException why, Terms terms) {
        if (led && terms.mayDoubt()) {
            noticeboard.doubt(sight, why, terms);
        }
    }

    /**
     * Takes back what it said of open proposals, for from now on nobody may see what becomes of them: before its last turn, or before
     * it may write no more.
     *
     * @throws CrossfadeException where the forge refuses it, or another watcher leads by now
     */
    public void doubt(String why, Terms terms) {
        if (last != null && terms.mayDoubt()) {
            noticeboard.doubt(last, why, terms);
        }
    }

    private void forget() {
        seen = null;
        tended = null;
        noticeboard.forget();
    }

    private Noticeboard.Posts notices(OneStep.Judged judged, Terms terms) {
        return noticeboard.post(judged, Tended.of(judged.sight()).equals(tended), terms);
    }

    /** What the gates say holds, whatever became of the step; that readers could not be told is told with that. */
    private void noticesBeside(CrossfadeException refused, OneStep.Judged judged, Terms terms) {
        try {
            List<Problem> troubles = notices(judged, terms).troubles();
            if (!troubles.isEmpty()) {
                refused.addSuppressed(new CrossfadeException(troubles));
            }
        } catch (RuntimeException unforeseen) {
            refused.addSuppressed(unforeseen);
            doubt(judged.sight(), refused, terms);
        }
    }

    /** Until what was seen is old, or a gate has held for long enough. */
    private Duration rest(OneStep.Judged judged, Instant now) {
        Duration old = Duration.between(now, seenAt.plus(SIGHT));
        return judged.proven()
                .flatMap(Proving.Proven::ripens)
                .filter(ripe -> ripe.compareTo(old) < 0)
                .orElse(old.isNegative() ? AT_ONCE : old);
    }
}
