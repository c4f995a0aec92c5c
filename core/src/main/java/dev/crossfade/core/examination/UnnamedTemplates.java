package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.spec.NodesSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what makes nodes of this cluster, is kept in the repository, and is no template of the plan. */
final class UnnamedTemplates {

    private final Migration migration;

    private UnnamedTemplates(Migration migration) {
        this.migration = migration;
    }

    /**
     * @param objects those of the repository for this cluster
     * @param machines those of Cluster API, of every cluster
     */
    static List<Problem> check(Migration migration, List<RepositoryObject> objects, List<RepositoryObject> machines) {
        if (migration.spec().nodes().strategy() == NodesSpec.Strategy.IN_PLACE) {
            return List.of();
        }
        UnnamedTemplates unnamed = new UnnamedTemplates(migration);
        Stream<RepositoryObject> pools = objects.stream()
                .filter(object -> object.group().equals("karpenter.sh")
                        && Set.of("NodePool", "Provisioner").contains(object.kind()));
        return Stream.concat(pools, unnamed.ofThisCluster(machines))
                .filter(object -> !unnamed.isNamed(object))
                .map(unnamed::finding)
                .toList();
    }

    /** Machines of the cluster whose MachineDeployments are named; without any the repository must speak of one alone. */
    private Stream<RepositoryObject> ofThisCluster(List<RepositoryObject> machines) {
        Set<String> named = machines.stream()
                .filter(this::isNamed)
                .map(UnnamedTemplates::cluster)
                .collect(Collectors.toSet());
        Set<String> all = machines.stream().map(UnnamedTemplates::cluster).collect(Collectors.toSet());
        Set<String> ours = named.isEmpty() && all.size() == 1 ? all : named;
        return machines.stream().filter(object -> ours.contains(cluster(object)));
    }

    private static String cluster(RepositoryObject machines) {
        return machines.text("metadata.namespace") + "/" + machines.text("spec.clusterName");
    }

    /** A patch of a named object is that object, whatever file it is in. */
    private boolean isNamed(RepositoryObject object) {
        return migration.inventory().nodeTemplates().stream()
                .map(NodeTemplate::object)
                .anyMatch(named -> named.kind().equals(object.kind())
                        && named.name().equals(object.name())
                        && named.namespace().equals(object.text("metadata.namespace")));
    }

    private Problem finding(RepositoryObject object) {
        return Problem.warning(
                ErrorCode.NODE_TEMPLATE_UNNAMED,
                object.where(),
                object.title()
                        + " makes nodes, and no file of spec.nodes.templates has it: its nodes would not get label "
                        + migration.spec().nodes().label() + " by this plan, and the last wave waits for every node",
                "name " + object.file()
                        + " under spec.nodes.templates, and in a wave where there are waves; or answer for it"
                        + " where the owners of these nodes follow runbook.md");
    }
}
