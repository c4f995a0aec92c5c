package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.GivenLabels;
import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Whether something that makes nodes gives them the migration's label and a taint of its key without any phase. */
record OwnPreparation(boolean label, boolean taint) {

    private static final String REGISTRATION = "spec.template.spec.joinConfiguration.nodeRegistration.";

    /** @param templates KubeadmConfigTemplates of the repository */
    static OwnPreparation of(RepositoryObject object, List<RepositoryObject> templates, NodesSpec nodes) {
        return switch (object.kind()) {
            case "NodePool" ->
                new OwnPreparation(
                        isLabelled(
                                new NodeTemplate.KarpenterPool(named(object), "", false, "", "", ""),
                                object,
                                List.of(),
                                nodes),
                        isTainted(object, "spec.template.spec.startupTaints", nodes));
            case "MachineDeployment" -> {
                NodeTemplate.MachineDeployment machines = new NodeTemplate.MachineDeployment(
                        named(object), "", object.text("spec.template.spec.bootstrap.configRef.name"), false, false);
                List<RepositoryObject> own = templates.stream()
                        .filter(template -> machines.refersTo(named(template)))
                        .toList();
                yield new OwnPreparation(
                        isLabelled(machines, object, own, nodes),
                        own.stream().anyMatch(template -> isTainted(template, REGISTRATION + "taints", nodes)));
            }
            default -> new OwnPreparation(false, false);
        };
    }

    private static boolean isLabelled(
            NodeTemplate template, RepositoryObject object, List<RepositoryObject> workers, NodesSpec nodes) {
        Map<NodeObject, YamlDocument> documents = new LinkedHashMap<>();
        Stream.concat(Stream.of(object), workers.stream())
                .forEach(each -> documents.put(named(each), each.document().at(each.root())));
        List<NodeTemplate> all = workers.stream()
                .<NodeTemplate>map(each -> new NodeTemplate.WorkerTemplate(named(each), List.of(), ""))
                .toList();
        return GivenLabels.of(template, all, each -> Objects.requireNonNull(documents.get(each)))
                .value(nodes.label())
                .isPresent();
    }

    /** Cilium's operator matches the key alone. */
    private static boolean isTainted(RepositoryObject object, String list, NodesSpec nodes) {
        return object.list(list).stream()
                .anyMatch(taint ->
                        taint instanceof Map<?, ?> map && nodes.taint().key().equals(map.get("key")));
    }

    private static NodeObject named(RepositoryObject object) {
        return new NodeObject(object.file(), object.kind(), object.text("metadata.namespace"), object.name());
    }
}
