package dev.crossfade.argo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.argo.Connections;
import dev.crossfade.argo.KubernetesObservatory;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.api.Resource;
import dev.crossfade.argo.api.Writes;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.write.ClusterDesk;
import dev.crossfade.argo.write.LeaseElection;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What the watcher writes, and what comes of it. */
public abstract class WritingContract {

    private static final Resource APPLICATION =
            new Resource("argoproj.io/v1alpha1", "Application", "applications", true);
    private static final LeaseElection.Times QUICK =
            new LeaseElection.Times(Duration.ofSeconds(8), Duration.ofSeconds(6), Duration.ofMillis(300));
    private static final Duration SOON = Duration.ofSeconds(30);

    protected abstract Ground ground();

    private Writes writes(Reader reader) {
        return Connections.writing(ground().config(reader), Limits.USUAL, CallListener.NONE);
    }

    private ObjectId application(String name) {
        ground().serve(APPLICATION);
        ground().create(Yaml.of("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: %s, namespace: default, annotations: {kept: "yes"}}
                spec: {project: one}
                """.formatted(name)));
        return ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "default", name);
    }

    @Test
    protected void asksForALookAndShowsABannerAndTouchesNothingElse() {
        ObjectId id = application("asked");
        try (Writes writes = writes(Reader.ADMIN)) {
            ClusterDesk desk = new ClusterDesk(writes, "pod-1");
            desk.refresh(id);
            desk.banner(id, true, "phase 3 of 24" + "x".repeat(600), "https://git.example.com/pulls/3");

            ObjectFact now = read(new Question.Named(Seat.ARGO, id)).get(0);
            assertThat(now.text("metadata", "annotations", "argocd.argoproj.io/refresh"))
                    .contains("normal");
            assertThat(now.text("metadata", "annotations", "notice.argocd.argoproj.io/severity"))
                    .contains("warning");
            assertThat(now.text("metadata", "annotations", "notice.argocd.argoproj.io/url"))
                    .contains("https://git.example.com/pulls/3");
            assertThat(now.text("metadata", "annotations", "notice.argocd.argoproj.io/content")
                            .orElseThrow())
                    .startsWith("phase 3 of 24")
                    .hasSize(500);
            assertThat(now.text("metadata", "annotations", "kept")).contains("yes");
            assertThat(now.text("spec", "project")).contains("one");

            desk.record(
                    new ClusterDesk.Happening(id, true, "MigrationHeld", "why", Instant.parse("2026-08-01T12:00:00Z")));
            List<ObjectFact> events = read(new Question.Listed(Seat.ARGO, "v1", "Event", "default"));
            assertThat(events).singleElement().satisfies(event -> {
                assertThat(event.text("reason")).contains("MigrationHeld");
                assertThat(event.text("type")).contains("Warning");
                assertThat(event.text("message")).contains("why");
                assertThat(event.text("involvedObject", "name")).contains("asked");
                assertThat(event.text("involvedObject", "uid"))
                        .contains(now.version().uid());
                assertThat(event.text("lastTimestamp")).contains("2026-08-01T12:00:00Z");
                assertThat(event.text("reportingInstance")).contains("pod-1");
            });
        }
    }

    @Test
    protected void saysWhatIsRefusedAndByWhichRight() {
        ObjectId id = application("refused");
        try (Writes writes = writes(Reader.NODES_ONLY)) {
            ClusterDesk desk = new ClusterDesk(writes, "pod-1");
            assertThatThrownBy(() -> desk.refresh(id))
                    .isInstanceOfSatisfying(
                            CrossfadeException.class,
                            refused -> assertThat(refused.problems())
                                    .singleElement()
                                    .satisfies(problem -> {
                                        assertThat(problem.code()).isEqualTo(ErrorCode.CLUSTER_REFUSED);
                                        assertThat(problem.where().text()).contains("Application default/refused");
                                        assertThat(problem.message())
                                                .contains("answers 403", "verb patch", "applications.argoproj.io");
                                    }));
        }
        try (Writes writes = writes(Reader.ADMIN)) {
            ObjectId gone = ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "default", "gone");
            assertThatCode(() -> new ClusterDesk(writes, "pod-1").refresh(gone))
                    .as("nobody looks at what is not there")
                    .doesNotThrowAnyException();
        }
    }

    @Test
    protected void ofTwoOneLeadsAndTheOtherFollowsWhenItGoes() {
        try (Writes one = writes(Reader.ADMIN);
                Writes two = writes(Reader.ADMIN)) {
            List<Boolean> heard = new CopyOnWriteArrayList<>();
            LeaseElection first = new LeaseElection(one, "default", "prod", "first", QUICK, heard::add).start();
            await("the first one leads", first::leads);
            try (LeaseElection second = new LeaseElection(two, "default", "prod", "second", QUICK, now -> {}).start()) {
                await("the second one has looked", () -> lease("prod").equals("first"));
                assertThat(second.leads()).isFalse();
                first.close();
                assertThat(first.leads()).isFalse();
                assertThat(heard).containsExactly(true, false);
                await("the second one leads", second::leads);
                assertThat(lease("prod")).isEqualTo("second");
            }
        }
    }

    /** Before the Lease ends and another one may take it, though its next try comes later. */
    @Test
    protected void aHolderThatIsCutOffGivesUpWithinItsDeadline() {
        LeaseElection.Times times =
                new LeaseElection.Times(Duration.ofSeconds(6), Duration.ofSeconds(4), Duration.ofMillis(2000));
        try (Writes writes = writes(Reader.ADMIN);
                LeaseElection election =
                        new LeaseElection(writes, "default", "cut-off", "first", times, now -> {}).start()) {
            await("it leads", election::leads);
            assertThat(election.untilOverdue()).isPositive();
            long since = System.nanoTime();
            ground().stop();
            await("it knows, while it still leads", election::isOverdue);
            await("it gives up", () -> !election.leads());
            assertThat(election.isOverdue()).isFalse();
            assertThat(election.untilOverdue()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(times.lasts());
            ground().start();
            await("it leads again", election::leads);
        }
    }

    /** With what the elector of a dead one leaves. */
    @Test
    protected void whoDiesWithoutGivingItBackIsFollowedAfterTheLeaseHasLasted() {
        Duration lasts = Duration.ofSeconds(5);
        try (Writes writes = writes(Reader.ADMIN)) {
            long since = System.nanoTime();
            ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
            new LeaseLock("default", "died", "dead")
                    .create(writes.client(), new LeaderElectionRecord("dead", lasts, now, now, 0));
            try (LeaseElection next =
                    new LeaseElection(writes, "default", "died", "next", QUICK, leads -> {}).start()) {
                await("the next one leads", next::leads);
                assertThat(Duration.ofNanos(System.nanoTime() - since))
                        .isBetween(lasts.minusMillis(1), lasts.multipliedBy(2));
                assertThat(lease("died")).isEqualTo("next");
            }
        }
    }

    /** As a signal leaves the thread of a watch. */
    @Test
    protected void whoIsStoppedGivesTheLeaseBackBeforeTheProcessEnds() {
        try (Writes writes = writes(Reader.ADMIN)) {
            LeaseElection election = new LeaseElection(writes, "default", "stopped", "first", QUICK, now -> {}).start();
            await("it leads", election::leads);
            Thread.currentThread().interrupt();
            election.close();

            assertThat(Thread.interrupted()).isTrue();
            // fabric8 leaves the name and gives the Lease a second to live
            assertThat(lease("stopped", "leaseDurationSeconds")).isEqualTo("1");
        }
    }

    @Test
    protected void whoMayNotHaveTheLeaseNeverLeadsAndSaysWhy() {
        try (Writes writes = writes(Reader.NODES_ONLY);
                LeaseElection election =
                        new LeaseElection(writes, "default", "denied", "nobody", QUICK, now -> {}).start()) {
            await("it says why", () -> election.trouble().isPresent());
            assertThat(election.trouble().orElseThrow()).contains("denied", "leases", "forbidden");
            assertThat(election.leads()).isFalse();
        }
    }

    private String lease(String name) {
        return lease(name, "holderIdentity");
    }

    private String lease(String name, String field) {
        return read(new Question.Named(
                        Seat.CLUSTER, ObjectId.namespaced("coordination.k8s.io/v1", "Lease", "default", name)))
                .stream()
                .flatMap(fact -> fact.text("spec", field).stream())
                .findFirst()
                .orElse("");
    }

    private List<ObjectFact> read(Question<?> question) {
        try (KubernetesObservatory observatory = new KubernetesObservatory(
                Connections.to(ground().config(Reader.ADMIN), Limits.USUAL, Clock.systemUTC(), CallListener.NONE),
                Limits.USUAL,
                Clock.systemUTC(),
                ProxySelector.of(null),
                MistakeListener.NONE)) {
            if (question instanceof Question.Named named) {
                return observatory.look(Set.of(named)).answer(named).got().orElseThrow().stream()
                        .toList();
            }
            Question.Listed listed = (Question.Listed) question;
            return observatory.look(Set.of(listed)).answer(listed).got().orElseThrow();
        }
    }

    private static void await(String what, BooleanSupplier there) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + SOON + ": " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(what, e);
            }
        }
    }
}
