package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.report.Span;
import java.time.Instant;
import java.util.List;

/** What a person has to do where an Application does not get on by itself. */
record ApplicationNeeds(ApplicationFact application) {

    /** What the operation says while {@code Prune=confirm} holds it (argo-cd, gitops-engine/pkg/sync/sync_context.go). */
    private static final String CONFIRMATION = "waiting for pruning confirmation";

    /** The command that has Argo CD apply what Git says. */
    static String sync(ObjectId application) {
        return "argocd app sync " + application.name();
    }

    /** Where an Application comes from, as a sentence before the command that lists all. */
    static final String MAKER =
            "A root Application is in bootstrap.yaml of spec.git.path: apply that again. Any other is synced by the Application"
                    + " whose folder has its file: see which of them is not in sync:";

    /** The command that has Argo CD look at it again. */
    static String resume(ObjectId application) {
        return "kubectl -n " + application.namespace() + " annotate application " + application.name() + " "
                + ApplicationFact.PAUSED + "-";
    }

    static String all(ObjectId application) {
        return "kubectl -n " + application.namespace() + " get applications";
    }

    static boolean asksToConfirm(String message) {
        return message.contains(CONFIRMATION);
    }

    /** An error that goes where Argo CD's own pods have just moved, and else is in Git (argo-cd#12570). */
    Need incomparable(String message) {
        return Need.of(
                "Argo CD cannot compare " + name() + ": " + message
                        + ". That passes when its repo-server has just restarted. Else correct in Git what it names, or its access"
                        + " to the repository, and have it look again:",
                "argocd app get " + name() + " --refresh");
    }

    Need wrong(String condition, String message) {
        return condition.equals("DeletionError")
                ? Need.of(
                        "Argo CD cannot delete what " + name() + " has: " + message + ". See which objects remain:",
                        "argocd app resources " + name())
                : Need.of(
                        "Argo CD refuses the spec of " + name() + ": " + message
                                + ". Correct what it names, most often the AppProject, and have it look again:",
                        "argocd app get " + name() + " --refresh");
    }

    Need confirm(String message) {
        return Need.of(
                "The sync of " + name() + " waits until somebody confirms what it prunes (Prune=confirm): " + message
                        + ". See that it is to go, then confirm it:",
                "argocd app confirm-deletion " + name());
    }

    Need endless(Instant started) {
        return Need.of(
                "An operation of " + name() + " runs since " + started
                        + ", and nothing newer is applied before it ends. It should have taken less than "
                        + Span.exact(ApplicationSync.OPERATION) + ": see what it waits for, or end it:",
                "argocd app get " + name() + " --show-operation",
                "argocd app terminate-op " + name());
    }

    /** Argo CD deletes with it what it has applied as long as that finalizer stands (argo-cd, docs/user-guide/app_deletion.md). */
    Need deleted(String finalizers) {
        return Need.of(
                "Somebody deleted " + application.id() + ", which Git has still. Its finalizers are " + finalizers
                        + ": by a resources-finalizer Argo CD deletes what it has applied, too. To take them off leaves those objects"
                        + " where they are, and lets the Application go; then have it made again. " + MAKER,
                "argocd app resources " + name(),
                "kubectl -n " + application.id().namespace() + " patch application " + name()
                        + " --type=merge -p '{\"metadata\":{\"finalizers\":null}}'",
                all(application.id()));
    }

    Need retargeted(List<String> fields) {
        return Need.of(
                application.id() + " is not the one of Git, which says nothing then of what was merged: "
                        + String.join(" and ", fields)
                        + " differ. Where what the cluster has is right, correct its file in Git. " + MAKER,
                "kubectl -n " + application.id().namespace() + " get application " + name() + " -o yaml",
                all(application.id()));
    }

    /** A sync without the flag leaves what is to be pruned. */
    Need manual(List<Content> pruning) {
        return pruning.isEmpty() ? sync("Somebody has to sync " + name() + ": its sync is manual.") : prune(pruning);
    }

    /** Argo CD skips what is to be pruned and nothing else where pruning is off (argo-cd, appcontroller.go). */
    Need prune(List<Content> pruning) {
        return Need.of(
                "Git has no file any more for " + names(pruning) + ", and " + name()
                        + " does not prune by itself. See that it is to go, then prune it:",
                "argocd app diff " + name(),
                "argocd app sync " + name() + " --prune");
    }

    /** The annotation of the live object decides, whatever Git says: to take it off means to delete the object. */
    Need guarded(List<Content> pruning) {
        return Need.of(
                "Git has no file any more for " + names(pruning) + ", which " + name()
                        + " has synced and not pruned: the annotation argocd.argoproj.io/sync-options: Prune=false keeps it."
                        + " Put its file back into Git; only where nothing needs the object, take that annotation off it.",
                "argocd app diff " + name());
    }

    /** A controller that writes what Git says otherwise does so again after each sync (argo-cd, docs/user-guide/diffing.md). */
    Need changed(List<Content> changed) {
        return Need.of(
                "Argo CD has synced " + name() + " to this revision, and syncs none twice by itself; not as Git says: "
                        + (changed.isEmpty() ? "what its diff shows" : names(changed))
                        + ". See what differs, and sync, which puts back what Git says. Where a controller writes a field anew"
                        + " after each sync, name that field in spec.ignoreDifferences of the Application in Git:",
                "argocd app diff " + name(),
                sync(application.id()));
    }

    Need refused(String message) {
        return sync("Argo CD does not sync " + name() + ": " + message + ". Correct in Git what it names, then:");
    }

    Need unhealthy(String health, String message) {
        return Need.of(
                name() + " is " + health + message + ". See which of its objects is it, and mend that one:",
                "argocd app get " + name());
    }

    Need elsewhere(String repository) {
        return Need.of(
                name() + " reads no source from " + repository
                        + ", which is spec.argo.repoURL of crossfade.yaml: write the same address in both.",
                "argocd app get " + name());
    }

    Need sync(String what) {
        return Need.of(what, sync(application.id()));
    }

    static String names(List<Content> resources) {
        return Words.list(resources.stream()
                .map(each -> each.text("kind").orElse("") + " "
                        + each.text("namespace")
                                .filter(namespace -> !namespace.isEmpty())
                                .map(namespace -> namespace + "/")
                                .orElse("")
                        + each.text("name").orElse(""))
                .toList());
    }

    private String name() {
        return application.id().name();
    }
}
