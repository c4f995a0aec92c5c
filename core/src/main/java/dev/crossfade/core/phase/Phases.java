package dev.crossfade.core.phase;

import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.Quiesce;
import java.util.ArrayList;
import java.util.List;

/** The rows of every plan, in the one order that is safe; a customer may skip some, never move them. */
public final class Phases {

    private Phases() {}

    public static List<Phase> inOrder(MigrationSpec spec) {
        List<Phase> rows = new ArrayList<>(List.of(
                new PreparePhase(),
                new AdoptCalicoPhase(),
                new PinCalicoAddressPhase(),
                new RelaxPoliciesPhase(),
                new InstallCiliumPhase(),
                new NodeConfigPhase(),
                new NodeTemplatesPhase(),
                new FirstNodesPhase(),
                new ResumeWorkloadsPhase(),
                new RotateNodesPhase(),
                new FinalizeCiliumPhase(),
                new RetireNodeConfigPhase(),
                new AuditPoliciesPhase(),
                new EnforcePoliciesPhase(),
                new RemoveCalicoWorkloadsPhase(),
                new RemoveCalicoLeftoversPhase(),
                new HostRoutingPhase(),
                new CleanNodesPhase(),
                new DropOverlayPhase(),
                new HandOverPhase()));
        String successor = spec.quiesce() == Quiesce.BEFORE_INSTALL ? "install-cilium" : "first-nodes";
        rows.add(position(rows, successor), new QuiesceWorkloadsPhase());
        return List.copyOf(rows);
    }

    private static int position(List<Phase> rows, String id) {
        int position = rows.stream().map(Phase::id).toList().indexOf(id);
        if (position < 0) {
            throw new IllegalStateException("no row " + id);
        }
        return position;
    }
}
