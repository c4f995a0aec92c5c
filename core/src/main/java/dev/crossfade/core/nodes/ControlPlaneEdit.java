package dev.crossfade.core.nodes;

import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A KubeadmControlPlane: every edit of its kubeadmConfigSpec replaces its machines at once, one by one, so it is edited in
 * its wave and not before (cluster-api.sigs.k8s.io/tasks/upgrading-clusters).
 */
record ControlPlaneEdit(NodeTemplate.ControlPlane plane, NodesSpec nodes) implements TemplateEdit {

    private static final YamlPath SPEC = YamlPath.parse("spec.kubeadmConfigSpec");
    private static final YamlPath JOIN = SPEC.child("joinConfiguration");
    private static final YamlPath INIT = SPEC.child("initConfiguration");
    private static final String WHY = "migration: new nodes use Cilium; ends with clean-nodes";

    @Override
    public NodeObject object() {
        return plane.object();
    }

    @Override
    public List<YamlPath> fields() {
        return Stream.of(JOIN, INIT)
                .map(at -> at.child("nodeRegistration"))
                .flatMap(at -> Stream.of(at.child("kubeletExtraArgs"), at.child("taints")))
                .toList();
    }

    @Override
    public boolean isIn(String wave) {
        return plane.wave().equals(wave);
    }

    @Override
    public YamlFile prepare(YamlFile file) {
        return file;
    }

    @Override
    public YamlFile rotate(YamlFile file, String wave) {
        YamlFile edited = file;
        for (Registration registration : registrations(document(file))) {
            edited = registration.label(edited, document(edited), WHY);
            edited = registration.taint(edited, document(edited), List.of(kubeadms()), Taints.WHY);
        }
        return edited;
    }

    @Override
    public YamlFile clean(YamlFile file, String wave) {
        YamlFile edited = file;
        for (Registration registration : registrations(document(file))) {
            edited = registration.unlabel(edited, document(edited), WHY);
        }
        return edited;
    }

    @Override
    public YamlFile release(YamlFile file) {
        return file;
    }

    @Override
    public List<Problem> conflicts(YamlFile file) {
        YamlDocument document = document(file);
        return registrations(document).stream()
                .flatMap(registration -> registration.conflicts(plane.object(), document).stream())
                .toList();
    }

    /** Machines to come join; an initConfiguration that is there is kept the same, as it was until now. */
    private List<Registration> registrations(YamlDocument document) {
        List<Registration> all = new ArrayList<>();
        if (document.get(INIT).isPresent()) {
            all.add(new Registration(INIT.child("nodeRegistration"), nodes));
        }
        all.add(new Registration(JOIN.child("nodeRegistration"), nodes));
        return all;
    }

    /** What kubeadm gives a control-plane node that lists no taints (kubeadm v1beta3 and v1beta4, NodeRegistrationOptions). */
    private static Map<String, Object> kubeadms() {
        Map<String, Object> taint = new LinkedHashMap<>();
        taint.put("key", "node-role.kubernetes.io/control-plane");
        taint.put("effect", "NoSchedule");
        return taint;
    }

    private YamlDocument document(YamlFile file) {
        return plane.object().in(file);
    }
}
