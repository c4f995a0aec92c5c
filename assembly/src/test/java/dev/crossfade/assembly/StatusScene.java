package dev.crossfade.assembly;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.progress.Proving;
import dev.crossfade.core.progress.Sight;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.progress.StatusReporter;
import dev.crossfade.core.progress.Verdicts;
import dev.crossfade.core.proof.Merges;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Standpoint;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.proposal.CommitSeen;
import dev.crossfade.core.proposal.FileChange;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.spec.GatesSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A migration that stands at a phase, with a look at its cluster as a test wants it. */
final class StatusScene {

    private final Journey journey;
    private final String phase;
    private final HistoryScene scene;
    private final HistoryTruth truth;
    private final Map<Question<?>, String> unread = new HashMap<>();
    private Optional<PullRequest> open = Optional.empty();

    StatusScene(Journey journey, String phase, int machines) {
        this.journey = journey;
        this.phase = phase;
        this.scene = new HistoryScene(journey, phase);
        this.truth = new HistoryStart(scene).good(machines);
        this.truth.now = HistoryScene.MERGED.plus(Duration.ofMinutes(47));
    }

    StatusScene where(Consumer<HistoryTruth> change) {
        change.accept(truth);
        return this;
    }

    /** What the look does not get an answer to. */
    StatusScene unread(Question<?> question, String why) {
        unread.put(question, why);
        return this;
    }

    StatusScene proposed(long number) {
        Sequence.Entry next = next().orElseThrow();
        open = Optional.of(new PullRequest(
                number,
                "https://git.example.com/platform/gitops/pulls/" + number,
                "crossfade/prod/" + next.id(),
                "e".repeat(40),
                "main",
                PullRequest.State.OPEN,
                false,
                "prod: " + next.title(),
                "",
                Set.of("crossfade"),
                Set.of(),
                HistoryScene.MERGED.plusSeconds(600),
                null));
        return this;
    }

    /** Where Git and the cluster say that it stands. */
    StatusReport report() {
        return StatusReporter.of(sight(), Proving.Answer.of(proven()), truth.now);
    }

    /** Where Git says that it stands, and no cluster is named. */
    StatusReport unasked() {
        return StatusReporter.of(sight(), Proving.Answer.NONE, truth.now);
    }

    /** What nobody can judge. */
    StatusReport unjudged(String why) {
        return StatusReporter.of(sight(), new Proving.Answer(Optional.empty(), Optional.of(why)), truth.now);
    }

    /** Before the first phase. */
    static StatusReport planned(Journey journey, Instant now) {
        Repository.Base base = new Repository.Base(
                "main",
                HistoryScene.BEFORE,
                HistoryScene.MERGED,
                journey.states().get(0));
        return StatusReporter.of(
                new Sight(journey.preview(), base, Optional.empty(), reviews(Optional.empty())),
                Proving.Answer.NONE,
                now);
    }

    private static Sight.Reviews reviews(Optional<PullRequest> open) {
        return new Sight.Reviews(null, open.stream().toList(), Optional.empty(), List.of(), List.of());
    }

    private Sight sight() {
        MapTree base = journey.after(phase);
        Preview rest = Story.planFrom(journey.states().get(0), base);
        CommitSeen merge = new CommitSeen(
                HistoryScene.MERGE,
                List.of(HistoryScene.BEFORE),
                "Jo <jo@example.com>",
                HistoryScene.MERGED,
                "prod: " + entry().title() + " (#231)\n",
                false);
        return new Sight(
                rest,
                new Repository.Base("main", HistoryScene.MERGE, HistoryScene.MERGED, base),
                Optional.of(new FileChange(merge, journey.states().get(journey.index(phase)), base, false, null)),
                reviews(open));
    }

    private Proving.Proven proven() {
        Standpoint at = scene.standpoint();
        GatesSpec spec = journey.preview().plan().migration().spec().gates();
        Patience patience = Patience.of(spec, entry());
        Patience toEnter = next().map(next -> Patience.toEnter(spec, next)).orElse(Patience.NONE);
        Proof gates = new Proof(phase, Rules.of(at), HistoryScene.MERGED, patience);
        Proof undo = new Proof(phase, Rules.ofUndo(at), HistoryScene.MERGED, Patience.NONE);
        Proof entering = new Proof(
                phase, next().map(next -> Rules.ofEntry(at.of(next))).orElse(Map.of()), HistoryScene.MERGED, toEnter);
        Set<Question<?>> asks = new HashSet<>(Set.of(new Question.Nodes(), new Question.Pods()));
        List.of(gates, undo, entering).forEach(proof -> asks.addAll(proof.asks()));
        Look look = look(asks);
        Verdicts verdicts = new Verdicts(
                gates.judge(look, Steadiness.none()),
                entering.judge(look, Steadiness.none()),
                undo.judge(look, Steadiness.none()));
        return new Proving.Proven(
                new Proving.Merged(entry(), merges(at), patience, toEnter),
                look,
                verdicts,
                new Proving.Apart(Optional.empty(), Set.of()));
    }

    private Look look(Set<Question<?>> asks) {
        Look whole = new HistoryView(scene, truth).look(asks);
        Map<Question<?>, Reading<?>> answers = new HashMap<>();
        asks.forEach(question -> answers.put(
                question,
                unread.containsKey(question)
                        ? new Reading.Unread<>(unread.get(question), truth.now)
                        : whole.answer(question)));
        return new Look(truth.now, answers);
    }

    private Merges merges(Standpoint at) {
        return id -> at.merges()
                .of(id)
                .map(merge -> new ApplicationRule.Merge(
                        merge.commit(),
                        id.equals("relax-policies") ? HistoryScene.MERGED.minus(Duration.ofDays(7)) : merge.time()));
    }

    private Sequence.Entry entry() {
        return journey.preview().plan().entry(phase).orElseThrow();
    }

    private Optional<Sequence.Entry> next() {
        return journey.preview().plan().after(phase).stream()
                .filter(each -> each.step() != null)
                .findFirst();
    }
}
