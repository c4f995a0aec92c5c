package dev.crossfade.core.report;

import java.util.Locale;

/** Every way in which Crossfade says no, by the name that {@code crossfade explain} and {@code docs/errors.md} know it. */
public enum ErrorCode {
    // usage and configuration: exit code 2
    USAGE(2),
    SPEC_NOT_FOUND(2),
    SPEC_WRONG_KIND(2),
    SPEC_UNKNOWN_KEY(2),
    SPEC_MISSING_KEY(2),
    SPEC_WRONG_TYPE(2),
    SPEC_BAD_VALUE(2),
    SPEC_CONFLICTING_KEYS(2),
    YAML_SYNTAX(2),
    YAML_DUPLICATE_KEY(2),
    YAML_NOT_EDITABLE(2),
    CIDR_OVERLAP(2),
    IPAM_CAPACITY(2),
    TUNNEL_PORT(2),
    CLUSTER_NAME(2),
    ADDRESS_DETECTION(2),
    VERSION_UNSUPPORTED(2),
    VERSION_UNMAINTAINED(2),
    VERSION_INSECURE(2),
    PROBE_MISSING(2),
    ACKNOWLEDGED_UNUSED(2),
    AUTO_MERGE_IDLE(2),
    ADDRESS_TAKEN(2),

    // what was found where the migration shall happen: exit code 1
    REPOSITORY_NOT_FOUND(1),
    REPOSITORY_BARE(1),
    REPOSITORY_SHALLOW(1),
    REPOSITORY_UNREADABLE(1),
    REPOSITORY_NOT_OURS(1),
    CLONE_IN_USE(1),
    BRANCH_NOT_FOUND(1),
    BRANCH_MOVED(1),
    BRANCH_NOT_OURS(1),
    BRANCH_CHECKED_OUT(1),
    BRANCH_NAME_TAKEN(1),
    INPUT_DIRTY(1),
    INPUT_NOT_FOUND(1),
    INPUT_NOT_TEXT(1),
    PATH_NOT_WRITABLE(1),
    HISTORY_NEEDED(1),
    WRITE_FAILED(1),
    OUTPUT_NOT_EMPTY(1),
    INTERNAL(1),
    CALICO_NOT_FOUND(1),
    CALICO_FILE_UNNAMED(1),
    CALICO_EXPORT_INCOMPLETE(1),
    CALICO_POLICIES(1),
    POLICIES_UNDECLARED(1),
    POLICIES_NOT_REPLACED(1),
    POLICY_IP_BLOCK(1),
    CNI_EXCLUSIVE(1),
    ISTIO_SOCKET_LB(1),
    HOST_PORTS_UNDECLARED(1),
    CALICO_WIREGUARD(1),
    CALICO_BGP(1),
    CALICO_IPV6(1),
    CALICO_POD_ADDRESSES(1),
    CALICO_POOL_UNDECLARED(1),
    CALICO_ENCAPSULATION(1),
    CALICO_UNREAD(1),
    CALICO_VERSION(1),
    CALICO_OBJECT_STAYS(1),
    CALICO_OBJECT_ELSEWHERE(1),
    CILIUM_CHART(1),
    CILIUM_PRESENT(1),
    NAMESPACE_NOT_ALLOWED(1),
    APPLICATION_NOT_FOUND(1),
    APPLICATION_ELSEWHERE(1),
    APPLICATION_GENERATED(1),
    APPLICATION_FOLDER_CHANGED(1),
    APPLICATION_IGNORES(1),
    APPLICATION_MANUAL(1),
    APPLICATION_UNAPPLIED(1),
    APPLICATION_UNPRUNED(1),
    WORKLOAD_NOT_FOUND(1),
    WORKLOAD_NOT_SCALABLE(1),
    WORKLOAD_AUTOSCALED(1),
    WORKLOAD_NODES(1),
    NODE_TEMPLATE_NOT_FOUND(1),
    NODE_TEMPLATE_WAVE(1),
    NODE_TEMPLATE_LABELS(1),
    NODE_TEMPLATE_CONFLICT(1),
    NODE_TEMPLATE_PACE(1),
    NODE_TEMPLATE_UNNAMED(1),
    PATH_SHARED(1),
    FILE_SHARED(1),
    FILE_UNAPPLIED(1),
    FILE_UNREADABLE(1),
    FILE_OVERRIDDEN(1),
    MIGRATIONS_COLLIDE(1),
    VALUE_CONFLICT(1),
    OVERLAY_NOT_FINAL(1),
    FLAVOUR_UNSUPPORTED(1),
    MARKER_UNREADABLE(1),
    MARKER_FOREIGN(1),
    PLAN_CHANGED(1),
    PHASE_LOST(1),
    APPLICATION_CASCADES(1),
    MIGRATION_STOPPED(1),

    // what stands between a phase and its pull request: exit code 1
    REMOTE_NOT_FOUND(1),
    REMOTE_UNAUTHORIZED(1),
    REMOTE_UNAVAILABLE(1),
    REMOTE_REFUSED(1),
    TOKEN_UNUSABLE(1),
    FORGE_UNAUTHORIZED(1),
    FORGE_FORBIDDEN(1),
    FORGE_NOT_FOUND(1),
    FORGE_REFUSED(1),
    FORGE_RATE_LIMITED(1),
    FORGE_UNAVAILABLE(1),
    FORGE_UNREADABLE(1),
    PROPOSAL_CLOSED(1),
    MIGRATION_HELD(1),
    PHASES_AT_ONCE(1),
    WINDOW_CLOSED(1),
    UNDO_REFUSED(1),
    LEASE_LOST(1),
    STATUS_LIMIT(1),

    // what the cluster says of a merged phase: exit code 1
    GATE_FAILED(1),
    GATE_UNKNOWN(1),
    CLUSTER_UNREACHABLE(1),
    CLUSTER_REFUSED(1);

    private final int exitCode;

    ErrorCode(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The code as people type it, such as {@code spec-unknown-key}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True for the blockers that a person may answer for: who changed what is merged, or the plan, may be right. */
    public boolean mayBeAnsweredFor() {
        return this == PLAN_CHANGED || this == PHASE_LOST;
    }

    /** True where an answer has to name the file: the next finding of the code is another matter. */
    public boolean isAnsweredByFile() {
        return this == PHASE_LOST;
    }

    /** What the process ends with when this is its worst problem. */
    public int exitCode() {
        return exitCode;
    }
}
