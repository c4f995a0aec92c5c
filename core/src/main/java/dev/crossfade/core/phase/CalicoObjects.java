package dev.crossfade.core.phase;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoNames;
import dev.crossfade.core.scan.DeclaredObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What of Calico's the migration takes away, stage by stage: what its gates look for afterwards. */
public record CalicoObjects(Migration migration) {

    /** What serves or shows Calico's API. */
    public List<ObjectName> apis() {
        return stage(migration.calico().apis());
    }

    /** The network itself. */
    public List<ObjectName> workloads() {
        return stage(migration.calico().workloads());
    }

    /** Operator, accounts and rights, without namespaces. */
    public List<ObjectName> companions() {
        return stage(migration.calico().companions()).stream()
                .filter(name -> !name.kind().equals("Namespace"))
                .toList();
    }

    /** Namespaces that Calico alone used. Those that an operator made go with its Installation, whose they are. */
    public List<ObjectName> namespaces() {
        Stream<ObjectName> all = migration.inventory().calico().home() instanceof CalicoHome.Chart chart
                ? migration.calico().companions().all().stream()
                        .filter(name -> !name.name().equals("tigera-operator")
                                || chart.namespace().equals(name.name()))
                : migration.calico().companions().all().stream();
        return all.filter(name -> name.kind().equals("Namespace")).toList();
    }

    public List<ObjectName> crds() {
        return RemoveCalicoLeftoversPhase.crds(migration);
    }

    /** Resources that an aggregated API serves and Git kept. */
    public List<DeclaredObject> resources() {
        return kept(object ->
                CalicoNames.isAggregated(object, migration.inventory().calico().nativeCrds()));
    }

    /** Those of Calico's objects that Git keeps and Argo CD may prune. */
    public List<DeclaredObject> kept(Predicate<DeclaredObject> which) {
        return migration.inventory().calico().objects().stream()
                .filter(migration.keeper()::keeps)
                .filter(which)
                .toList();
    }

    /** As a commit of the removal takes them: what only some installs have counts where Git shows it, or nothing in Git does. */
    private List<ObjectName> stage(CalicoFacts.Stage stage) {
        boolean live = migration.inventory().calico().home() instanceof CalicoHome.Live;
        Set<ObjectName> names = new LinkedHashSet<>(stage.always());
        stage.optional().stream()
                .filter(name -> live || CalicoRemoval.isKept(migration, name))
                .forEach(names::add);
        return List.copyOf(names);
    }
}
