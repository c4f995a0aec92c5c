package dev.crossfade.core.phase;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Takes away what Calico leaves: the relaxation first, then operator, accounts and rights, its CRDs last. */
final class RemoveCalicoLeftoversPhase implements Phase {

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
        steps.add(companions(migration));
        steps.add(rest(migration));
        return steps;
    }

    /** Where the last commit deletes the last objects, the Application that owns them learns to take them along. */
    private Step companions(Migration migration) {
        boolean operator = migration.inventory().calico().flavour() == CalicoFlavour.OPERATOR;
        boolean ends = migration.keeper().endsWithApplication();
        boolean chart = isChart(migration);
        Predicate<CalicoObject> choice =
                chart ? object -> false : object -> migration.calicoNames().isCompanion(object);
        Removal removal = chart
                ? new Removal(migration, companionsId(operator), choice, List.of())
                : Removal.of(
                        migration, companionsId(operator), migration.calico().companions(), choice);
        Step step = Step.of(
                companionsId(operator),
                operator ? "remove the Tigera operator" : "remove Calico's accounts and rights",
                workspace -> {
                    removal.write(workspace);
                    if (ends) {
                        migration.keeper().arm(workspace, InstallCiliumPhase.FINALIZER, migration.calicoNames()::isCrd);
                    }
                });
        return removal.words(step)
                .prose(id() + "/message-" + (chart ? "chart" : operator ? "operator" : "rbac") + ".md")
                .word("cascades", ends)
                .gates(
                        chart
                                ? new String[] {"pods-managed"}
                                : new String[] {operator ? "calico-operator-gone" : "calico-rbac-gone", "pods-managed"})
                .noUndo("none.");
    }

    private Step rest(Migration migration) {
        boolean ends = migration.keeper().endsWithApplication();
        List<String> gates = new ArrayList<>(List.of("calico-crds-gone", "pods-managed"));
        if (ends) {
            gates.add("calico-application-gone");
        }
        if (isChart(migration)) {
            gates.add("calico-operator-gone");
        }
        Predicate<CalicoObject> crds = migration.calicoNames()::isCrd;
        Removal removal = new Removal(migration, id(), crds, restByJob(migration));
        return removal.words(Step.of(id(), title(), workspace -> {
                    migration.keeper().end(workspace, crds);
                    removal.writeJob(workspace);
                }))
                .word("cascades", ends)
                .word("crds", String.valueOf(migration.calico().crds().size()))
                .gates(gates.toArray(String[]::new))
                .noUndo("none: with its CRDs go Calico's pools, policies and address book.");
    }

    /** What a chart leaves behind or out: its namespace, and CRDs that it may not own. */
    private static List<ObjectName> restByJob(Migration migration) {
        CalicoFacts facts = migration.calico();
        Stream<ObjectName> namespaces = isChart(migration)
                ? facts.companions().all().stream().filter(name -> isOperatorsNamespace(migration, name))
                : Stream.empty();
        Stream<ObjectName> crds = facts.crds().stream()
                .map(crd -> new ObjectName("CustomResourceDefinition", crd, ""))
                .filter(name -> !Removal.isKept(migration, name));
        return Stream.concat(namespaces, crds).toList();
    }

    /** A chart in a namespace that holds other things, too, leaves it alone. */
    private static boolean isOperatorsNamespace(Migration migration, ObjectName name) {
        CalicoHome.Chart chart =
                (CalicoHome.Chart) migration.inventory().calico().home();
        return name.kind().equals("Namespace")
                && (!name.name().equals("tigera-operator") || chart.namespace().equals(name.name()));
    }

    private static boolean isChart(Migration migration) {
        return migration.inventory().calico().home() instanceof CalicoHome.Chart;
    }

    private String companionsId(boolean operator) {
        return id() + (operator ? "-operator" : "-rbac");
    }
}
