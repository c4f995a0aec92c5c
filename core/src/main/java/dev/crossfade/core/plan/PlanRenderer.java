package dev.crossfade.core.plan;

import dev.crossfade.core.gate.ExtraGates;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Gates;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Phase;
import dev.crossfade.core.phase.Phases;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.ProbeSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Renders phases one after the other, each over the tree that the one before leaves. */
public final class PlanRenderer {

    private final Plan plan;

    public PlanRenderer(Plan plan) {
        this.plan = plan;
    }

    /**
     * The same where a phase was taken back under later ones, as far as they can be written: the migration stands still then,
     * and that the last phases cannot follow is no reason to say nothing of it. How it was taken back is all the same.
     */
    public List<PlannedCommit> reachable(Tree base) {
        boolean undone = marker(base)
                .filter(found -> found.undone() != null && !found.phase().equals(found.undone()))
                .isPresent();
        boolean lost = plan.findings().stream().anyMatch(finding -> finding.code() == ErrorCode.PHASE_LOST);
        return commits(base, undone || lost);
    }

    /** All commits from the phase after the base's marker on. */
    public List<PlannedCommit> render(Tree base) {
        return commits(base, false);
    }

    private List<PlannedCommit> commits(Tree base, boolean patient) {
        List<Sequence.Entry> rest = plan.rest(base);
        List<PlannedCommit> commits = new ArrayList<>();
        Tree tree = base;
        for (Sequence.Entry entry : rest) {
            if (entry.step() != null) {
                Workspace workspace = new Workspace(tree);
                try {
                    commits.add(render(entry, entry.step(), tree, workspace));
                } catch (CrossfadeException refused) {
                    if (patient && !commits.isEmpty()) {
                        return commits;
                    }
                    throw refused;
                }
                tree = workspace;
            }
        }
        return commits;
    }

    /** What a person should know about the tree that the next phases stand on. */
    public List<Problem> findings(Tree base) {
        return marker(base)
                .map(Marker::undone)
                .map(undone -> List.of(Problem.warning(
                        ErrorCode.MIGRATION_STOPPED,
                        Where.file(plan.migration().layout().marker()),
                        "phase " + undone + " was undone, and the migration stands still since then",
                        "find out why it was undone; crossfade propose --resume goes on")))
                .orElse(List.of());
    }

    private Optional<Marker> marker(Tree base) {
        return Marker.read(base, plan.migration().layout());
    }

    private PlannedCommit render(Sequence.Entry entry, Step step, Tree base, Workspace workspace) {
        Layout layout = plan.migration().layout();
        List<String> retired = step.write(workspace, layout);
        Marker marker = new Marker(step.id(), entry.number(), plan.digest(), null);
        workspace.write(layout.marker(), marker.clusterManifest(plan.migration()));
        boolean first = workspace.read(layout.applicationsMarker()).isEmpty();
        if (first || isLast(entry) || workspace.changes().touches(layout.applications())) {
            workspace.write(layout.applicationsMarker(), marker.applicationsManifest(plan.migration()));
        }
        List<Gate> gates = gates(entry.phase(), step);
        List<String> notes = notes(step, retired, workspace);
        String message = new PhaseMessage(plan).text(entry, step, gates, notes);
        return new PlannedCommit(entry, base, workspace.changes(), gates, notes, message);
    }

    /** What the reviewer must know beside the phase's own prose. */
    private List<String> notes(Step step, List<String> retired, Workspace workspace) {
        List<String> notes = new ArrayList<>();
        retired.forEach(job -> notes.add("Job " + job + " of the phase before leaves with its account and rights."));
        EncryptionPorts.reminder(plan.migration(), step, workspace).ifPresent(notes::add);
        ApplicationReminder.reminder(plan, workspace).ifPresent(notes::add);
        CalicoObjectReminder.reminder(plan, step, workspace).ifPresent(notes::add);
        UnbuiltReminder.reminder(plan, step, workspace).ifPresent(notes::add);
        UnprunedReminder.reminder(plan, step, workspace).ifPresent(notes::add);
        return notes;
    }

    private boolean isLast(Sequence.Entry entry) {
        return entry.number() == plan.entries().size();
    }

    /** The gates that end a phase; none where it is skipped. */
    public List<Gate> gates(Sequence.Entry entry) {
        return entry.step() == null ? List.of() : gates(entry.phase(), entry.step());
    }

    /** The phase's own gates first, then those that stand anyway, then the customer's own. */
    private List<Gate> gates(Phase phase, Step step) {
        List<String> rows =
                Phases.inOrder(plan.migration().spec()).stream().map(Phase::id).toList();
        Set<Gate> gates = new LinkedHashSet<>(step.gates());
        gates.addAll(Gates.standing(rows, phase.id()));
        Set<String> traits = new HashSet<>();
        traits.add(plan.migration().inventory().calico().flavour().id());
        if (plan.migration().spec().probe() instanceof ProbeSpec.None) {
            traits.add("no-probe");
        }
        gates.removeIf(gate -> !Gates.applies(gate, traits));
        gates.addAll(ExtraGates.in(plan.migration().spec().gates().extra(), step.id(), phase.id()));
        return List.copyOf(gates);
    }
}
