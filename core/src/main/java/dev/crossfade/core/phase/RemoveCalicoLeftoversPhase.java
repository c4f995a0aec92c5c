package dev.crossfade.core.phase;

import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.scan.DeclaredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Takes away what Calico leaves: the relaxation first, then operator, accounts and rights, its CRDs last. */
final class RemoveCalicoLeftoversPhase implements Phase {

    static final String NO_UNDO = "none: with its CRDs go Calico's pools, policies and address book.";

    @Override
    public String id() {
        return "remove-calico-leftovers";
    }

    @Override
    public String title() {
        return "remove Calico's CRDs";
    }

    @Override
    public List<Step> steps(Migration migration) {
        List<Step> steps = new ArrayList<>();
        if (new RelaxPoliciesPhase().skipped(migration).isEmpty()) {
            steps.add(Step.of(
                            id() + "-relaxation",
                            "remove the relaxation",
                            workspace -> workspace.delete(RelaxPoliciesPhase.path(migration)))
                    .prose(id() + "/message-relaxation.md")
                    .gates("relaxation-gone", "pods-managed")
                    .noUndo("none: nothing reads Calico's policies any more."));
        }
        if (migration.inventory().calico().home() instanceof CalicoHome.Chart chart) {
            steps.addAll(new ChartEnd(migration, chart, id()).steps(title()));
        } else {
            steps.add(companions(migration));
            steps.add(rest(migration));
        }
        // with its CRDs go all objects of Calico's, whoever made them
        steps.get(steps.size() - 1).entryGates("calico-unshared");
        return steps;
    }

    /**
     * An Application that ends learns to take along what it applied. From one that stays, CRDs leave a commit before a Job
     * deletes them: until it has read that commit, its self-heal would bring them back.
     */
    private Step companions(Migration migration) {
        boolean operator = migration.inventory().calico().flavour() == CalicoFlavour.OPERATOR;
        boolean ends = migration.keeper().endsWithApplication();
        String step = id() + (operator ? "-operator" : "-rbac");
        CalicoRemoval removal = CalicoRemoval.of(
                migration,
                step,
                migration.calico().companions(),
                object -> migration.calicoNames().isCompanion(object)
                        || (!ends && migration.calicoNames().isCrd(object)));
        List<String> gates = operator
                ? List.of("calico-operator-gone", "calico-namespaces-gone", "pods-managed")
                : List.of("calico-rbac-gone", "pods-managed");
        return removal.words(Step.of(
                        step,
                        operator ? "remove the Tigera operator" : "remove Calico's accounts and rights",
                        workspace -> {
                            removal.write(workspace);
                            if (ends) {
                                migration.keeper().arm(workspace, Cascade.FINALIZER, migration.calicoNames()::isCrd);
                            }
                        }))
                .prose(id() + "/message-" + (operator ? "operator" : "rbac") + ".md")
                .word("cascades", ends)
                .word("crdsLeave", !ends && keepsCrds(migration))
                .gates(gates.toArray(String[]::new))
                .noUndo("none." + removal.lost());
    }

    private Step rest(Migration migration) {
        boolean ends = migration.keeper().endsWithApplication();
        List<String> gates = new ArrayList<>(List.of("calico-crds-gone", "pods-managed"));
        if (ends) {
            gates.add("calico-application-gone");
        }
        Predicate<DeclaredObject> crds = migration.calicoNames()::isCrd;
        CalicoRemoval removal = new CalicoRemoval(migration, id(), object -> false, crds(migration));
        return removal.words(Step.of(id(), title(), workspace -> {
                    migration.keeper().end(workspace, crds);
                    removal.writeJob(workspace);
                }))
                .word("cascades", ends)
                .word("crds", String.valueOf(migration.calico().crds().size()))
                .gates(gates.toArray(String[]::new))
                .noUndo(NO_UNDO);
    }

    /** Argo CD marks no CRD as its own, so it prunes none and deletes none with an Application (argo-cd#6078). */
    static List<ObjectName> crds(Migration migration) {
        return migration.calico().crds().stream()
                .map(crd -> new ObjectName("CustomResourceDefinition", crd, ""))
                .toList();
    }

    private static boolean keepsCrds(Migration migration) {
        return crds(migration).stream().anyMatch(name -> CalicoRemoval.isKept(migration, name));
    }
}
