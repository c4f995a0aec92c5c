package dev.crossfade.core.phase;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.inventory.CalicoHome;
import java.util.List;
import java.util.stream.Stream;

/**
 * The end of an operator that its Helm chart installed: the Application goes while its values, the operator's namespace
 * and the CRDs are still there, because its pre-delete hook needs all three.
 *
 * @param row the row's id, which begins the ids of its commits
 */
record ChartEnd(Migration migration, CalicoHome.Chart home, String row) {

    /** In their order; the last one carries the row's id and title. */
    List<Step> steps(String title) {
        return List.of(arm(), operator(), rest(title));
    }

    /** A finalizer counts on the live object, so it comes one synced commit before the deletion. */
    private Step arm() {
        return step(
                        "-application",
                        "let Calico's Application take the operator along",
                        workspace -> migration.keeper().arm(workspace, Cascade.FINALIZER, object -> false))
                .gates("calico-application-armed", "pods-managed")
                .noUndo("none, and none needed: nothing is deleted yet, and the next phase relies on the finalizer.");
    }

    /**
     * Argo CD 3.3 and newer run the chart's pre-delete Job, in the operator's namespace, when the Application is deleted, and
     * render the Application's sources for it (argo-cd docs/user-guide/helm.md, controller/hook.go).
     */
    private Step operator() {
        return step(
                        "-operator",
                        "remove the Tigera operator",
                        workspace -> workspace.edit(home.owner().path(), home.owner()::without))
                .word("valuesFile", home.valuesFile())
                .gates("calico-application-gone", "calico-operator-gone", "pods-managed")
                .noUndo("none: nothing is left that the operator could run.");
    }

    private Step rest(String title) {
        CalicoRemoval removal = new CalicoRemoval(migration, row, object -> false, byJob());
        return removal.words(Step.of(row, title, workspace -> {
                    migration.keeper().end(workspace, object -> false);
                    removal.writeJob(workspace);
                }))
                .prose(row + "/message-chart.md")
                .word("valuesFile", home.valuesFile())
                .word("admission", byJob().stream().anyMatch(name -> name.kind().contains("AdmissionPolicy")))
                .word("crds", String.valueOf(migration.calico().crds().size()))
                .gates("calico-namespaces-gone", "calico-crds-gone", "pods-managed")
                .noUndo(RemoveCalicoLeftoversPhase.NO_UNDO);
    }

    private Step step(String suffix, String title, StepWriter writer) {
        return Step.of(row + suffix, title, writer).prose(row + "/message-chart" + suffix + ".md");
    }

    /** What the chart leaves behind: namespaces, CRDs, which Argo CD applies and never deletes, and what native ones have beside them. */
    private List<ObjectName> byJob() {
        CalicoFacts facts = migration.calico();
        return Stream.concat(
                        facts.companions().all().stream().filter(name -> outlives(facts, name)),
                        RemoveCalicoLeftoversPhase.crds(migration).stream())
                .toList();
    }

    /** A chart in a namespace that holds other things, too, leaves it alone. */
    private boolean outlives(CalicoFacts facts, ObjectName name) {
        if (name.kind().equals("Namespace") && name.name().equals("tigera-operator")) {
            return home.namespace().equals(name.name());
        }
        return name.namespace().isEmpty() && facts.companions().optional().contains(name);
    }
}
