package dev.crossfade.core.progress;

import dev.crossfade.core.observation.ObjectId;

/** Asks Argo CD to look again, which is all that Crossfade ever writes into a cluster for a decision. */
@FunctionalInterface
public interface Refresher {

    /**
     * Puts the annotation {@code argocd.argoproj.io/refresh: normal} on an Application; Argo CD takes it off when it has looked
     * (argo-cd, docs/user-guide/annotations-and-labels.md).
     *
     * @throws dev.crossfade.core.report.CrossfadeException CLUSTER_REFUSED, CLUSTER_UNREACHABLE
     */
    void refresh(ObjectId application);
}
