package dev.crossfade.core.phase;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.CalicoNames;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.DeclaredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes what runs of Calico, the point of no return: first what leaves Git may leave the cluster, then what serves or
 * shows Calico's API goes, then the network itself.
 */
final class RemoveCalicoWorkloadsPhase implements Phase {

    @Override
    public String id() {
        return "remove-calico-workloads";
    }

    @Override
    public String title() {
        return "remove Calico's workloads (no way back)";
    }

    @Override
    public List<Step> steps(Migration migration) {
        List<Step> steps = new ArrayList<>(List.of(release(migration)));
        CalicoRemoval resources = resources(migration);
        if (!resources.isEmpty()) {
            steps.add(resources
                    .words(Step.of(resources.step(), "remove resources of Calico's API server", resources::write))
                    .prose(id() + "/message-resources.md")
                    .gates("calico-healthy", "calico-address", "calico-resources-gone", "pods-managed")
                    .noUndo("none: with the pools goes what Calico would need to serve pods again."));
        }
        CalicoRemoval apis = apis(migration);
        if (!apis.isEmpty()) {
            steps.add(apis.words(Step.of(apis.step(), "remove Calico's API server", apis::write))
                    .prose(id() + "/message-apis.md")
                    .gates("calico-healthy", "calico-address", "calico-apis-gone", "pods-managed")
                    .noUndo("none, and none needed: no pod's network depends on what goes here." + apis.lost()));
        }
        steps.add(network(migration));
        steps.forEach(step -> step.entryGates("calico-unused", "calico-unshared"));
        return steps;
    }

    private Step release(Migration migration) {
        CalicoInventory calico = migration.inventory().calico();
        Optional<ApplicationFile> owner = calico.application();
        boolean live = owner.isEmpty();
        return Step.of(
                        id() + "-prune",
                        "let Argo CD prune Calico",
                        workspace -> migration.keeper().release(workspace))
                .prose(id() + "/message-prune.md")
                .word("owned", owner.isPresent())
                .word("guarded", live || calico.objects().stream().anyMatch(DeclaredObject::guarded))
                .word("manual", owner.map(ApplicationFile::manual).orElse(false))
                .gates("calico-healthy", "calico-address", "prune-background", "pods-managed")
                .noUndo("none, and none needed: nothing is deleted yet, and the next phase relies on the setting.");
    }

    private CalicoRemoval resources(Migration migration) {
        boolean nativeCrds = migration.inventory().calico().nativeCrds();
        return new CalicoRemoval(
                migration, id() + "-resources", object -> CalicoNames.isAggregated(object, nativeCrds), List.of());
    }

    private CalicoRemoval apis(Migration migration) {
        CalicoFacts.Stage stage = migration.calico().apis();
        return CalicoRemoval.of(migration, id() + "-apis", stage, object -> CalicoNames.isIn(stage, object));
    }

    private Step network(Migration migration) {
        CalicoFacts.Stage stage = migration.calico().workloads();
        CalicoRemoval removal = CalicoRemoval.of(migration, id(), stage, object -> CalicoNames.isIn(stage, object));
        boolean operator = migration.inventory().calico().flavour() == CalicoFlavour.OPERATOR;
        return removal.words(Step.of(id(), title(), removal::write))
                .word("operator", operator)
                .gates("calico-pods-gone", "nodes-schedulable", "pods-managed")
                .noUndo("none. Point of no return: the way back is a new migration, from Cilium to Calico."
                        + (removal.leavesGit()
                                ? " A git revert would start Calico beside Cilium and give no pod back to it."
                                : "")
                        + removal.lost())
                .pointOfNoReturn();
    }
}
