package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;

/** Lets Cilium enforce policies, proven while Calico could still come back. */
final class EnforcePoliciesPhase implements Phase {

    @Override
    public String id() {
        return "enforce-policies";
    }

    @Override
    public String title() {
        return "enforce policies with Cilium";
    }

    @Override
    public List<Step> steps(Migration migration) {
        return List.of(Step.of(id(), title(), workspace -> write(migration.layout(), workspace))
                .word("audited", new AuditPoliciesPhase().skipped(migration).isEmpty())
                .word("ipBlocks", PolicyWords.ipBlocks(migration))
                .gates("policy-enforced", "pods-managed")
                .revert(
                        "revert, until drop-overlay, also after the point of no return. Where the marker conflicts by then,"
                                + " keep the newer one." + Overlay.REVERT_IN_TIME));
    }

    private static void write(Layout layout, Workspace workspace) {
        Overlay.set(
                workspace,
                layout,
                "policyEnforcementMode",
                "default",
                "migration: policies are enforced again (the default); ends with drop-overlay");
        workspace.edit(layout.overlay(), EnforcePoliciesPhase::withoutAudit);
    }

    private static YamlFile withoutAudit(YamlFile file) {
        YamlPath audit = YamlPath.of("policyAuditMode");
        return file.documents().get(0).get(audit).isPresent() ? file.remove(0, audit) : file;
    }
}
