package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses edits that reach machines of another cluster of Cluster API's: nobody takes the migration's taint off there. */
final class OtherClusters {

    private static final YamlPath CLUSTER = YamlPath.parse("spec.clusterName");
    private static final YamlPath NAME = YamlPath.parse("metadata.name");
    private static final String REFERENCE = "spec.template.spec.bootstrap.configRef.";
    private static final String WORKERS = "KubeadmConfigTemplate";
    private static final String PLANE = "KubeadmControlPlane";

    /**
     * A named object that makes machines; objects of one cluster are in one namespace (cluster-api.sigs.k8s.io, Multi-tenancy).
     *
     * @param clusters those that it may be of; none where nothing tells
     */
    private record Member(NodeObject object, Where where, Set<String> clusters) {

        boolean isElsewhere(Member other) {
            return !mayBeOne(object.namespace(), other.object.namespace())
                    || (!clusters.isEmpty()
                            && !other.clusters.isEmpty()
                            && Collections.disjoint(clusters, other.clusters));
        }

        boolean isPlane() {
            return object.kind().equals(PLANE);
        }

        String whose() {
            String prefix = object.namespace().isEmpty() ? "" : object.namespace() + "/";
            return clusters.isEmpty()
                    ? " is in namespace " + object.namespace()
                    : " is of cluster "
                            + clusters.stream()
                                    .sorted()
                                    .map(name -> prefix + name)
                                    .collect(Collectors.joining(" or "));
        }
    }

    private final Migration migration;
    private final RepositoryScan scan;
    private final List<Member> members;

    private OtherClusters(Migration migration, Tree tree, RepositoryScan scan) {
        this.migration = migration;
        this.scan = scan;
        List<NodeTemplate> templates = migration.inventory().nodeTemplates();
        this.members = Stream.concat(
                        templates.stream().filter(NodeTemplate.MachineDeployment.class::isInstance),
                        templates.stream().filter(NodeTemplate.ControlPlane.class::isInstance))
                .flatMap(template -> member(template.object(), tree).stream())
                .toList();
    }

    static List<Problem> check(Migration migration, Tree tree, RepositoryScan scan) {
        OtherClusters check = new OtherClusters(migration, tree, scan);
        List<Problem> problems = new ArrayList<>(check.named());
        if (problems.isEmpty()) {
            problems.addAll(check.referring());
        }
        return problems;
    }

    private Optional<Member> member(NodeObject object, Tree tree) {
        return tree.read(object.file())
                .flatMap(text -> object.search(YamlFile.parse(object.file(), text)))
                .map(document -> object.kind().equals(PLANE)
                        ? new Member(object, document.where(NAME), clusters(object))
                        : new Member(object, document.where(CLUSTER), cluster(document)));
    }

    private static Set<String> cluster(YamlDocument machines) {
        return machines.get(CLUSTER).map(String::valueOf).stream().collect(Collectors.toSet());
    }

    /** Names of the Clusters in the repository that say that the control plane is theirs. */
    private Set<String> clusters(NodeObject plane) {
        return scan.clusters().stream()
                .filter(cluster -> cluster.text("spec.controlPlaneRef.kind").equals(PLANE)
                        && cluster.text("spec.controlPlaneRef.name").equals(plane.name())
                        && mayBeOne(cluster.text("metadata.namespace"), plane.namespace()))
                .map(RepositoryObject::name)
                .collect(Collectors.toSet());
    }

    /** Those that cannot be of the cluster of the first, and more than one control plane. */
    private List<Problem> named() {
        List<Problem> problems = new ArrayList<>();
        List<Member> planes = members.stream().filter(Member::isPlane).toList();
        for (Member member : members) {
            Member first = members.get(0);
            if (member.isElsewhere(first)) {
                problems.add(refusal(
                        member.where(),
                        member.object() + member.whose() + ", and " + title(first.object()) + first.whose()));
            } else if (member.isPlane() && !member.equals(planes.get(0))) {
                problems.add(refusal(
                        member.where(),
                        "a cluster has one control plane, and beside " + member.object() + " "
                                + title(planes.get(0).object()) + " is named"));
            }
        }
        return problems;
    }

