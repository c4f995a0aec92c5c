package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.syncwindow.SyncWindows;
import dev.crossfade.core.syncwindow.WindowTarget;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The sync windows of an Application's project as one look saw them. Argo CD says nothing of them in the Application: it is OutOfSync,
 * and nothing happens (argo-cd, appcontroller.go). Those that a global project adds are not read.
 *
 * @param project the AppProject
 * @param read what was read of it
 */
record ProjectWindows(ObjectId project, Reading<Optional<ObjectFact>> read, Instant now) {

    /** @param application as Git has it */
    static Question.Named question(ObjectId id, Content application) {
        return new Question.Named(
                Seat.ARGO,
                ObjectId.namespaced(
                        "argoproj.io/v1alpha1",
                        "AppProject",
                        id.namespace(),
                        application
                                .text("spec", "project")
                                .filter(name -> !name.isEmpty())
                                .orElse("default")));
    }

    /** That Argo CD may not sync now; of what a person may sync only where that is not allowed either. */
    Optional<Judgement> block(ApplicationFact application) {
        return windows(application)
                .flatMap(windows -> windows.block(now))
                .filter(block -> application.isAutomated() || !block.manual())
                .map(block -> judgement(application, block));
    }

    /** When windows let syncs through again after they did not, if that was since a time. */
    Optional<Instant> opened(ApplicationFact application, Instant since) {
        return windows(application).flatMap(windows -> windows.opened(since, now));
    }

    /** The end of a sentence on an Application that nothing seems to keep from its sync. */
    String unread() {
        return read instanceof Reading.Unread<?> unread
                ? "; whether a sync window keeps Argo CD from it cannot be told: " + project + ": " + unread.why()
                : "";
    }

    private Optional<SyncWindows> windows(ApplicationFact application) {
        return read.got()
                .flatMap(found -> found)
                .flatMap(fact -> fact.at("spec"))
                .map(spec -> SyncWindows.of(
                        spec,
                        WindowTarget.of(
                                application.id().name(), application.at("spec").orElse(Content.of(null)))));
    }

    private Judgement judgement(ApplicationFact application, SyncWindows.Block block) {
        Instant end = block.until();
        String until = end == null ? "" : ", until " + end;
        String name = application.id().name();
        String status = application.text("status", "sync", "status").orElse("none");
        return Judgement.waiting(
                        application.id() + " is " + status + ", and blocked by a sync window of project "
                                + project.name() + ": " + block.words() + until,
                        List.of(
                                application.evidence("status.sync.status", status),
                                Evidence.of(project, "spec.syncWindows", block.words())))
                .countingFrom(Objects.requireNonNullElse(end, now))
                .needing(need(name, block, until));
    }

    private Need need(String name, SyncWindows.Block block, String until) {
        String what = "Argo CD does not sync " + name + " by itself now: blocked by a sync window of project "
                + project.name() + " (" + block.words() + until + "). ";
        if (block.manual()) {
            return Need.of(
                    what + (until.isEmpty() ? "" : "Wait, or sync it by hand, which the window allows:"),
                    "argocd app sync " + name);
        }
        return Need.of(what
                + (until.isEmpty()
                        ? "Correct spec.syncWindows of " + project + "; it refuses a sync by hand, too."
                        : "Wait: it refuses a sync by hand, too. Or change spec.syncWindows of " + project + "."));
    }
}
