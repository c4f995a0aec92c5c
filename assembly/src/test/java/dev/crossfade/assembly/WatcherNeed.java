package dev.crossfade.assembly;

import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A right that a question needs, as the adapter asks it: what is watched is listed, what a command looks at once is got or listed,
 * and pods are spoken to through the API server (argo: Answers, Track, Goldpingers, AgentMetrics).
 *
 * @param namespace empty for all, or for a kind without one
 * @param name empty for all
 */
record WatcherNeed(Seat seat, String namespace, String group, String resource, String name, String verb) {

    private static final Set<String> FOLLOWED = Set.of("list", "watch");
    private static final Set<String> NAMED = Set.of("get", "list", "watch");

    static Stream<WatcherNeed> of(Question<?> question) {
        if (question instanceof Question.Nodes) {
            return all("", "nodes");
        } else if (question instanceof Question.Pods) {
            return all("", "pods");
        } else if (question instanceof Question.CiliumNodes) {
            return all("cilium.io", "ciliumnodes");
        } else if (question instanceof Question.Endpoints) {
            return all("cilium.io", "ciliumendpoints");
        } else if (question instanceof Question.Named named) {
            return object(named.seat(), named.id());
        } else if (question instanceof Question.Field field) {
            return object(Seat.CLUSTER, field.id());
        } else if (question instanceof Question.Listed listed) {
            WatcherNeed any = new WatcherNeed(
                    listed.seat(), listed.namespace(), group(listed.apiVersion()), plural(listed.kind()), "", "");
            return FOLLOWED.stream().map(any::to);
        } else if (question instanceof Question.AgentMetrics) {
            return pods("kube-system");
        } else if (question instanceof Question.Mesh mesh
                && mesh.goldpinger() instanceof Question.Goldpinger.InCluster probe) {
            WatcherNeed daemonSet =
                    new WatcherNeed(Seat.CLUSTER, probe.namespace(), "apps", "daemonsets", probe.daemonSet(), "get");
            return Stream.concat(Stream.of(daemonSet), pods(probe.namespace()));
        }
        return nothing(question);
    }

    /** Discovery is everybody's (kubernetes, ClusterRole system:discovery), and other addresses are no API server's. */
    private static Stream<WatcherNeed> nothing(Question<?> question) {
        if (question instanceof Question.Served
                || question instanceof Question.Prometheus
                || question instanceof Question.Http
                || question instanceof Question.Mesh) {
            return Stream.empty();
        }
        throw new IllegalArgumentException("nobody says which right " + question + " needs");
    }

    private static Stream<WatcherNeed> all(String group, String resource) {
        return FOLLOWED.stream().map(verb -> new WatcherNeed(Seat.CLUSTER, "", group, resource, "", verb));
    }

    private static Stream<WatcherNeed> pods(String namespace) {
        return Stream.of(
                new WatcherNeed(Seat.CLUSTER, namespace, "", "pods", "", "list"),
                new WatcherNeed(Seat.CLUSTER, namespace, "", "pods/proxy", "", "get"));
    }

    private static Stream<WatcherNeed> object(Seat seat, ObjectId id) {
        WatcherNeed object =
                new WatcherNeed(seat, id.namespace(), group(id.apiVersion()), plural(id.kind()), id.name(), "");
        return NAMED.stream().map(object::to);
    }

    private WatcherNeed to(String other) {
        return new WatcherNeed(seat, namespace, group, resource, name, other);
    }

    private static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** As the API machinery guesses it (kubernetes, apimachinery/pkg/api/meta/restmapper.go, UnsafeGuessKindToResource). */
    private static String plural(String kind) {
        String word = kind.toLowerCase(Locale.ROOT);
        if (word.endsWith("s")) {
            return word + "es";
        }
        return word.endsWith("y") ? word.substring(0, word.length() - 1) + "ies" : word + "s";
    }
}
