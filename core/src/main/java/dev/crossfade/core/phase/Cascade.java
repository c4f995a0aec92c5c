package dev.crossfade.core.phase;

/** An Application that takes along what it applied when it is deleted. */
public final class Cascade {

    /**
     * In the background: in the foreground, Calico's owner references and finalizers lock each other (tigera/operator#3413; argo-cd,
     * docs/user-guide/app_deletion.md).
     */
    public static final String FINALIZER = "resources-finalizer.argocd.argoproj.io/background";

    private Cascade() {}
}
