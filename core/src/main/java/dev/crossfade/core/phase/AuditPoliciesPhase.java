package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.PoliciesSpec;
import dev.crossfade.core.spec.PoliciesSpec.Presence;
import java.util.List;
import java.util.Optional;

/** Rehearses enforcement: Cilium judges every packet by policy, reports what it would drop, and drops nothing. */
final class AuditPoliciesPhase implements Phase {

    @Override
    public String id() {
        return "audit-policies";
    }

    @Override
    public String title() {
        return "rehearse policies in audit mode";
    }

    @Override
    public Optional<String> skipped(Migration migration) {
        PoliciesSpec policies = migration.spec().policies();
        if (!policies.audit()) {
            return Optional.of("policies.audit is false");
        }
        return policies.kubernetes() == Presence.ABSENT && policies.calico() == Presence.ABSENT
                ? Optional.of("no policies")
                : Optional.empty();
    }

    @Override
    public List<Step> steps(Migration migration) {
        return List.of(Step.of(id(), title(), workspace -> write(migration.layout(), workspace))
                .word("ipBlocks", PolicyWords.ipBlocks(migration))
                .gates("policy-audit", "pods-managed")
                .revert("revert, until drop-overlay; agents restart and ignore policies again."
                        + Overlay.REVERT_IN_TIME));
    }

    private static void write(Layout layout, Workspace workspace) {
        Overlay.set(
                workspace,
                layout,
                "policyEnforcementMode",
                "default",
                "migration: policies are evaluated again (the default); ends with drop-overlay");
        Overlay.set(
                workspace,
                layout,
                "policyAuditMode",
                true,
                "migration: what a policy would drop is reported and let through; ends with enforce-policies");
    }
}
