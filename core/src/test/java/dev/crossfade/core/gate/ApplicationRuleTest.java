package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.MERGED;
import static dev.crossfade.core.gate.HealthyCluster.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.Ancestry;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationRuleTest {

    static final ObjectId ID = ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "root");
    private static final String REPOSITORY = "https://git.example.com/platform.git";
    private static final String MERGE = "a".repeat(40);
    private static final String OLDER = "b".repeat(40);
    private static final String NEWER = "c".repeat(40);

    static final Map<String, Object> SPEC = Map.of(
            "project", "prod",
            "source", Map.of("repoURL", REPOSITORY, "path", "manifests"),
            "destination", Map.of("server", "https://kubernetes.default.svc"),
            "syncPolicy", Map.of("automated", Map.of("prune", true)));

    private static final Ancestry ANCESTRY = (revision, commit) -> revision.startsWith("d")
            ? new Reading.Unread<>("not at hand", NOW)
            : new Reading.Read<>(revision.equals(commit) || revision.equals(NEWER), NOW);

    static final ApplicationRule RULE = new ApplicationRule(
            ID, Content.of(Map.of("spec", SPEC)), REPOSITORY, new ApplicationRule.Merge(MERGE, MERGED), ANCESTRY);

    private final HealthyCluster cluster = new HealthyCluster().object(ID, ApplicationRuleTest::wellDone);

    static void wellDone(ObjectDraft application) {
        application
                .with("spec", SPEC)
                .with("status.sync.status", "Synced")
                .with("status.sync.revision", MERGE)
                .with("status.health.status", "Healthy")
                .with("status.operationState.phase", "Succeeded")
                .with("status.operationState.finishedAt", MERGED.plusSeconds(20).toString())
                .with("status.reconciledAt", MERGED.plusSeconds(20).toString());
    }

    private Said judge(Consumer<ObjectDraft> change) {
        return cluster.object(ID, change).judge(RULE);
    }

    /** What Argo CD has looked at and says it cannot do is no reason to have it look again with every look. */
    @Test
    void itIsAskedToLookWhereItHasNotAndNothingKeepsIt() {
        cluster.object(ID, application -> application.with("status.sync.revision", OLDER));
        assertThat(RULE.unlooked(cluster.look(RULE))).contains(MERGED.plusSeconds(20));

        cluster.object(ID, application -> application.annotation("argocd.argoproj.io/refresh", "normal"));
        assertThat(RULE.unlooked(cluster.look(RULE))).as("it is asked").isEmpty();

        cluster.without(ID).object(ID, ApplicationRuleTest::wellDone);
        cluster.object(ID)
                .with("status.sync.revision", OLDER)
                .with("status.conditions", List.of(Map.of("type", "ComparisonError", "message", "no route")));
        assertThat(RULE.unlooked(cluster.look(RULE))).as("it cannot compare").isEmpty();
    }

    @Test
    void syncedAndHealthyAtTheMergePasses() {
        cluster.judge(RULE)
                .passes("root is Synced and Healthy at aaaaaaa (this merge)")
                .shows(ID, "status.sync.revision", MERGE)
                .shows(ID, "status.health.status", "Healthy")
                .shows(ID, "status.operationState.phase", "Succeeded")
                .since(MERGED.plusSeconds(20));
    }

    @Test
    void soItIsAtADescendant() {
        judge(each -> each.with("status.sync.revision", NEWER)).passes("ccccccc (this merge is in it)");
    }

    /** A commit without changes moves the revision, and nothing has to be done. */
    @Test
    void anOperationFromBeforeTheMergeIsAsGood() {
        judge(each -> each.with("status.operationState.finishedAt", HealthyCluster.BEFORE.toString()))
                .passes()
                .since(MERGED);
    }

    @Test
    void oneThatIsMissingWaitsForAPerson() {
        cluster.without(ID);

        cluster.judge(RULE)
                .waits("Application argocd/root answers 404")
                .shows(ID, "", "404")
                .needs("bootstrap.yaml", "kubectl -n argocd get applications");
    }

    @Test
    void theCommitBeforeWaits() {
        judge(each -> each.with("status.sync.revision", OLDER))
                .waits("Application argocd/root is at bbbbbbb, which is from before this merge (aaaaaaa)")
                .shows(ID, "status.sync.revision", OLDER);
    }

    @Test
    void aCommitThatGitDoesNotKnowCannotBeTold() {
        judge(each -> each.with("status.sync.revision", "d".repeat(40)))
                .cannotTell("is at ddddddd", "cannot be told: not at hand");
    }

    @Test
    void oneThatWasNeverComparedWaits() {
        judge(each -> each.without("status.sync.revision")).waits("has not compared Application argocd/root yet");
    }

    @Test
    void oneThatReadsAnotherRepositoryIsNotOfThisMerge() {
        ApplicationRule elsewhere = new ApplicationRule(
                ID, Content.of(Map.of("spec", SPEC)), "https://git.example.com/other.git", RULE.merge(), ANCESTRY);

        cluster.judge(elsewhere)
                .fails("reads no source from https://git.example.com/other.git")
                .needs("spec.argo.repoURL");
    }

    @ParameterizedTest
    @CsvSource({"Degraded, FAILED", "Progressing, WAITING", "Suspended, WAITING", "Missing, WAITING"})
    void syncedDoesNotMakeUpForHealth(String health, Verdict verdict) {
        Said said = judge(each -> each.with("status.health.status", health).with("status.health.message", "why not"));
        String reason = "Application argocd/root is " + health + ": why not";
        (verdict == Verdict.FAILED ? said.fails(reason) : said.waits(reason)).shows(ID, "status.health.status", health);
        if (health.equals("Degraded") || health.equals("Suspended")) {
            said.needs("root is " + health + ": why not", "argocd app get root");
        } else {
            said.needsNobody();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unknown", "", "Fine"})
    void healthThatArgoCdDoesNotKnowIsUnknown(String health) {
        judge(each -> each.with("status.health.status", health))
                .cannotTell("does not know the health of Application argocd/root");
    }

    @Test
    void healthyDoesNotMakeUpForOutOfSync() {
        judge(each -> each.with("status.sync.status", "OutOfSync"))
                .waits("Application argocd/root is OutOfSync")
                .shows(ID, "status.sync.status", "OutOfSync");
    }

    private static void changed(ObjectDraft application, String... names) {
        application
                .with("status.sync.status", "OutOfSync")
                .with("status.operationState.syncResult.revision", MERGE)
                .with("status.reconciledAt", MERGED.plusSeconds(21).toString())
                .with(
                        "status.resources",
                        Stream.concat(Stream.of("fine"), Stream.of(names))
                                .map(name -> Map.of(
                                        "kind",
                                        "ConfigMap",
                                        "namespace",
                                        "kube-system",
                                        "name",
                                        name,
                                        "status",
                                        name.equals("fine") ? "Synced" : "OutOfSync"))
                                .toList());
    }

    /** Self-heal is off, so that nothing comes by itself once a revision was synced. */
    @Test
    void whatWasSyncedAndIsOutOfSyncWaitsForAPerson() {
        judge(each -> changed(each, "changed"))
                .waits("Application argocd/root is OutOfSync: ConfigMap kube-system/changed")
                .doesNotBlame("fine")
                .needs(
                        "not as Git says: ConfigMap kube-system/changed. See what differs",
                        "argocd app diff root",
                        "argocd app sync root");
        judge(each -> changed(each, "1", "2", "3", "4", "5", "6", "7"))
                .waits("ConfigMap kube-system/5 and 2 more")
                .needs("not as Git says: ConfigMap kube-system/1, ", "ConfigMap kube-system/5 and 2 more. See");
    }

    @Test
    void whatArgoCdSyncsByItselfNeedsNobody() {
        judge(each -> changed(each, "changed"));
        judge(each -> each.with("status.operationState.syncResult.revision", OLDER))
                .waits("is OutOfSync: ConfigMap kube-system/changed")
                .needsNobody();
        judge(each -> {
                    changed(each, "changed");
                    each.with("status.reconciledAt", MERGED.plusSeconds(20).toString());
                })
                .waits("ConfigMap kube-system/changed")
                .needsNobody();
        Map<String, Object> healing = new java.util.TreeMap<>(SPEC);
        healing.put("syncPolicy", Map.of("automated", Map.of("selfHeal", true)));
        judge(each -> {
                    changed(each, "changed");
                    each.with("spec", healing);
                })
                .waits("ConfigMap kube-system/changed")
                .needsNobody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unknown", ""})
    void syncThatArgoCdDoesNotKnowIsUnknown(String status) {
        judge(each -> each.with("status.sync.status", status))
                .cannotTell("does not know whether Application argocd/root is in sync")
                .shows(ID, "status.sync.status", status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "Error"})
    void anOperationThatFailedIsNotTriedAgain(String phase) {
        for (String status : List.of("Synced", "OutOfSync")) {
            judge(each -> each.with("status.sync.status", status)
                            .with("status.operationState.phase", phase)
                            .with("status.operationState.message", "one object was refused"))
                    .fails("the sync of Application argocd/root ended as " + phase, "one object was refused")
                    .shows(ID, "status.operationState.phase", phase)
                    .needs("argocd app sync root");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Running", "Terminating"})
    void anOperationThatRunsBlocks(String phase) {
        Instant lately = NOW.minus(ApplicationSync.OPERATION).plusSeconds(1);
        judge(each -> each.with("status.operationState.phase", phase)
                        .with("status.operationState.startedAt", lately.toString()))
                .waits("blocked by an operation that runs since " + lately)
                .shows(ID, "status.operationState.phase", phase)
                .needsNobody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Running", "Terminating"})
    void oneThatRunsForMinutesIsForAPersonToEnd(String phase) {
        Instant earlier = NOW.minus(ApplicationSync.OPERATION);
        judge(each -> each.with("status.operationState.phase", phase)
                        .with("status.operationState.startedAt", earlier.toString()))
                .waits("blocked by an operation that runs since " + earlier)
                .needs("runs since " + earlier, "argocd app terminate-op root");
    }

    /** What is known of an operation is that of the one before, which ended long ago. */
    @Test
    void soDoesOneThatWasAskedFor() {
        judge(each -> each.with("operation", Map.of("sync", Map.of()))
                        .with("status.operationState.startedAt", HealthyCluster.BEFORE.toString()))
                .waits("is blocked by an operation that has not begun")
                .shows(ID, "status.operationState.phase", "requested")
                .needsNobody();
    }

    @Test
    void argoCdMustHaveLookedSinceTheMerge() {
        String before = MERGED.minusSeconds(1).toString();
        judge(each -> each.without("status.operationState").with("status.reconciledAt", before))
                .waits("Argo CD looked at Application argocd/root last at " + before + ", before " + MERGED)
                .shows(ID, "status.reconciledAt", before);
    }

    @Test
    void andSinceItsOperationEnded() {
        judge(each -> each.with("status.reconciledAt", MERGED.plusSeconds(19).toString()))
                .waits("before " + MERGED.plusSeconds(20));
        judge(each -> each.without("status.reconciledAt")).waits("last at no time");
    }

    @ParameterizedTest
    @CsvSource({"ComparisonError, UNKNOWN", "UnknownError, UNKNOWN", "InvalidSpecError, FAILED", "DeletionError, FAILED"
    })
    void conditionsOfErrorsCountMoreThanGreen(String type, Verdict verdict) {
        Said said = judge(
                each -> each.with("status.conditions", List.of(Map.of("type", type, "message", "repository is away"))));
        (verdict == Verdict.FAILED ? said.fails("repository is away") : said.cannotTell("repository is away"))
                .shows(ID, "status.conditions[" + type + "]", "repository is away")
                .needs(
                        "repository is away",
                        type.equals("DeletionError") ? "argocd app resources root" : "argocd app get root --refresh");
    }

    @Test
    void otherConditionsAreNoErrors() {
        judge(each -> each.with("status.conditions", List.of(Map.of("type", "SharedResourceWarning", "message", "x"))))
                .passes();
    }

    @Test
    void oneThatSomebodyPausedWaitsForThatPerson() {
        judge(each -> each.annotation("argocd.argoproj.io/skip-reconcile", "true"))
                .waits("is paused by annotation argocd.argoproj.io/skip-reconcile")
                .needs("kubectl -n argocd annotate application root argocd.argoproj.io/skip-reconcile-");
    }

    @Test
    void oneThatIsGoingWaits() {
        judge(each -> each.deleted(NOW, "resources-finalizer.argocd.argoproj.io"))
                .waits("is being deleted, kept by resources-finalizer.argocd.argoproj.io")
                .needs("Somebody deleted Application argocd/root", "patch application root", "bootstrap.yaml");
    }

    @ParameterizedTest
    @CsvSource({"project, default", "destination, elsewhere"})
    void greenForAnotherPlaceProvesNothing(String field, String value) {
        judge(each -> each.with("spec", replaced(field, value)))
                .waits("Application argocd/root is not the one of Git: spec." + field + " differ")
                .needs("spec." + field, "bootstrap.yaml", "kubectl -n argocd get application root -o yaml");
    }

    @Test
    void whatWasMergedJustNowIsOnItsWay() {
        Instant lately = NOW.minus(ApplicationSync.OPERATION).plusSeconds(1);
        ApplicationRule rule = new ApplicationRule(
                ID, Content.of(Map.of("spec", SPEC)), REPOSITORY, new ApplicationRule.Merge(MERGE, lately), ANCESTRY);
        cluster.object(ID, each -> each.with("spec", replaced("project", "default")));
        cluster.judge(rule).waits("is not the one of Git").needsNobody();
    }

    private static Map<String, Object> replaced(String field, String value) {
        Map<String, Object> spec = new java.util.TreeMap<>(SPEC);
        spec.put(field, field.equals("project") ? value : Map.of("name", value));
        return spec;
    }

    @Test
    void manualSyncWaitsForThoseWhoDoIt() {
        Map<String, Object> spec = new java.util.TreeMap<>(SPEC);
        spec.put("syncPolicy", Map.of());
        judge(each -> each.with("spec", spec).with("status.sync.status", "OutOfSync"))
                .waits("Argo CD does not sync it by itself")
                .needs("argocd app sync root");
    }

    /** The chart's own source has a version, not a commit. */
    @Test
    void ofSeveralSourcesThoseOfTheRepositoryCount() {
        List<Map<String, Object>> sources =
                List.of(Map.of("repoURL", "https://helm.cilium.io", "chart", "cilium"), Map.of("repoURL", REPOSITORY));
        Map<String, Object> spec = new java.util.TreeMap<>(SPEC);
        spec.remove("source");
        spec.put("sources", sources);
        ApplicationRule rule =
                new ApplicationRule(ID, Content.of(Map.of("spec", spec)), REPOSITORY, RULE.merge(), ANCESTRY);
        cluster.object(ID, each -> each.with("spec", spec).without("status.sync.revision"));

        cluster.object(ID, each -> each.with("status.sync.revisions", List.of("1.18.12", MERGE)))
                .judge(rule)
                .passes("1.18.12, aaaaaaa (this merge)");
        cluster.object(ID, each -> each.with("status.sync.revisions", List.of(MERGE, OLDER)))
                .judge(rule)
                .waits("is at bbbbbbb");
        cluster.object(ID, each -> each.with("status.sync.revisions", List.of("1.18.12")))
                .judge(rule)
                .waits("has not compared");
    }
}
