package dev.crossfade.core.spec;

/** Which network policies there are, and whether their enforcement is rehearsed. */
public record PoliciesSpec(
        @Key(value = "Kubernetes NetworkPolicies", required = true, pattern = "present|absent")
        Presence kubernetes,

        @Key(
                value = "Calico's own policies; replaced: their Cilium form is in Git; present stops the plan",
                required = true)
        Presence calico,

        @Key(value = "Rehearse in audit mode before policies are enforced", or = "true")
        boolean audit) {

    /** Whether a kind of policy exists. */
    public enum Presence {
        @Word("present")
        PRESENT,
        @Word("absent")
        ABSENT,
        @Word("replaced")
        REPLACED
    }
}
