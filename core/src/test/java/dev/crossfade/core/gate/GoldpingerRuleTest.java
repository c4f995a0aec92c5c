package dev.crossfade.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Question.Goldpinger;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.observation.Version;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A Goldpinger of the customer's own counts by its own instances, wherever they run. */
class GoldpingerRuleTest {

    private static final Instant NOW = Instant.parse("2026-08-01T10:00:00Z");
    private static final Goldpinger.InCluster INSIDE = new Goldpinger.InCluster("mesh", "pinger");
    private static final ObjectId DAEMON_SET = ObjectId.namespaced("apps/v1", "DaemonSet", "mesh", "pinger");
    private static final Goldpinger.At OUTSIDE = new Goldpinger.At(URI.create("http://pinger.example.com:8080"));

    @Test
    void allInstancesReachEachOther() {
        Judgement judgement = inside(2, mesh("a", "b"), "a", "b");

        assertThat(judgement.verdict()).as(judgement.reason()).isEqualTo(Verdict.PASSED);
        assertThat(judgement.reason()).isEqualTo("2 of 2 instances reach all others");
        assertThat(judgement.since()).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void anInstanceThatIsGoneDoesNotCount() {
        MeshFact mesh = broken(mesh("a", "b", "gone"), "a", "gone");

        assertThat(inside(2, mesh, "a", "b").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(outside(mesh).verdict()).isEqualTo(Verdict.WAITING);
    }

    @Test
    void aBrokenPathIsWaitedFor() {
        Judgement judgement = inside(2, broken(mesh("a", "b"), "a", "b"), "a", "b");

        assertThat(judgement.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(judgement.reason()).isEqualTo("1 paths are broken: a to b (timeout)");
    }

    /** Where people drive a phase the newest time counts as progress: it would never stand still while a path is broken. */
    @Test
    void aRoundThatFindsABrokenPathIsNoProgress() {
        assertThat(outside(broken(mesh("a", "b"), "a", "b")).since()).isNull();
        assertThat(inside(2, broken(mesh("a", "b"), "a", "b"), "a", "b").since())
                .isNull();
    }

    @Test
    void anOldRoundCannotBeTold() {
        MeshFact old = new MeshFact(
                "a", NOW.minusSeconds(121), List.of("a", "b"), mesh("a", "b").rows());

        assertThat(outside(old).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(inside(2, old, "a", "b").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whoSaysNothingHasReachedNobody() {
        MeshFact mesh = new MeshFact("a", NOW, List.of("a", "b"), Map.of("a", row(2)));

        assertThat(outside(mesh).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(outside(mesh("a")).reason())
                .isEqualTo("Goldpinger pinger.example.com:8080 has 1 instances: no path is measured");
        assertThat(outside(mesh("a", "b")).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void itsDaemonSetIsThereWithAllItsPods() {
        assertThat(inside(3, mesh("a", "b"), "a", "b").reason())
                .isEqualTo("2 of 3 pods of DaemonSet mesh/pinger are Ready");

        Map<Question<?>, Reading<?>> answers = new HashMap<>();
        answers.put(new Question.Named(Seat.CLUSTER, DAEMON_SET), new Reading.Read<>(Optional.empty(), NOW));
        answers.put(new Question.Pods(), new Reading.Read<>(List.of(), NOW));

        Judgement absent = new GoldpingerRule(INSIDE).judge(new Look(NOW, answers));

        assertThat(absent.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(absent.reason()).isEqualTo("DaemonSet mesh/pinger answers 404");
    }

    private static Judgement inside(int desired, MeshFact mesh, String... ready) {
        Map<Question<?>, Reading<?>> answers = new HashMap<>();
        Version version = new Version("u", "1", 1, NOW, NOW, null, List.of());
        answers.put(
                new Question.Named(Seat.CLUSTER, DAEMON_SET),
                new Reading.Read<>(
                        Optional.of(new ObjectFact(
                                DAEMON_SET,
                                version,
                                Content.of(Map.of("status", Map.of("desiredNumberScheduled", desired))))),
                        NOW));
        answers.put(
                new Question.Pods(),
                new Reading.Read<>(Stream.of(ready).map(GoldpingerRuleTest::pod).toList(), NOW));
        answers.put(new Question.Mesh(INSIDE), new Reading.Read<>(mesh, NOW));
        GoldpingerRule rule = new GoldpingerRule(INSIDE);
        assertThat(rule.asks()).isEqualTo(answers.keySet());
        return rule.judge(new Look(NOW, answers));
    }

    private static Judgement outside(MeshFact mesh) {
        return new GoldpingerRule(OUTSIDE)
                .judge(new Look(NOW, Map.of(new Question.Mesh(OUTSIDE), new Reading.Read<>(mesh, NOW))));
    }

    /** Instances of which each reaches all. */
    private static MeshFact mesh(String... pods) {
        Map<String, MeshFact.Row> rows = new HashMap<>();
        Stream.of(pods).forEach(pod -> rows.put(pod, row(pods.length)));
        return new MeshFact(pods[0], NOW, List.of(pods), rows);
    }

    private static MeshFact.Row row(int reached) {
        BitSet all = new BitSet();
        all.set(0, reached);
        return new MeshFact.Row(all, List.of());
    }

    private static MeshFact broken(MeshFact mesh, String from, String to) {
        BitSet reached = mesh.rows().get(from).reached();
        reached.clear(mesh.pods().indexOf(to));
        Map<String, MeshFact.Row> rows = new HashMap<>(mesh.rows());
        rows.put(from, new MeshFact.Row(reached, List.of(new MeshFact.Broken(to, "timeout"))));
        return new MeshFact(mesh.answered(), mesh.at(), new ArrayList<>(mesh.pods()), rows);
    }

    private static PodFact pod(String name) {
        Instant since = NOW.minusSeconds(60);
        return new PodFact(
                "mesh",
                name,
                "pinger",
                new PodFact.Owner("DaemonSet", "pinger"),
                new PodFact.Placement("node-" + name, true, List.of("10.0.0.1")),
                new PodFact.Life("Running", since, 0, since, since, null));
    }
}
