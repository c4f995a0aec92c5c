package dev.crossfade.assembly;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Judgement;
import dev.crossfade.core.gate.Left;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Write;
import dev.crossfade.core.progress.Verdicts;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Standpoint;
import dev.crossfade.core.proof.Steadiness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small mistake in what judges a phase, put around the rules or in their place: what they are told, what they are asked to prove, or
 * what becomes of their word.
 *
 * @param where it can matter
 */
record SpoiltRules(String name, Predicate<HistoryScene> where, Function<HistoryScene, HistoryJudge> judge) {

    SpoiltRules(String name, Function<HistoryScene, HistoryJudge> judge) {
        this(name, scene -> true, judge);
    }

    static final List<SpoiltRules> ALL = List.of(
            told("one node is ignored", SpoiltRules::withoutANode),
            told("what is not Ready counts", SpoiltRules::allReady),
            told("an old answer is a new one", SpoiltRules::asNew),
            asked("the time of the merge is ignored", SpoiltRules::mergedLongAgo),
            asked("any commit is the merge", SpoiltRules::anyCommit),
            proved("soak is skipped", patience -> new Patience(Duration.ZERO, patience.limit(), patience.driven())),
            proved("nothing is ever late", patience -> new Patience(patience.soak(), Duration.ofDays(99), false)),
            proved("all is late at once", patience -> new Patience(patience.soak(), Duration.ZERO, false)),
            proved(
                    "half of the time is all",
                    patience -> new Patience(patience.soak(), patience.limit().dividedBy(2), patience.driven())),
            new SpoiltRules(
                    "earlier looks are forgotten",
                    scene -> (now, look, steadiness) -> scene.judge(now, look, Steadiness.none())),
            said("unknown is passed", (gate, now) -> gate.verdict() == Verdict.UNKNOWN, Verdict.PASSED),
            said("what waits has failed", (gate, now) -> gate.verdict() == Verdict.WAITING, Verdict.FAILED),
            said("what failed waits", (gate, now) -> gate.verdict() == Verdict.FAILED, Verdict.WAITING),
            said("what is awaited is late", (gate, now) -> gate.awaited() && now.isAfter(gate.due()), Verdict.FAILED),
            made("the next phase asks for nothing", all -> new Verdicts(all.gates(), List.of(), all.undo())),
            made(
                    "each way back is open",
                    all -> new Verdicts(
                            all.gates(),
                            all.entry(),
                            all.undo().stream()
                                    .map(gate -> with(gate, Verdict.PASSED))
                                    .toList())),
            made(
                    "nothing ever goes back",
                    scene -> scene.terms().goesBack(scene.row())
                            && backDoors(scene).isEmpty(),
                    all -> new Verdicts(
                            all.gates(), all.entry(), List.of(with(all.gates().get(0), Verdict.FAILED)))),
            ruled("a blip fails at once", scene -> true, (judgement, at) -> with(judgement, null, judgement.left())),
            ruled(
                    "every look is progress",
                    scene -> patience(scene).driven(),
                    (judgement, at) -> with(judgement, judgement.tolerated(), lessThanEver(at))),
            told("whoever writes is Argo CD", SpoiltRules::ofValues, reading -> written(reading, false)),
            told("Argo CD is somebody else", SpoiltRules::ofValues, reading -> written(reading, true)));

    /** All that is put around or in place of the rules above, with nothing spoilt in it. */
    static final List<SpoiltRules> SOUND = List.of(
            new SpoiltRules("nothing is spoilt", scene -> scene::judge),
            told("all is told as it was read", (reading, now) -> reading),
            told("lists are plain ones", (reading, now) -> list(reading, PodFact.class, List::copyOf)),
            asked("the standpoint is the right one", at -> at),
            proved("the patience is the right one", patience -> patience),
            ruled(
                    "each rule has its own word",
                    scene -> true,
                    (judgement, at) -> with(judgement, judgement.tolerated(), judgement.left())),
            said("what has passed has", (gate, now) -> gate.verdict() == Verdict.PASSED, Verdict.PASSED),
            made("the verdicts are the right ones", all -> new Verdicts(all.gates(), all.entry(), all.undo())));

    /** Gates that histories do not miss, each with the one that has the same rule and stands in the same phases. */
    static final Map<String, String> COVERED = Map.of(
            "cilium-final", "agents-ready",
            "host-routing", "agents-ready",
            "policy-audit", "agents-ready",
            "policy-enforced", "agents-ready");

    /** The rules that are spoilt by hand, and all of whose gates one is left out. */
    static List<SpoiltRules> all(List<HistoryScene> scenes) {
        Stream<String> gates = ids(scenes, scene -> Rules.of(scene.standpoint()).keySet());
        Stream<String> doors = ids(scenes, SpoiltRules::doors);
        Stream<String> backDoors = ids(scenes, SpoiltRules::backDoors);
        return Stream.of(
                        ALL.stream(),
                        gates.map(SpoiltRules::without),
                        doors.map(SpoiltRules::withoutDoor),
                        backDoors.map(SpoiltRules::withoutUndo))
                .flatMap(each -> each)
                .toList();
    }

