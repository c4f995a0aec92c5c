package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.CalicoNode;
import dev.crossfade.core.inventory.InstallationBlock;
import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.WorkloadDocument;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An object of the customer's that some phases change in place.
 *
 * @param namespace empty where the file says none
 * @param fields what they write
 * @param phases the first of them
 */
record EditedObject(
        String file, String group, String kind, String namespace, String name, List<YamlPath> fields, String phases) {

    private static final String PIN = "pin-calico-address";
    private static final Set<String> CLUSTER_WIDE = Set.of("Installation", "NodePool");
    private static final YamlPath CONTAINERS = YamlPath.parse("spec.template.spec.containers");

    EditedObject {
        fields = List.copyOf(fields);
    }

    /** @param usual where its Application puts objects that name none; empty for a kind that lives in no namespace */
    String namespace(String usual) {
        return namespace.isEmpty() && !CLUSTER_WIDE.contains(kind) ? usual : namespace;
    }

    /** True for what pin-calico-address edits. */
    boolean isPin() {
        return phases.equals(PIN);
    }

    /** The phases and what they do, as a sentence goes on with it. */
    String writers() {
        return phases + (phases.contains(" and ") ? " write" : " writes");
    }

    String title() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }

    /** @param objects the repository's, Calico's as they are in effect */
    static List<EditedObject> of(Migration migration, Tree tree, List<RepositoryObject> objects) {
        List<EditedObject> edited = new ArrayList<>();
        pinned(migration, objects).ifPresent(edited::add);
        for (Map.Entry<NodeObject, List<YamlPath>> entry :
                migration.nodeTemplates().fields().entrySet()) {
            edited.add(template(entry.getKey(), entry.getValue(), tree));
        }
        migration.spec().workloads().stream()
                .filter(workload -> workload.source() != null)
                .forEach(workload -> edited.add(workload(workload, tree)));
        return edited;
    }

    /** Nothing where no phase pins, or where Crossfade's own roots apply Calico. */
    private static Optional<EditedObject> pinned(Migration migration, List<RepositoryObject> objects) {
        CalicoInventory calico = migration.inventory().calico();
        boolean pins = calico.flavour() != CalicoFlavour.CANAL
                && !migration.spec().calico().addressDetection().method().equals(calico.detection());
        if (!pins || calico.home() instanceof CalicoHome.Live) {
            return Optional.empty();
        }
        String kind = calico.pinned().substring(0, calico.pinned().indexOf('/'));
        String name = calico.pinned().substring(kind.length() + 1);
        String file = migration.keeper().pinned();
        if (kind.equals("Installation")) {
            YamlPath field = InstallationBlock.detection(YamlPath.of("spec"));
            return Optional.of(new EditedObject(file, "operator.tigera.io", kind, "", name, List.of(field), PIN));
        }
        Optional<RepositoryObject> daemonSet = objects.stream()
                .filter(object -> object.kind().equals(kind) && object.name().equals(name))
                .findFirst();
        YamlPath field = daemonSet
                .flatMap(CalicoNode::of)
                .map(node -> node.variable(CalicoNode.DETECTION)
                        .orElse(node.environment().child(node.variables().size())))
                .orElse(CONTAINERS);
        String namespace =
                daemonSet.map(object -> object.text("metadata.namespace")).orElse("");
        return Optional.of(new EditedObject(file, "apps", kind, namespace, name, List.of(field), PIN));
    }

    private static EditedObject template(NodeObject object, List<YamlPath> fields, Tree tree) {
        YamlDocument document =
                object.in(YamlFile.parse(object.file(), tree.read(object.file()).orElse("")));
        return new EditedObject(
                object.file(),
                group(document.get(YamlPath.of("apiVersion"))
                        .map(String::valueOf)
                        .orElse("")),
                object.kind(),
                object.namespace(),
                object.name(),
                fields,
                "node-templates and rotate-nodes");
    }

    /** Values of a chart end in the object that is declared, whatever they are called. */
    private static EditedObject workload(WorkloadSpec workload, Tree tree) {
        WorkloadSpec.GitSource source = Objects.requireNonNull(workload.source());
        YamlFile file = YamlFile.parse(source.file(), tree.read(source.file()).orElse(""));
        boolean own = WorkloadDocument.find(file, workload)
                .flatMap(document -> document.get(YamlPath.of("kind")))
                .isPresent();
        YamlPath path = own
                ? WorkloadDocument.path(workload)
                : YamlPath.parse(workload.pauses() ? "metadata.annotations" : "spec.replicas");
        List<YamlPath> fields = workload.pauses()
                ? workload.annotate().keySet().stream().map(path::child).toList()
                : List.of(path);
        return new EditedObject(
                source.file(),
                group(workload.apiVersion()),
                workload.kind(),
                workload.namespace(),
                workload.name(),
                fields,
                "quiesce-workloads and resume-workloads");
    }

    private static String group(String apiVersion) {
        return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    }
}
