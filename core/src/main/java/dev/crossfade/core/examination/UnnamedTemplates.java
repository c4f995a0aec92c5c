package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.spec.NodesSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what makes nodes of this cluster, is kept in the repository, and is no template of the plan. */
final class UnnamedTemplates {

    /**
     * What a tree keeps.
     *
     * @param objects those for this cluster
     * @param machines those of Cluster API, of every cluster
     * @param templates KubeadmConfigTemplates, of every cluster
     */
    record Kept(List<RepositoryObject> objects, List<RepositoryObject> machines, List<RepositoryObject> templates) {

        static Kept of(List<RepositoryObject> objects, RepositoryScan scan) {
            return new Kept(objects, scan.machines(), scan.machineTemplates());
        }

        private boolean has(RepositoryObject object) {
            return Stream.concat(objects.stream(), machines.stream())
                    .anyMatch(other -> other.title().equals(object.title())
                            && other.group().equals(object.group()));
        }
    }

    private final Migration migration;
    private final Kept kept;
    private final Kept begun;

    private UnnamedTemplates(Migration migration, Kept kept, Kept begun) {
        this.migration = migration;
        this.kept = kept;
        this.begun = begun;
    }

    /** Before the first phase. */
    static List<Problem> check(Migration migration, List<RepositoryObject> objects, RepositoryScan scan) {
        Kept kept = Kept.of(objects, scan);
        return check(migration, kept, kept);
    }

    /** @param begun before the first phase */
    static List<Problem> check(Migration migration, Kept kept, Kept begun) {
        if (migration.spec().nodes().strategy() == NodesSpec.Strategy.IN_PLACE) {
            return List.of();
        }
        UnnamedTemplates unnamed = new UnnamedTemplates(migration, kept, begun);
        Stream<RepositoryObject> pools = kept.objects().stream()
                .filter(object -> object.group().equals("karpenter.sh")
                        && Set.of("NodePool", "Provisioner").contains(object.kind()));
        return Stream.concat(pools, unnamed.ofThisCluster(kept.machines()))
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
        if (!begun.has(object)) {
            return added(object);
        }
        if (!migration.spec().nodes().templates().contains(object.file())) {
            return problem(
                    object,
                    object.title()
                            + " makes nodes, and no file of spec.nodes.templates has it: its nodes would not get label "
                            + migration.spec().nodes().label()
                            + " by this plan, and the last wave waits for every node",
                    "name " + object.file()
                            + " under spec.nodes.templates, and in a wave where there are waves; or answer for it"
                            + " where the owners of these nodes follow runbook.md");
        }
        return problem(
                object,
                object.title() + " makes nodes, and no phase edits it: its nodes would not get label "
                        + migration.spec().nodes().label()
                        + " by this plan, and the last wave waits for every node",
                "what stands in a List, give a document of its own; else follow runbook.md for it, and answer for it");
    }

    /** Templates are read before the first phase, so that every phase edits the same ones. */
    private Problem added(RepositoryObject object) {
        NodesSpec nodes = migration.spec().nodes();
        OwnPreparation own = OwnPreparation.of(object, kept.templates(), nodes);
        List<String> missing = new ArrayList<>();
        if (!own.label()) {
            missing.add("label " + nodes.label() + "=true");
        }
        if (!own.taint()) {
            missing.add("taint " + text(nodes.taint()));
        }
        String lacks = String.join(" and ", missing);
        return problem(
                object,
                object.title() + " was added since the migration began, and phases do not edit it: "
                        + (missing.isEmpty() ? "" : "they do not give it " + lacks + ", ")
                        + (own.label()
                                ? (missing.isEmpty() ? "" : "and ") + "clean-nodes does not take its label out"
                                : "and the last wave waits for every node"),
                (missing.isEmpty() ? "" : "write " + lacks + " yourself" + place(object) + "; ")
                        + "take the label out of it in the commit of clean-nodes"
                        + (isMachines(object)
                                ? ", or refer to a template without it: hand-over deletes the copies"
                                : "")
                        + ", and answer for it");
    }

    private static String text(NodesSpec.Taint taint) {
        return taint.key() + "=" + taint.value() + ":" + taint.effect();
    }

    private static String place(RepositoryObject object) {
        return isMachines(object)
                ? " in a KubeadmConfigTemplate of its own, or let it refer to a copy that node-templates made"
                : "";
    }

    private static boolean isMachines(RepositoryObject object) {
        return object.kind().equals("MachineDeployment");
    }

    private static Problem problem(RepositoryObject object, String message, String cure) {
        return Problem.warning(ErrorCode.NODE_TEMPLATE_UNNAMED, object.where(), message, cure);
    }
}
