package dev.crossfade.core.inventory;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of container calico-node as Kubernetes fills it, from the DaemonSet and from ConfigMaps that are kept
 * with it (kubernetes.io, "Define Environment Variables for a Container").
 *
 * @param objects all that are kept with it
 */
public record NodeEnvironment(RepositoryObject node, CalicoNode container, List<RepositoryObject> objects) {

    /** Holds the API server's address for the eBPF dataplane, and upstream's manifest names it for all (manifests/calico.yaml). */
    private static final String ENDPOINT = "kubernetes-services-endpoint";

    public NodeEnvironment {
        objects = List.copyOf(objects);
    }

    /** A variable's text, and where it stands. */
    public record Value(String text, Where where) {}

    /** What is not known here, and where it is asked for. */
    public record Unread(String what, Where where) {}

    /** That of every DaemonSet with the container. */
    public static List<NodeEnvironment> among(List<RepositoryObject> objects) {
        return objects.stream()
                .filter(object -> object.kind().equals("DaemonSet"))
                .flatMap(object ->
                        CalicoNode.of(object)
                                .map(container -> new NodeEnvironment(object, container, objects))
                                .stream())
                .toList();
    }

    /** The value; nothing where there is none, or where it comes from what is not kept here. */
    public Optional<Value> value(String name) {
        Optional<YamlPath> own = container.variable(name);
        if (own.isEmpty()) {
            return fromAll(name);
        }
        YamlPath reference = own.get().child("valueFrom").child("configMapKeyRef");
        if (node.get(own.get().child("valueFrom")).isEmpty()) {
            YamlPath value = own.get().child("value");
            return Optional.of(new Value(node.get(value).map(String::valueOf).orElse(""), node.where(value)));
        }
        return node.get(reference.child("key"))
                .flatMap(key -> configMap(node.get(reference.child("name"))).flatMap(map -> entry(map, key)));
    }

    /** What comes from something that is not kept here, or may: one of these variables, or a whole source. */
    public List<Unread> unread(Collection<String> names) {
        List<Unread> unread = new ArrayList<>();
        for (String name : names) {
            container
                    .variable(name)
                    .filter(own -> value(name).isEmpty())
                    .ifPresent(own -> unread.add(new Unread(name, node.where(own))));
        }
        for (YamlPath source : sources()) {
            Optional<Object> name = node.get(source.child("configMapRef").child("name"));
            if (configMap(name).isEmpty() && !name.equals(Optional.of(ENDPOINT))) {
                unread.add(new Unread("its environment", node.where(source)));
            }
        }
        return unread;
    }

    /** Of several sources the last one holds (Kubernetes, EnvFromSource). */
    private Optional<Value> fromAll(String name) {
        List<YamlPath> sources = sources();
        Collections.reverse(sources);
        return sources.stream()
                .flatMap(source -> {
                    String prefix =
                            String.valueOf(node.get(source.child("prefix")).orElse(""));
                    return name.startsWith(prefix)
                            ? configMap(node.get(source.child("configMapRef").child("name")))
                                    .flatMap(map -> entry(map, name.substring(prefix.length())))
                                    .stream()
                            : java.util.stream.Stream.<Value>empty();
                })
                .findFirst();
    }

    private List<YamlPath> sources() {
        List<Object> steps = container.environment().steps();
        YamlPath list = new YamlPath(steps.subList(0, steps.size() - 1)).child("envFrom");
        List<YamlPath> sources = new ArrayList<>();
        for (int i = 0; i < node.list(list).size(); i++) {
            sources.add(list.child(i));
        }
        return sources;
    }

    private Optional<RepositoryObject> configMap(Optional<Object> name) {
        return objects.stream()
                .filter(object -> object.kind().equals("ConfigMap")
                        && name.equals(Optional.of(object.name()))
                        && inNamespace(object).equals(inNamespace(node)))
                .findFirst();
    }

    /** Upstream's manifests put both into kube-system. */
    private static String inNamespace(RepositoryObject object) {
        String namespace = object.text("metadata.namespace");
        return namespace.isEmpty() ? "kube-system" : namespace;
    }

    private static Optional<Value> entry(RepositoryObject configMap, Object key) {
        return configMap.get(YamlPath.of("data")).filter(Map.class::isInstance).flatMap(data -> {
            Object text = ((Map<?, ?>) data).get(key);
            return Optional.ofNullable(text)
                    .map(found -> new Value(
                            String.valueOf(found), configMap.where(YamlPath.of("data", String.valueOf(key)))));
        });
    }
}