    /** What lets the next phase in. */
    private static Set<Gate> doors(HistoryScene scene) {
        return scene.next()
                .map(next -> Rules.ofEntry(scene.standpoint().of(next)).keySet())
                .orElse(Set.of());
    }

    /** Without which the phase must not go back. */
    private static Set<Gate> backDoors(HistoryScene scene) {
        return Rules.ofUndo(scene.standpoint()).keySet();
    }

    static Stream<String> ids(List<HistoryScene> scenes, Function<HistoryScene, Set<Gate>> gates) {
        return scenes.stream()
                .flatMap(scene -> gates.apply(scene).stream())
                .map(Gate::id)
                .distinct()
                .sorted()
                .filter(id -> !COVERED.containsKey(id));
    }

    private interface Which {
        boolean is(GateVerdict gate, Instant now);
    }

    private static SpoiltRules told(String name, BiFunction<Reading<?>, Instant, Reading<?>> other) {
        return new SpoiltRules(name, scene -> (now, look, steadiness) -> {
            Map<Question<?>, Reading<?>> readings = new HashMap<>(look);
            readings.replaceAll((question, reading) -> other.apply(reading, now));
            return scene.judge(now, readings, steadiness);
        });
    }

    private static SpoiltRules told(String name, Predicate<HistoryScene> where, UnaryOperator<Reading<?>> other) {
        return new SpoiltRules(
                name, where, told(name, (reading, now) -> other.apply(reading)).judge());
    }

    /** Where it is asked whether what the chart renders has changed. */
    private static boolean ofValues(HistoryScene scene) {
        return List.of("drop-overlay", "hand-over").contains(scene.row());
    }

    /** With the names of Argo CD and of others exchanged, one way only. */
    private static Reading<?> written(Reading<?> reading, boolean others) {
        return reading.got().orElse(null) instanceof Optional<?> found
                        && found.orElse(null) instanceof ObjectFact fact
                        && !fact.writes().isEmpty()
                ? new Reading.Read<>(Optional.of(written(fact, others)), reading.at())
                : reading;
    }

    private static ObjectFact written(ObjectFact fact, boolean others) {
        List<Write> writes = fact.writes().stream()
                .map(write -> new Write(others ? "somebody" : "argocd-controller", write.time(), write.fields()))
                .toList();
        return new ObjectFact(fact.id(), fact.version(), fact.content(), writes);
    }

    private interface Word {
        Judgement of(Judgement judgement, Instant at);
    }

    private static SpoiltRules ruled(String name, Predicate<HistoryScene> where, Word other) {
        return new SpoiltRules(name, where, scene -> {
            Map<Gate, Rule> rules = new LinkedHashMap<>();
            Rules.of(scene.standpoint()).forEach((gate, rule) -> rules.put(gate, spoilt(rule, other)));
            return judge(scene, rules, patience(scene));
        });
    }

    private static Rule spoilt(Rule rule, Word other) {
        return new Rule() {
            @Override
            public Set<Question<?>> asks() {
                return rule.asks();
            }

            @Override
            public Judgement judge(Look look) {
                return other.of(rule.judge(look), look.at());
            }
        };
    }

    private static Judgement with(Judgement one, @Nullable Duration tolerated, @Nullable Left left) {
        return new Judgement(
                one.verdict(), one.reason(), one.evidence(), one.since(), one.need(), tolerated, one.counted(), left);
    }

    private static Left lessThanEver(Instant at) {
        long seconds = Duration.between(HistoryScene.MERGED, at).toSeconds();
        return new Left((int) (Integer.MAX_VALUE - seconds), null, null);
    }

    private static Reading<?> asNew(Reading<?> reading, Instant now) {
        return reading instanceof Reading.Read<?> read
                ? new Reading.Read<>(HistoryOutside.toldAt(read.value(), now), now)
                : reading;
    }

    private static Reading<?> withoutANode(Reading<?> reading, Instant now) {
        return list(reading, NodeFact.class, nodes -> nodes.subList(0, nodes.size() - 1));
    }

    private static Reading<?> allReady(Reading<?> reading, Instant now) {
        return list(
                reading,
                PodFact.class,
                pods -> pods.stream()
                        .map(PodFact.class::cast)
                        .map(SpoiltRules::ready)
                        .toList());
    }

    private static PodFact ready(PodFact pod) {
        PodFact.Life life = pod.life();
        return new PodFact(
                pod.namespace(),
                pod.name(),
                pod.app(),
                pod.owner(),
                pod.placement(),
                new PodFact.Life(
                        life.phase(), life.created(), life.restarts(), life.started(), life.started(), life.deleted()));
    }

