package dev.crossfade.core.proof;

import dev.crossfade.core.gate.Addresses;
import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.gate.DaemonSetRule;
import dev.crossfade.core.gate.NodeSelection;
import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.observation.Ancestry;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Phases;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.List;
import java.util.Objects;

/**
 * The phase that has to be proved: a merged one, or the next one where its entry gates are asked.
 *
 * @param tree the base's present files, with the phase in them where it is merged
 * @param merges when phases were merged
 */
public record Standpoint(Plan plan, Sequence.Entry entry, Tree tree, Merges merges, Ancestry ancestry) {

    /** The same cluster and Git, for another phase. */
    public Standpoint of(Sequence.Entry other) {
        return new Standpoint(plan, other, tree, merges, ancestry);
    }

    /** True where the first of two commits of the phase's undo is merged. */
    boolean isHalfUndone() {
        return Marker.read(tree, layout())
                .filter(marker -> entry.id().equals(marker.undone()))
                .isPresent();
    }

    Step step() {
        return Objects.requireNonNull(entry.step(), "a skipped row has no gates");
    }

    Migration migration() {
        return plan.migration();
    }

    MigrationSpec spec() {
        return plan.migration().spec();
    }

    Layout layout() {
        return plan.migration().layout();
    }

    /** The merge of the phase itself. */
    ApplicationRule.Merge merge() {
        return merges.of(entry.id())
                .orElseThrow(() -> new IllegalStateException("phase " + entry.id() + " was never merged"));
    }

    Addresses cilium() {
        return new Addresses(spec().cilium().podCIDRs());
    }

    Addresses calico() {
        return new Addresses(spec().calico().pools());
    }

    String label() {
        return spec().nodes().label();
    }

    NodeSelection.Migrated migrated() {
        return new NodeSelection.Migrated(label());
    }

    /** The DaemonSet of Calico's agents: the operator keeps it in a namespace of its own (tigera/operator, pkg/render/node.go). */
    DaemonSetRule calicoNode() {
        CalicoFlavour flavour = migration().inventory().calico().flavour();
        return DaemonSetRule.of(
                flavour == CalicoFlavour.OPERATOR ? "calico-system" : Layout.NAMESPACE, flavour.agent());
    }

    /** True where the phase stands behind a row of the plan, or is of it. */
    boolean isFrom(String row) {
        List<String> rows =
                Phases.inOrder(spec()).stream().map(phase -> phase.id()).toList();
        if (!rows.contains(row)) {
            throw new IllegalArgumentException("the plan has no row " + row);
        }
        return rows.indexOf(entry.phase().id()) >= rows.indexOf(row);
    }
}
