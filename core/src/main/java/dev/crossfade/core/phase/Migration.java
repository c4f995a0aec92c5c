package dev.crossfade.core.phase;

import dev.crossfade.core.calico.CalicoKeeper;
import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.facts.CiliumFacts;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.CalicoNames;
import dev.crossfade.core.inventory.Inventory;
import dev.crossfade.core.nodes.NodeTemplates;
import dev.crossfade.core.render.Templates;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.Optional;

/** Everything a phase may look at beside the repository's files: what is wanted, what is there, what holds by version. */
public record Migration(MigrationSpec spec, Inventory inventory, Templates templates) {

    public Layout layout() {
        return new Layout(spec.name(), spec.git().path());
    }

    /** Which cluster commands are for, in a sentence; empty where it is one alone. */
    public Optional<String> whichCluster() {
        return Destination.isArgosOwn(this)
                ? Optional.empty()
                : Optional.of("kubectl is for the cluster that migrates, " + spec.name()
                        + "; with applications and appprojects it is for the one that Argo CD runs in.");
    }

    public CiliumFacts cilium() {
        return CiliumFacts.of(spec.cilium().version().toString());
    }

    /** What holds for the Calico that the cluster has. */
    public CalicoFacts calico() {
        CalicoInventory found = inventory.calico();
        return CalicoFacts.of(spec.calico().version(), found.flavour().id(), found.nativeCrds());
    }

    public CalicoNames calicoNames() {
        return CalicoNames.of(calico());
    }

    /** Where Calico's objects are changed and removed. */
    public CalicoKeeper keeper() {
        return CalicoKeeper.of(
                inventory.calico(), calicoNames(), export -> layout().manifest(export.kind(), export.name()));
    }

    /** Calico's Application where it outlives Calico, for what else it applies. */
    public Optional<ApplicationFile> staying() {
        return keeper().endsWithApplication()
                ? Optional.empty()
                : inventory.calico().application();
    }

    /** The node templates that the repository keeps. */
    public NodeTemplates nodeTemplates() {
        return new NodeTemplates(spec.nodes(), inventory.nodeTemplates());
    }

    /** The one values file of the customer's that is ever edited: the last of the list, which wins. */
    public String valuesFile() {
        return spec.cilium().values().get(spec.cilium().values().size() - 1);
    }
}
