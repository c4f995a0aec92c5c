package dev.crossfade.assembly;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.observation.Ancestry;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Phases;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.progress.Advance;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.progress.Standing;
import dev.crossfade.core.progress.Verdicts;
import dev.crossfade.core.proof.Merges;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Standpoint;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A merged phase of an example's plan, as Git has it: what a history is played on. Never changes, so that all share it. */
final class HistoryScene {

    static final Instant MERGED = Instant.parse("2026-08-01T12:00:00Z");
    /** When all that came before was merged, the removal of Calico's leftovers too. */
    static final Instant EARLIER = MERGED.minus(Duration.ofHours(6));

    static final String MERGE = "a".repeat(40);
    static final String BEFORE = "b".repeat(40);
    static final String LATER = "c".repeat(40);
    static final String NOBODYS = "d".repeat(40);

    private final Journey journey;
    private final String phase;
    private final MapTree tree;
    private final Map<ObjectId, Content> git = new HashMap<>();
    private final Map<ObjectId, Map<String, Object>> roots = new HashMap<>();
    private final List<String> rows;
    private final Map<String, String> config;
    private final HistoryTerms terms;
    private final Proof proof;
    private final Proof entering;
    private final Proof undo;
    private final Set<Question<?>> asks;

    HistoryScene(Journey journey, String phase) {
        this.journey = journey;
        this.phase = phase;
        this.tree = journey.after(phase);
        tree.files().keySet().stream()
                .filter(path -> path.endsWith(".yaml") && !path.equals("crossfade.yaml"))
                .forEach(this::keep);
        this.rows = Phases.inOrder(spec()).stream().map(each -> each.id()).toList();
        this.terms = new HistoryTerms(tree.files().get("crossfade.yaml"));
        this.config = new HistoryConfig(this).wanted();
        Patience toEnter =
                next().map(each -> Patience.toEnter(spec().gates(), each)).orElse(Patience.NONE);
        this.proof = new Proof(phase, Rules.of(standpoint()), MERGED, Patience.of(spec().gates(), entry()));
        this.entering = new Proof(
                phase, next().map(each -> Rules.ofEntry(standpoint().of(each))).orElse(Map.of()), MERGED, toEnter);
        this.undo = new Proof(phase, Rules.ofUndo(standpoint()), MERGED, Patience.NONE);
        this.asks = Stream.of(proof, entering, undo)
                .flatMap(each -> each.asks().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @SuppressWarnings("unchecked")
    private void keep(String path) {
        for (YamlDocument document :
                YamlFile.parse(path, tree.files().get(path)).documents()) {
            if (document.root() instanceof Map<?, ?> root && root.containsKey("kind")) {
                Content content = Content.of(root);
                ObjectId id = new ObjectId(
                        content.text("apiVersion").orElse("?"),
                        content.text("kind").orElse("?"),
                        content.text("metadata", "namespace").orElse(""),
                        content.text("metadata", "name").orElse("?"));
                git.put(id, content);
                roots.put(id, (Map<String, Object>) root);
            }
        }
    }

    String phase() {
        return phase;
    }

    /** What crossfade.yaml says, for who may not ask the plan. */
    HistoryTerms terms() {
        return terms;
    }

    /** The phase that is to come, or nothing behind the last. */
    Optional<Sequence.Entry> next() {
        return journey.preview().commits().stream()
                .skip(journey.index(phase) + 1L)
                .findFirst()
                .map(PlannedCommit::entry);
    }

    /** The phase's own gates, those that let the next one in, and those that let it go back: as Proving has them judged. */
    Verdicts judge(Instant now, Map<Question<?>, Reading<?>> readings, Steadiness steadiness) {
        Look look = new Look(now, readings);
        return new Verdicts(
                proof.judge(look, steadiness), entering.judge(look, steadiness), undo.judge(look, Steadiness.none()));
    }

    Set<Question<?>> asks() {
        return asks;
    }

    /** How long all must hold that the phase is to prove. */
    Duration soak() {
        return terms.soak(row(), phase);
    }

    /** How long what lets the next phase in must hold: as long as that phase says. */
    Duration soakToEnter() {
        return next().map(each -> terms.soak(each.phase().id(), each.id())).orElse(Duration.ZERO);
    }

    /** How long the phase may take, or stand still. */
    Duration limit() {
        return terms.limit(row(), phase);
    }

    Migration migration() {
        return journey.preview().plan().migration();
    }

    MigrationSpec spec() {
        return migration().spec();
    }

    boolean isOperator() {
        return migration().inventory().calico().flavour() == CalicoFlavour.OPERATOR;
    }

    /** Calico came from no Application, and its objects were taken into Git as they were. */
    boolean isAdopted() {
        return migration().inventory().calico().home() instanceof CalicoHome.Live;
    }

    /** The Application whose pruning takes Calico away. */
    String calicoApplication() {
        return migration()
                .inventory()
                .calico()
                .application()
                .map(application -> application.name())
                .orElse(migration().layout().name());
    }

    /** The object as Git has it. */
    Optional<Content> git(ObjectId id) {
        return Optional.ofNullable(git.get(id));
    }

    /** The same, to be changed by a copy. */
    Map<String, Object> root(ObjectId id) {
        return roots.getOrDefault(id, Map.of());
    }

    /** True where the phase belongs to this row or to one behind it. */
    boolean isFrom(String row) {
        if (!rows.contains(row)) {
            throw new IllegalArgumentException("no row " + row);
        }
        return rows.indexOf(row()) >= rows.indexOf(row);
    }

    /** The row that the phase is of. */
    String row() {
        return entry().phase().id();
    }

    boolean hasCilium() {
        return isFrom("install-cilium");
    }

    /** Its network goes with the last commit of the row. */
    boolean hasCalico() {
        return !isFrom("remove-calico-leftovers") && !phase.equals("remove-calico-workloads");
    }

    /** What is Calico's is about to go, or has to. */
    boolean isRemoving() {
        return List.of("remove-calico-workloads", "remove-calico-leftovers").contains(row());
    }

    boolean hasProbe() {
        return !isFrom("clean-nodes");
    }

    /** Git has machines of Cluster API. */
    boolean hasMachines() {
        return git.keySet().stream().anyMatch(id -> id.kind().equals("MachineDeployment"));
    }

    /** The customer has gates of their own, in every phase. */
    boolean asksCustomer() {
        return !spec().gates().extra().isEmpty();
    }

    Sequence.Entry entry() {
        return journey.preview().plan().entry(phase).orElseThrow();
    }

    Standpoint standpoint() {
        Merges merges = id -> switch (Integer.compare(journey.ids().indexOf(id), journey.index(phase))) {
            case 0 -> Optional.of(new ApplicationRule.Merge(MERGE, MERGED));
            case -1 -> Optional.of(new ApplicationRule.Merge(BEFORE, EARLIER));
            default -> Optional.empty();
        };
        Ancestry ancestry = (revision, commit) -> revision.equals(NOBODYS)
                ? new Reading.Unread<>("not at hand", MERGED)
                : new Reading.Read<>(revision.equals(commit) || revision.equals(LATER), MERGED);
        return new Standpoint(journey.preview().plan(), entry(), tree, merges, ancestry);
    }

    /**
     * What comes of verdicts.
     *
     * @param proposed true where the next phase is proposed, or all is said to be done
     * @param green true where the next phase's proposal may be merged
     * @param undone true where the phase's way back is proposed
     * @param reversible true where the proposal of a way back may be merged; never where it asks for nothing
     * @param held true where a person is called, and no way back proposed
     */
    record Outcome(boolean proposed, boolean green, boolean undone, boolean reversible, boolean held) {

        /** Somebody is told that something is wrong. */
        boolean alarms() {
            return held || undone;
        }
    }

    Outcome outcome(Verdicts verdicts, Instant now) {
        List<PlannedCommit> commits = journey.preview().commits();
        int next = journey.index(phase) + 1;
        Standing standing = next == commits.size()
                ? new Standing.Done()
                : new Standing.Free(commits.get(next), false, Optional.empty());
        Decision decision = new Advance(spec(), now).decide(standing, entry(), verdicts);
        return new Outcome(
                decision instanceof Decision.Propose || decision instanceof Decision.Done,
                verdicts.isOver(),
                decision instanceof Decision.ProposeUndo,
                !verdicts.undo().isEmpty()
                        && verdicts.undo().stream().allMatch(gate -> gate.verdict() == Verdict.PASSED),
                decision instanceof Decision.Hold);
    }

    @Override
    public String toString() {
        return spec().name() + " " + phase;
    }

    /** What the phase wants in cilium-config, by the contract. */
    Map<String, String> config() {
        return config;
    }
}
