package dev.crossfade.core.nodes;

import dev.crossfade.core.facts.NodeKindFacts;
import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A NodePool: an edit of its template makes every node of it drift, so the same edit brings a budget that holds them. Of
 * several budgets the most restrictive wins (karpenter.sh/docs/concepts/disruption, Disruption Budgets).
 *
 * @param maxUnavailable what the wave allows, or null where it leaves that to the pool
 */
record KarpenterPoolEdit(
        NodeTemplate.KarpenterPool pool,
        NodesSpec nodes,
        @Nullable String maxUnavailable) implements TemplateEdit {

    private static final YamlPath LABELS = YamlPath.parse("spec.template.metadata.labels");
    private static final YamlPath TAINTS = YamlPath.parse("spec.template.spec.taints");
    private static final YamlPath STARTUP_TAINTS = YamlPath.parse("spec.template.spec.startupTaints");
    private static final YamlPath BUDGETS = YamlPath.parse("spec.disruption.budgets");

    private static final YamlPath PATIENCE = YamlPath.parse("spec.template.spec.terminationGracePeriod");

    private static final String CLOSED = "0";

    private static final String LABEL_WHY = "migration: new nodes use Cilium; ends with clean-nodes";

    /** True from the first commit to the last, so that opening the pool is a change of one number. */
    private static final String WHY = "migration: 0 until the wave of this pool, then its pace; ends with hand-over";

    /** What holds in a pool without budgets, which a written list replaces (karpenter pkg/apis/v1/nodepool.go, default). */
    private static final String DEFAULT = "10%";

    @Override
    public NodeObject object() {
        return pool.object();
    }

    @Override
    public List<YamlPath> fields() {
        return List.of(LABELS.child(nodes.label()), STARTUP_TAINTS, BUDGETS);
    }

    @Override
    public boolean isIn(String wave) {
        return pool.wave().equals(wave);
    }

    @Override
    public YamlFile prepare(YamlFile file) {
        int document = document(file).index();
        YamlFile edited = file.set(document, LABELS.child(nodes.label()), "true", LABEL_WHY);
        if (Taints.position(document(file), STARTUP_TAINTS, nodes.taint()) < 0) {
            edited = edited.append(document, STARTUP_TAINTS, Taints.of(nodes.taint()), Taints.WHY);
        }
        return edited.append(document, BUDGETS, Map.of("nodes", CLOSED), WHY);
    }

    @Override
    public YamlFile rotate(YamlFile file, String wave) {
        YamlDocument document = document(file);
        int ours = budget(document, CLOSED);
        if (ours < 0) {
            throw new dev.crossfade.core.report.CrossfadeException(
                    ErrorCode.NODE_TEMPLATE_CONFLICT,
                    document.where(BUDGETS),
                    pool.object() + " has lost the budget of 0 nodes that node-templates gave it, so its nodes may have"
                            + " been replaced already",
                    "put the item {nodes: \"0\"} back under spec.disruption.budgets");
        }
        String open = opening();
        if (open == null) {
            return file.remove(document.index(), BUDGETS.child(ours), WHY);
        }
        // a list that prepare has made carries the comment at its key
        boolean alone = Taints.items(document, BUDGETS).size() == 1;
        return alone
                ? file.set(document.index(), BUDGETS, List.of(Map.of("nodes", open)), WHY)
                : file.set(document.index(), BUDGETS.child(ours).child("nodes"), open, WHY);
    }

    @Override
    public YamlFile clean(YamlFile file, String wave) {
        return file.remove(document(file).index(), LABELS.child(nodes.label()), LABEL_WHY);
    }

    @Override
    public YamlFile release(YamlFile file) {
        String open = opening();
        int ours = open == null ? -1 : budget(document(file), open);
        return ours < 0 ? file : file.remove(document(file).index(), BUDGETS.child(ours), WHY);
    }

    @Override
    public List<Problem> conflicts(YamlFile file) {
        YamlDocument document = document(file);
        List<Problem> problems = new ArrayList<>();
        if (document.get(LABELS.child(nodes.label())).isPresent()) {
            problems.add(Conflicts.labelled(pool.object(), document.where(LABELS.child(nodes.label())), nodes.label()));
        }
        int lasting = Taints.position(document, TAINTS, nodes.taint());
        if (lasting >= 0) {
            problems.add(Conflicts.problem(
                    document.where(TAINTS.child(lasting)),
                    pool.object() + " has taint " + nodes.taint().key()
                            + " under taints: Karpenter takes it for lasting and adds no node for a pod that does not"
                            + " tolerate it",
                    "move it to spec.template.spec.startupTaints"));
        }
        closed(document, problems);
        unknownBudgets(document, problems);
        impatient(document, problems);
        return problems;
    }

    /** Drift is bounded by it, whatever blocks an eviction (karpenter pkg/controllers/disruption/types.go, NewCandidate). */
    private void impatient(YamlDocument document, List<Problem> problems) {
        if (!pool.patience().isEmpty()) {
            problems.add(Problem.warning(
                    ErrorCode.NODE_TEMPLATE_PACE,
                    document.where(PATIENCE),
                    pool.object() + " has a terminationGracePeriod of " + pool.patience()
                            + ": its nodes drift in rotate-nodes and clean-nodes, and Karpenter replaces one although a"
                            + " PodDisruptionBudget or karpenter.sh/do-not-disrupt blocks that, and deletes the pods that"
                            + " are left when the time is over",
                    "stop what must not end so for the time of the migration (spec.workloads), or answer for it; a node"
                            + " keeps the time that its NodeClaim was made with, whatever the pool says later"));
        }
    }

    /** Where the pool has budgets, Karpenter is new enough: the API server takes no field that it does not know. */
    private void unknownBudgets(YamlDocument document, List<Problem> problems) {
        String apiVersion =
                document.get(YamlPath.of("apiVersion")).map(String::valueOf).orElse("");
        NodeKindFacts.of(apiVersion, pool.object().kind())
                .flatMap(NodeKindFacts::budgetsSince)
                .filter(since -> !pool.budgeted())
                .ifPresent(since -> problems.add(Problem.warning(
                        ErrorCode.NODE_TEMPLATE_PACE,
                        document.where(YamlPath.of("apiVersion")),
                        pool.object() + " is " + apiVersion + ": Karpenter before " + since
                                + " has no disruption budgets there, and nothing would hold its nodes until their wave",
                        "see that Karpenter is " + since
                                + " or newer, with drift not switched off, and answer for it; or"
                                + " write the pool as karpenter.sh/v1")));
    }

    /** Karpenter would never replace a node, whatever the migration opens. */
    private void closed(YamlDocument document, List<Problem> problems) {
        List<Object> budgets = Taints.items(document, BUDGETS);
        if (budgets.isEmpty() && pool.budgeted()) {
            problems.add(Conflicts.problem(
                    document.where(BUDGETS),
                    pool.object() + " has an empty list of budgets, which the migration could not give back as it is",
                    "take the key out, or write the budget that you want"));
        }
        for (int i = 0; i < budgets.size(); i++) {
            if (budgets.get(i) instanceof Map<?, ?> budget && holdsDrift(budget)) {
                problems.add(Conflicts.problem(
                        document.where(BUDGETS.child(i)),
                        pool.object() + " has a budget of " + budget.get("nodes")
                                + " nodes at all times, so no wave could replace its nodes",
                        "give that budget a schedule, or take it out for the time of the migration: node-templates brings"
                                + " one of its own"));
            }
        }
    }

    private static boolean holdsDrift(Map<?, ?> budget) {
        boolean drift = !(budget.get("reasons") instanceof List<?> reasons) || reasons.contains("Drifted");
        return drift
                && budget.get("schedule") == null
                && String.valueOf(budget.get("nodes")).matches("0+%?");
    }

    /** What stands in our budget while the wave is open, or null where the pool's own budgets are enough. */
    private @Nullable String opening() {
        return maxUnavailable != null ? maxUnavailable : pool.budgeted() ? null : DEFAULT;
    }

    /** The last budget that says this and nothing else: ours was appended. */
    private static int budget(YamlDocument document, String number) {
        return Taints.items(document, BUDGETS).lastIndexOf(Map.of("nodes", number));
    }

    private YamlDocument document(YamlFile file) {
        return pool.object().in(file);
    }
}
