package dev.crossfade.core.progress;

import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.UndoRenderer;
import dev.crossfade.core.proposal.FileChange;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.review.UndoCommit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Works out the next commit that takes a phase back, or why there is none. */
public final class Rollback {

    /** Values that can go back whatever stands on them, until the overlay is dropped (see docs/phases-end.md). */
    private static final Set<String> ANY_TIME = Set.of("audit-policies", "enforce-policies", "host-routing");

    private static final String POINT_OF_NO_RETURN = "remove-calico-workloads";

    private static final int WHOLE_HISTORY = Integer.MAX_VALUE;

    /** Digits of an id that people read. */
    private static final int SHOWN = 10;

    private final Plan plan;
    private final Layout layout;
    private final Repository repository;
    private final Repository.Base base;
    private final Marker marker;
    private final List<FileChange> history;

    public Rollback(Sight sight, Repository repository) {
        this.plan = sight.preview().plan();
        this.layout = plan.migration().layout();
        this.repository = repository;
        this.base = sight.base();
        this.marker = Marker.read(base.tree(), layout)
                .orElseThrow(() -> refused(
                        "no phase is merged", "close the pull request of the phase instead, or delete its branch"));
        this.history = repository.changes(base, layout.marker(), WHOLE_HISTORY);
    }

    /**
     * The first commit of the way back that is not merged yet.
     *
     * @throws CrossfadeException UNDO_REFUSED with the reason
     */
    public UndoCommit next(String phase) {
        Sequence.Entry entry = entry(phase);
        Step step = Objects.requireNonNull(entry.step(), "a skipped phase is refused");
        requireTurn(entry, step);
        FileChange merge = merge(entry, step);
        requireAlone(merge, phase);
        boolean newest = marker.phase().equals(phase);
        if (!newest) {
            return new UndoCommit(entry, base.tree(), valuesOf(merge, step), 1, 1);
        }
        Tree before = before(merge, step);
        List<ChangeSet> parts = new UndoRenderer(plan.migration()).render(step, before, base.tree());
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).isEmpty()) {
                return new UndoCommit(entry, base.tree(), parts.get(i), i + 1, parts.size());
            }
        }
        throw refused("nothing of phase " + phase + " is left in the base", "crossfade status says where it stands");
    }

    private Sequence.Entry entry(String phase) {
        Sequence.Entry entry =
                plan.entry(phase).orElseThrow(() -> refused(plan.lacks(phase), "crossfade plan lists the phases"));
        if (entry.step() == null) {
            throw refused("phase " + phase + " was skipped: " + entry.skipped(), "there is nothing to take back");
        }
        return entry;
    }

    /** The conditions that Git alone can judge; the others are the reviewer's check-list. */
    private void requireTurn(Sequence.Entry entry, Step step) {
        String phase = entry.id();
        if (entry.number() > marker.number()) {
            throw refused(
                    "phase " + phase + " is not merged: the last merged one is " + marker.phase(),
                    "close its pull request, where there is one");
        }
        if (step.undo() == Undo.NONE) {
            throw refused("phase " + phase + " cannot be taken back: " + step.undoText(), explain(phase));
        }
        if (!marker.phase().equals(phase) && !ANY_TIME.contains(phase)) {
            throw refused("phases stand on " + phase + ", up to " + marker.phase(), first(marker.phase()));
        }
        if (!marker.phase().equals(phase) && overlayIsGone()) {
            throw refused(
                    "the values of phase " + phase + " are in the customer's own file since drop-overlay",
                    "change the value in " + plan.migration().valuesFile());
        }
        if (phase.equals("pin-calico-address") && wasReached("install-cilium")) {
            // the interface outlives an uninstall until the node restarts (see docs/phases.md)
            throw refused(
                    "Cilium was installed once, and its interface cilium_host outlives it: without the pin Calico would take"
                            + " that interface's address",
                    "leave it: the setting is harmless");
        }
    }

    /** How the newest phase goes back, before which no earlier one can. */
    private String first(String newest) {
        Sequence.Entry entry = plan.entry(newest).orElseThrow(() -> refused(plan.lacks(newest), "crossfade plan"));
        Step step = entry.step();
        if (step == null) {
            throw refused(
                    "the plan as it is now skips " + newest + ", which was merged last",
                    "undo by hand what it changed (docs/by-hand.md), or have crossfade.yaml say again what it said then");
        }
        if (step.undo() != Undo.NONE) {
            return "take the newest back first: crossfade rollback " + newest;
        }
        return wasReached(POINT_OF_NO_RETURN)
                ? "there is no way back behind " + POINT_OF_NO_RETURN + " but for the values of audit-policies,"
                        + " enforce-policies and host-routing"
                : "nothing was deleted yet: git revert the merge of " + newest
                        + " by hand and push; then crossfade rollback " + "takes the one before it back";
    }

    private boolean overlayIsGone() {
        return base.tree().read(layout.overlay()).isEmpty();
    }

    /** However it came: by itself, or together with others. */
    private boolean wasReached(String phase) {
        int number = plan.entry(phase).map(Sequence.Entry::number).orElse(WHOLE_HISTORY);
        return history.stream()
                .flatMap(change -> Marker.read(change.after(), layout).stream())
                .anyMatch(found -> found.number() >= number);
    }

    /** What several phases changed in one commit cannot be told apart: the undo of one would take the others along. */
    private void requireAlone(FileChange merge, String phase) {
        List<String> others = new MarkerMove(plan, merge).passed();
        if (!others.isEmpty()) {
            throw refused(
                    "one commit took " + String.join(", ", others) + " and " + phase + ", "
                            + merge.commit().id().substring(0, SHOWN) + ": taking " + phase
                            + " back would take the others along",
                    "take them back by hand, newest first, each as crossfade explain PHASE says, and write undone: "
                            + phase + " into " + layout.marker());
        }
    }

    private FileChange merge(Sequence.Entry entry, Step step) {
        return new MergeHistory(history, layout, (id, commit) -> Optional.empty())
                .move(entry.id())
                .orElseThrow(() -> refused(
                        "no commit of branch " + base.branch() + " brought phase " + entry.id() + " by itself",
                        step.undo() == Undo.REVERT ? "take it back by hand: git revert" : explain(entry.id())));
    }

    /** The base as it would be had the phase never been: what others changed since is kept. */
    private Tree before(FileChange merge, Step step) {
        Workspace workspace = new Workspace(base.tree());
        Tree prepared = prepared(merge, step);
        for (String path : repository.changed(merge.commit().id())) {
            Optional<String> former = merge.before().read(path);
            if (path.equals(layout.marker())) {
                // what other undos wrote into it is Crossfade's own
                former.ifPresentOrElse(text -> workspace.write(path, text), () -> remove(workspace, path));
                continue;
            }
            Optional<String> now = base.tree().read(path);
            Optional<Optional<String>> undone =
                    new UndoneFile(former, merge.after().read(path)).in(now);
            if (undone.isEmpty() && now.equals(prepared.read(path))) {
                undone = Optional.of(former);
            }
            undone.orElseThrow(() -> changedSince(path, step.id()))
                    .ifPresentOrElse(text -> workspace.write(path, text), () -> remove(workspace, path));
        }
        return workspace;
    }

    /** The files as the undo's first commit leaves them, which may be merged already. */
    private Tree prepared(FileChange merge, Step step) {
        List<ChangeSet> parts = new UndoRenderer(plan.migration()).render(step, merge.before(), merge.after());
        Workspace workspace = new Workspace(merge.after());
        if (parts.size() > 1) {
            apply(parts.get(0), workspace);
        }
        return workspace;
    }

    private ChangeSet valuesOf(FileChange merge, Step step) {
        Workspace workspace = new Workspace(base.tree());
        String path = layout.overlay();
        String text = new UndoneFile(merge.before().read(path), merge.after().read(path))
                .in(base.tree().read(path))
                .flatMap(undone -> undone)
                .orElseThrow(() -> changedSince(path, step.id()));
        workspace.write(path, text);
        workspace.write(layout.marker(), marker.undoing(step.id()).clusterManifest(plan.migration()));
        return workspace.changes();
    }

    private static void apply(ChangeSet changes, Workspace workspace) {
        changes.files()
                .forEach((path, text) ->
                        text.ifPresentOrElse(content -> workspace.write(path, content), () -> remove(workspace, path)));
    }

    private static void remove(Workspace workspace, String path) {
        if (workspace.read(path).isPresent()) {
            workspace.delete(path);
        }
    }

    private CrossfadeException changedSince(String path, String phase) {
        return new CrossfadeException(
                ErrorCode.UNDO_REFUSED,
                Where.file(path),
                path + " was changed since phase " + phase + " in the lines that the phase wrote",
                "take the phase back by hand, and write undone: " + phase + " into " + layout.marker());
    }

    private static String explain(String phase) {
        return "crossfade explain " + phase + " says why";
    }

    private static CrossfadeException refused(String message, String cure) {
        return new CrossfadeException(ErrorCode.UNDO_REFUSED, Where.nowhere(), message, cure);
    }
}
