package dev.crossfade.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.observation.Version;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Steadiness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A sync window keeps Argo CD from a sync, and is no failure of the phase however long it lasts. */
class BlockedSyncTest {

    private static final String GIT = "https://git.example.com/platform.git";
    private static final String COMMIT = "a".repeat(40);
    private static final Instant MERGED = Instant.parse("2026-08-01T10:00:00Z");

    private static final ObjectId APPLICATION =
            ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "prod-cilium");
    private static final ObjectId PROJECT =
            ObjectId.namespaced("argoproj.io/v1alpha1", "AppProject", "argocd", "crossfade-prod");

    /** What is not there yet, because nothing was synced. */
    private static final Question.Field FIELD =
            new Question.Field(ObjectId.global("v1", "Namespace", "cilium-secrets"), ".status.phase");

    private static final Map<String, Object> SPEC = Map.of(
            "project", "crossfade-prod",
            "destination", Map.of("server", "https://kubernetes.default.svc", "namespace", "kube-system"),
            "source", Map.of("repoURL", GIT),
            "syncPolicy", Map.of("automated", Map.of()));

    private final Map<String, Object> spec = new TreeMap<>(SPEC);
    private final Map<String, Object> sync = new TreeMap<>(Map.of("status", "OutOfSync", "revision", COMMIT));
    private final Map<String, Object> operation = new TreeMap<>();
    private final Map<String, Object> window = new TreeMap<>(
            Map.of("kind", "deny", "schedule", "0 9 * * *", "duration", "8h", "applications", List.of("prod-*")));

    @Test
    void aWindowIsAReasonOfItsOwn() {
        Judgement judgement = judge(MERGED.plusSeconds(60));

        assertThat(judgement.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(judgement.reason())
                .isEqualTo("Application argocd/prod-cilium is OutOfSync, and blocked by a sync window of project"
                        + " crossfade-prod: deny '0 9 * * *' for 8h, until 2026-08-01T17:00:00Z");
        assertThat(judgement.needs().orElseThrow().what()).contains("Wait: it refuses a sync by hand, too.");
        assertThat(judgement.needs().orElseThrow().commands()).isEmpty();
        assertThat(judgement.evidence()).contains(Evidence.of(PROJECT, "spec.syncWindows", "deny '0 9 * * *' for 8h"));
    }

    @Test
    void whereItAllowsManualSyncsPeopleMayDoThem() {
        window.put("manualSync", true);

        assertThat(judge(MERGED.plusSeconds(60)).needs().orElseThrow().commands())
                .containsExactly("argocd app sync prod-cilium");

        spec.put("syncPolicy", Map.of());

        assertThat(judge(MERGED.plusSeconds(60)).reason()).endsWith("Argo CD does not sync it by itself");

        window.put("manualSync", false);

        assertThat(judge(MERGED.plusSeconds(60)).reason()).contains("blocked by a sync window");
    }

    @Test
    void aWindowForOthersOrOfOtherTimesIsNone() {
        window.put("applications", List.of("shop-*"));

        assertThat(judge(MERGED.plusSeconds(60)).reason()).isEqualTo("Application argocd/prod-cilium is OutOfSync");

        window.put("applications", List.of("*"));

        assertThat(judge(Instant.parse("2026-08-01T17:30:00Z")).reason())
                .isEqualTo("Application argocd/prod-cilium is OutOfSync");
    }

    @Test
    void aSyncThatFailedHasFailedInAnyWindow() {
        operation.putAll(Map.of("phase", "Failed", "message", "no", "syncResult", Map.of("revision", "b".repeat(40))));

        assertThat(judge(MERGED.plusSeconds(60)).verdict())
                .as("of the commit before")
                .isEqualTo(Verdict.WAITING);

        operation.put("syncResult", Map.of("revision", COMMIT));

        assertThat(judge(MERGED.plusSeconds(60)).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void anOperationThatAWindowStoppedIsNotToBeEnded() {
        operation.putAll(Map.of(
                "phase", "Running",
                "startedAt", MERGED.toString(),
                "message", "Sync operation blocked by sync window"));

        assertThat(judge(MERGED.plusSeconds(60)).reason()).contains("until 2026-08-01T17:00:00Z");

        operation.put("message", "waiting for healthy state of apps/DaemonSet/cilium");

        assertThat(judge(MERGED.plusSeconds(60)).reason()).contains("blocked by an operation that runs since");
    }

    @Test
    void aProjectThatCannotBeReadIsSaid() {
        Judgement judgement = rule().judge(look(MERGED.plusSeconds(60), new Reading.Unread<>("403 Forbidden", MERGED)));

        assertThat(judgement.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(judgement.reason())
                .isEqualTo("Application argocd/prod-cilium is OutOfSync; whether a sync window keeps Argo CD from it"
                        + " cannot be told: AppProject argocd/crossfade-prod: 403 Forbidden");
    }

    /** The window ends at 17:00, and from then on there are two hours. */
    @Test
    void theDeadlineBeginsWhenTheWindowEnds() {
        assertThat(proved(Instant.parse("2026-08-01T16:59:00Z"))).containsExactly(Verdict.WAITING, Verdict.WAITING);
        assertThat(proved(Instant.parse("2026-08-01T18:59:00Z"))).containsExactly(Verdict.WAITING, Verdict.WAITING);
        assertThat(proved(Instant.parse("2026-08-01T19:01:00Z"))).containsExactly(Verdict.FAILED, Verdict.FAILED);

        sync.put("status", "Synced");

        assertThat(proved(Instant.parse("2026-08-01T18:59:00Z"))).containsExactly(Verdict.PASSED, Verdict.WAITING);

        window.put("schedule", "0 25 * * *");
        sync.put("status", "OutOfSync");

        assertThat(proved(Instant.parse("2026-09-01T00:00:00Z")))
                .as("a window that Argo CD cannot read")
                .containsExactly(Verdict.WAITING, Verdict.WAITING);

        window.put("applications", List.of("shop-*"));

        assertThat(proved(Instant.parse("2026-08-01T12:01:00Z")))
                .as("without a window")
                .containsExactly(Verdict.FAILED, Verdict.FAILED);
    }

    private List<Verdict> proved(Instant now) {
        Map<Gate, Rule> rules = new java.util.LinkedHashMap<>();
        rules.put(new Gate("argo-synced", "it is"), AllRule.of(rule(), rule()));
        rules.put(new Gate("other", "it comes"), new FieldRule(FIELD, "True"));
        Proof proof =
                new Proof("install-cilium", rules, MERGED, new Patience(Duration.ZERO, Duration.ofHours(2), false));
        return proof.judge(look(now, project()), Steadiness.none()).stream()
                .map(GateVerdict::verdict)
                .toList();
    }

    private Judgement judge(Instant now) {
        return rule().judge(look(now, project()));
    }

    private static ApplicationRule rule() {
        return new ApplicationRule(
                APPLICATION,
                Content.of(Map.of("spec", SPEC)),
                GIT,
                new ApplicationRule.Merge(COMMIT, MERGED),
                (revision, commit) -> new Reading.Read<>(true, MERGED));
    }

    private Reading<Optional<ObjectFact>> project() {
        return new Reading.Read<>(
                Optional.of(fact(PROJECT, Map.of("spec", Map.of("syncWindows", List.of(window))))), MERGED);
    }

    private Look look(Instant now, Reading<Optional<ObjectFact>> project) {
        Map<String, Object> status = new HashMap<>(
                Map.of("sync", sync, "health", Map.of("status", "Healthy"), "reconciledAt", now.toString()));
        if (!operation.isEmpty()) {
            status.put("operationState", operation);
        }
        Map<Question<?>, Reading<?>> answers = new HashMap<>();
        answers.put(
                new Question.Named(Seat.ARGO, APPLICATION),
                new Reading.Read<>(Optional.of(fact(APPLICATION, Map.of("spec", spec, "status", status))), now));
        answers.put(
                new Question.Named(Seat.ARGO, PROJECT),
                project instanceof Reading.Read<Optional<ObjectFact>> read
                        ? new Reading.Read<>(read.value(), now)
                        : project);
        answers.put(FIELD, new Reading.Read<>(Optional.empty(), now));
        return new Look(now, answers);
    }

    private static ObjectFact fact(ObjectId id, Map<String, ?> content) {
        return new ObjectFact(
                id, new Version("u", "1", 1, Instant.EPOCH, Instant.EPOCH, null, List.of()), Content.of(content));
    }
}
