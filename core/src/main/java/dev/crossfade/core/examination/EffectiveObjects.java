package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.CalicoObjects;
import dev.crossfade.core.inventory.ChartFelix;
import dev.crossfade.core.inventory.KustomizedObjects;
import dev.crossfade.core.inventory.NodeEnvironment;
import dev.crossfade.core.inventory.RefusedVariables;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.RepositoryObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The repository's objects for this cluster, with Calico's as they are in effect.
 *
 * @param environments of calico-node, where Calico's objects are in Git
 * @param unread findings about what nobody here can read
 */
record EffectiveObjects(List<RepositoryObject> objects, List<NodeEnvironment> environments, List<Problem> unread) {

    /** Every variable that some check reads. */
    private static final Set<String> READ = Stream.of(
                    RefusedVariables.variables(),
                    List.of(TunnelPorts.VARIABLE, Ipv6Support.VARIABLE),
                    FirstPool.VARIABLES)
            .flatMap(List::stream)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    EffectiveObjects {
        objects = List.copyOf(objects);
        environments = List.copyOf(environments);
        unread = List.copyOf(unread);
    }

    /** @param objects those of the repository for this cluster */
    static EffectiveObjects of(CalicoInventory calico, Tree tree, List<RepositoryObject> objects) {
        List<NodeEnvironment> environments = NodeEnvironment.among(CalicoObjects.read(calico, tree));
        List<Problem> unread = new ArrayList<>();
        environments.forEach(environment -> environment.unread(READ).forEach(each -> unread.add(elsewhere(each))));
        if (calico.home() instanceof CalicoHome.Kustomized home) {
            KustomizedObjects built = KustomizedObjects.read(home, tree);
            unread.addAll(built.unread());
            return new EffectiveObjects(built.over(objects), environments, unread);
        }
        if (calico.home() instanceof CalicoHome.Chart chart) {
            return new EffectiveObjects(
                    Stream.concat(objects.stream(), ChartFelix.of(chart, tree).stream())
                            .toList(),
                    environments,
                    unread);
        }
        return new EffectiveObjects(objects, environments, unread);
    }

    private static Problem elsewhere(NodeEnvironment.Unread unread) {
        return Problem.warning(
                ErrorCode.CALICO_UNREAD,
                unread.where(),
                "calico-node takes " + unread.what()
                        + " from what is not kept with it, so the plan does not know what is in effect",
                "look at it in the cluster (kubectl -n kube-system exec ds/calico-node -c calico-node -- env), compare it with"
                        + " docs/clusters.md, and answer for it; or keep the ConfigMap under spec.calico.source");
    }
}
