package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.ApplicationRuleTest.ID;
import static dev.crossfade.core.gate.ApplicationRuleTest.RULE;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is left of Git in an Application stays OutOfSync until a person acts, and each way of that has its own cure. */
class PrunedApplicationTest {

    private static final List<Map<String, Object>> RESOURCES = List.of(
            Map.of("kind", "DaemonSet", "name", "calico-node", "requiresPruning", true),
            Map.of("kind", "Service", "name", "fine"));

    private final HealthyCluster cluster = new HealthyCluster().object(ID, ApplicationRuleTest::wellDone);

    private Said judge(Consumer<ObjectDraft> change) {
        return cluster.object(ID, each -> {
                    each.with("status.sync.status", "OutOfSync").with("status.resources", RESOURCES);
                    change.accept(each);
                })
                .judge(RULE);
    }

    @Test
    void whatIsToBePrunedIsNamedAndPrunedByArgoCd() {
        judge(each -> {})
                .waits("to be pruned, and guarded or kept: DaemonSet calico-node")
                .doesNotBlame("Service fine")
                .needsNobody();
    }

    @Test
    void whatASyncLeftIsGuarded() {
        judge(each -> each.with(
                        "status.operationState.syncResult.revision",
                        RULE.merge().commit()))
                .waits("DaemonSet calico-node")
                .needs("Prune=false keeps it", "Put its file back", "argocd app diff root");
    }

    @Test
    void wherePruningIsOffAPersonPrunes() {
        judge(each -> each.with("spec", withPolicy(Map.of("automated", Map.of()))))
                .waits("DaemonSet calico-node")
                .needs("does not prune by itself", "argocd app sync root --prune");
        judge(each -> each.with("spec", withPolicy(Map.of())))
                .waits("does not sync it by itself")
                .needs("argocd app sync root --prune");
    }

    private static Map<String, Object> withPolicy(Map<String, Object> policy) {
        Map<String, Object> spec = new TreeMap<>(ApplicationRuleTest.SPEC);
        spec.put("syncPolicy", policy);
        return spec;
    }

    @Test
    void whatWaitsForAConfirmationIsConfirmedAtOnce() {
        judge(each -> each.with("status.operationState.phase", "Running")
                        .with("status.operationState.startedAt", HealthyCluster.NOW.toString())
                        .with(
                                "status.operationState.message",
                                "waiting for pruning confirmation of apps/DaemonSet/calico-node"))
                .waits("blocked by an operation")
                .needs("Prune=confirm", "argocd app confirm-deletion root");
    }

    /** A folder that lost its last file: Argo CD prunes nothing then, and its operation has succeeded. */
    @Test
    void aSyncThatArgoCdRefusesIsNamed() {
        String message = "Skipping sync attempt to aaaaaaa: auto-sync will wipe out all resources";
        judge(each -> each.with("status.conditions", List.of(Map.of("type", "SyncError", "message", message))))
                .waits(message)
                .needs(message, "argocd app sync root");
    }
}