    private static Reading<?> list(Reading<?> reading, Class<?> of, Function<List<?>, List<?>> other) {
        return reading.got().orElse(null) instanceof List<?> list && !list.isEmpty() && of.isInstance(list.get(0))
                ? new Reading.Read<>(other.apply(list), reading.at())
                : reading;
    }

    private static SpoiltRules asked(String name, UnaryOperator<Standpoint> other) {
        return new SpoiltRules(name, scene -> judge(scene, other.apply(scene.standpoint()), patience(scene)));
    }

    private static SpoiltRules proved(String name, UnaryOperator<Patience> other) {
        return new SpoiltRules(name, scene -> judge(scene, scene.standpoint(), other.apply(patience(scene))));
    }

    private static Patience patience(HistoryScene scene) {
        return Patience.of(scene.spec().gates(), scene.entry());
    }

    private static Standpoint mergedLongAgo(Standpoint at) {
        return new Standpoint(
                at.plan(),
                at.entry(),
                at.tree(),
                id -> at.merges().of(id).map(merge -> new ApplicationRule.Merge(merge.commit(), Instant.EPOCH)),
                at.ancestry());
    }

    private static Standpoint anyCommit(Standpoint at) {
        return new Standpoint(
                at.plan(),
                at.entry(),
                at.tree(),
                at.merges(),
                (revision, commit) -> new Reading.Read<>(true, HistoryScene.MERGED));
    }

    private static HistoryJudge judge(HistoryScene scene, Standpoint at, Patience patience) {
        return judge(scene, Rules.of(at), patience);
    }

    private static HistoryJudge judge(HistoryScene scene, Map<Gate, Rule> rules, Patience patience) {
        Proof proof = new Proof(scene.phase(), rules, HistoryScene.MERGED, patience);
        return (now, look, steadiness) -> {
            Verdicts all = scene.judge(now, look, steadiness);
            return new Verdicts(proof.judge(new Look(now, look), steadiness), all.entry(), all.undo());
        };
    }

    private static SpoiltRules said(String name, Which which, Verdict instead) {
        return new SpoiltRules(name, scene -> (now, look, steadiness) -> {
            Verdicts all = scene.judge(now, look, steadiness);
            return new Verdicts(
                    all.gates().stream()
                            .map(gate -> which.is(gate, now) ? with(gate, instead) : gate)
                            .toList(),
                    all.entry(),
                    all.undo());
        });
    }

    private static GateVerdict with(GateVerdict gate, Verdict verdict) {
        return new GateVerdict(
                gate.gate(),
                verdict,
                verdict == Verdict.PASSED,
                gate.reason(),
                gate.evidence(),
                gate.since(),
                gate.failing(),
                gate.due(),
                false,
                false,
                gate.need(),
                gate.left());
    }

    private static SpoiltRules without(String id) {
        return new SpoiltRules(
                "no gate " + id,
                scene -> has(Rules.of(scene.standpoint()).keySet(), id),
                scene -> (now, look, steadiness) -> {
                    Verdicts all = scene.judge(now, look, steadiness);
                    return new Verdicts(others(all.gates(), id), all.entry(), all.undo());
                });
    }

    private static SpoiltRules withoutDoor(String id) {
        return new SpoiltRules(
                "no gate " + id + " lets a phase in",
                scene -> has(doors(scene), id),
                scene -> (now, look, steadiness) -> {
                    Verdicts all = scene.judge(now, look, steadiness);
                    return new Verdicts(all.gates(), others(all.entry(), id), all.undo());
                });
    }

    private static SpoiltRules withoutUndo(String id) {
        return made(
                "gate " + id + " keeps nothing from going back",
                scene -> has(backDoors(scene), id),
                all -> new Verdicts(
                        all.gates(),
                        all.entry(),
                        all.undo().stream()
                                .map(gate -> gate.gate().id().equals(id) ? with(gate, Verdict.PASSED) : gate)
                                .toList()));
    }

    private static boolean has(Set<Gate> gates, String id) {
        return gates.stream().anyMatch(gate -> gate.id().equals(id));
    }

    private static List<GateVerdict> others(List<GateVerdict> gates, String id) {
        return gates.stream().filter(gate -> !gate.gate().id().equals(id)).toList();
    }

    private static SpoiltRules made(String name, UnaryOperator<Verdicts> other) {
        return made(name, scene -> true, other);
    }

    private static SpoiltRules made(String name, Predicate<HistoryScene> where, UnaryOperator<Verdicts> other) {
        return new SpoiltRules(
                name, where, scene -> (now, look, steadiness) -> other.apply(scene.judge(now, look, steadiness)));
    }

    @Override
    public String toString() {
        return name;
    }
}