    private Problem refusal(Where where, String says) {
        return Problem.blocker(
                ErrorCode.NODE_TEMPLATE_CONFLICT,
                where,
                says + ": machines of another cluster would get taint "
                        + migration.spec().nodes().taint().key() + ", and nothing takes it off there",
                "name the templates of this cluster alone under spec.nodes.templates; where a file holds others, too, give"
                        + " those a file of their own");
    }

    /** MachineDeployments that are not named and share a template that is edited, or will be copied. */
    private List<Problem> referring() {
        Set<String> ours =
                members.stream().flatMap(member -> member.clusters().stream()).collect(Collectors.toSet());
        List<NodeObject> edited = Stream.concat(
                        migration.inventory().nodeTemplates().stream()
                                .map(NodeTemplate::object)
                                .filter(object -> object.kind().equals(WORKERS)),
                        migration.nodeTemplates().copies().stream())
                .toList();
        return scan.machines().stream()
                .filter(machines -> !isNamed(machines)
                        && !machines.text("spec.clusterName").isEmpty()
                        && !ours.contains(machines.text("spec.clusterName")))
                .flatMap(machines -> edited.stream()
                        .filter(template -> refers(machines, template) && !hasItsOwn(machines, template))
                        .limit(1)
                        .map(template -> shared(machines, template)))
                .toList();
    }

    /** A patch of a named object is that object, whatever file it is in. */
    private boolean isNamed(RepositoryObject machines) {
        return members.stream()
                .map(Member::object)
                .anyMatch(named -> named.kind().equals(machines.kind())
                        && named.name().equals(machines.name())
                        && named.namespace().equals(machines.text("metadata.namespace")));
    }

    private static boolean refers(RepositoryObject machines, NodeObject template) {
        return machines.text(REFERENCE + "kind").equals(WORKERS)
                && machines.text(REFERENCE + "name").equals(template.name())
                && mayBeOne(machines.text("metadata.namespace"), template.namespace());
    }

    /** Where several clusters manage, another template of this name may be meant: the one that is kept nearer. */
    private boolean hasItsOwn(RepositoryObject machines, NodeObject template) {
        int near = nearness(machines.file(), template.file());
        return scan.machineTemplates().stream()
                .filter(other -> other.name().equals(template.name())
                        && mayBeOne(other.text("metadata.namespace"), machines.text("metadata.namespace")))
                .anyMatch(other -> nearness(machines.file(), other.file()) > near);
    }

    /** How many folders two files have in common. */
    private static int nearness(String file, String other) {
        if (file.equals(other)) {
            return Integer.MAX_VALUE;
        }
        String[] folders = file.split("/", -1);
        String[] others = other.split("/", -1);
        int common = 0;
        while (common < Math.min(folders.length, others.length) - 1 && folders[common].equals(others[common])) {
            common++;
        }
        return common;
    }

    private Problem shared(RepositoryObject machines, NodeObject template) {
        return Problem.blocker(
                ErrorCode.NODE_TEMPLATE_CONFLICT,
                machines.where(YamlPath.parse(REFERENCE + "name")),
                machines.title() + " of cluster " + machines.text("spec.clusterName") + " refers to " + title(template)
                        + ", in which this migration writes taint "
                        + migration.spec().nodes().taint().key()
                        + ": its new machines would get it, and nothing takes it off there",
                "give the machines of each cluster a " + WORKERS + " of their own");
    }

    private static String title(NodeObject object) {
        return object + " (" + object.file() + ")";
    }

    private static boolean mayBeOne(String namespace, String other) {
        return namespace.isEmpty() || other.isEmpty() || namespace.equals(other);
    }
}
