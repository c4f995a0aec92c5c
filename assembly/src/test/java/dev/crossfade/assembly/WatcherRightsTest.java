package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.proof.Merges;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Standpoint;
import dev.crossfade.core.spec.WorkloadSpec;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the rights of argo/watcher to what the gates of plans ask: all of it, and nothing else. */
class WatcherRightsTest {

    private static final Instant MERGED = Instant.parse("2026-08-01T12:00:00Z");
    private static final Merges MERGES = phase -> Optional.of(new ApplicationRule.Merge("a".repeat(40), MERGED));
    private static final Set<String> READING = Set.of("get", "list", "watch");

    /** What argo's ClusterDesk and LeaseElection do; the uid of an Application is read before an Event is recorded. */
    private static final Set<String> WRITES = Set.of(
            "create  leases",
            "patch prod leases",
            "patch crossfade-prod applications",
            "patch crossfade-prod-applications applications",
            "patch prod-cilium applications",
            "create  events");

    @Test
    void everyQuestionMayBeAskedAndNoRightIsOfNoUse() {
        Set<WatcherGrant> unused = new HashSet<>(reading(Story.preview()));
        int needs = 0;
        for (Journey journey : journeys().toList()) {
            List<WatcherGrant> grants = WatcherGrant.of(journey.preview().plan());
            for (WatcherNeed need : needs(journey)) {
                needs++;
                List<WatcherGrant> serving =
                        grants.stream().filter(grant -> grant.serves(need)).toList();
                assertThat(serving).as(need.toString()).isNotEmpty();
                unused.removeIf(grant -> grant.serves(need));
            }
        }
        assertThat(needs).isGreaterThan(5000);
        // the election reads its Lease
        unused.removeIf(grant -> grant.resource().equals("leases"));
        assertThat(unused).isEmpty();
    }

    @Test
    void nothingIsWrittenButTheLeaseEventsAndAnnotations() {
        List<WatcherGrant> writing = WatcherGrant.of(Story.preview().plan()).stream()
                .filter(grant -> !READING.contains(grant.verb()))
                .toList();

        assertThat(writing)
                .map(grant -> grant.verb() + " " + grant.name() + " " + grant.resource())
                .containsExactlyInAnyOrderElementsOf(WRITES);
        assertThat(writing).allSatisfy(grant -> assertThat(grant.namespace()).isIn("crossfade", "argocd"));
    }

    @Test
    void noSecretCanBeReadAndOnlyOfCalicosOwnApiEverything() {
        List<WatcherGrant> grants = WatcherGrant.of(Story.preview().plan());

        assertThat(grants).isNotEmpty().allSatisfy(grant -> {
            assertThat(grant.resource()).isNotIn("secrets", "pods/exec", "pods/log", "serviceaccounts/token");
            assertThat(grant.group()).isNotEqualTo("*");
        });
        assertThat(grants).filteredOn(grant -> grant.resource().equals("*")).allSatisfy(grant -> {
            assertThat(grant.group()).isIn("crd.projectcalico.org", "projectcalico.org");
            assertThat(grant.verb()).isIn(READING);
        });
        assertThat(grants)
                .filteredOn(grant -> grant.resource().equals("configmaps"))
                .allSatisfy(grant -> assertThat(grant.name()).isNotEmpty());
    }

    private static List<WatcherGrant> reading(Preview preview) {
        return WatcherGrant.of(preview.plan()).stream()
                .filter(grant -> READING.contains(grant.verb()))
                .toList();
    }

    /** Examples and variants of them, and of the matrix as many as show every kind of cluster. */
    private static Stream<Journey> journeys() {
        List<Map<String, String>> rows = Matrix.rows();
        return Stream.concat(
                Variant.all().map(Variant::journey),
                IntStream.range(0, rows.size())
                        .filter(i -> i % 9 == 0)
                        .mapToObj(i -> Journey.of(Story.plan(Matrix.tree(rows.get(i))))));
    }

    private static Set<WatcherNeed> needs(Journey journey) {
        Set<String> brought = brought(journey);
        return questions(journey).stream()
                .flatMap(WatcherNeed::of)
                .filter(need -> !brought.contains(need.group()))
                .collect(Collectors.toSet());
    }

    /** Groups of workloads whose kinds an overlay has to name (argo/watcher/example/workloads.yaml). */
    private static Set<String> brought(Journey journey) {
        return journey.preview().plan().migration().spec().workloads().stream()
                .map(WorkloadSpec::apiVersion)
                .map(version -> version.replaceFirst("/.*", ""))
                .filter(group -> !group.equals("apps"))
                .collect(Collectors.toSet());
    }

    private static Set<Question<?>> questions(Journey journey) {
        Set<Question<?>> asked = new HashSet<>();
        for (PlannedCommit commit : journey.preview().commits()) {
            String phase = commit.entry().id();
            Standpoint at = new Standpoint(
                    journey.preview().plan(),
                    commit.entry(),
                    journey.after(phase),
                    MERGES,
                    (revision, other) -> new Reading.Unread<>("not at hand", MERGED));
            Stream.of(Rules.of(at), Rules.ofEntry(at), Rules.ofUndo(at))
                    .forEach(rules -> asked.addAll(new Proof(phase, rules, MERGED, Patience.NONE).asks()));
        }
        assertThat(asked).anyMatch(question -> question instanceof Question.Named named && named.seat() == Seat.ARGO);
        return asked;
    }
}
