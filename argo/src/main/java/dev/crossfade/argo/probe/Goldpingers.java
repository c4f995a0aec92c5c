package dev.crossfade.argo.probe;

import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.Cluster;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.argo.fact.MeshReader;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question.Goldpinger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks one instance of a Goldpinger what all of them say of each other. */
public record Goldpingers(Cluster cluster, Workloads workloads, Web web) {

    private static final String CHECK_ALL = "/check_all";
    private static final int USUAL_PORT = 8080;
    /** One that does not answer is no sign of the mesh: it may be going, or sit behind a broken path itself. */
    private static final int ASKED = 3;

    public Answer<MeshFact> ask(Goldpinger goldpinger) throws UnreadableException {
        return goldpinger instanceof Goldpinger.InCluster inside
                ? ask(inside)
                : ask(((Goldpinger.At) goldpinger).address());
    }

    private Answer<MeshFact> ask(Goldpinger.InCluster inside) throws UnreadableException {
        String words = "DaemonSet " + inside.namespace() + "/" + inside.daemonSet();
        Optional<ObjectFact> daemonSet =
                workloads.daemonSet(inside.namespace(), inside.daemonSet()).value();
        if (daemonSet.isEmpty()) {
            throw UnreadableException.because(words + " does not exist: the probe is not there");
        }
        List<PodFact> ready = workloads.pods(inside.namespace(), selector(daemonSet.get())).value().stream()
                .filter(pod -> pod.isOf("DaemonSet", inside.namespace(), inside.daemonSet()) && pod.isReady())
                .toList();
        Map<String, String> names = new HashMap<>();
        ready.forEach(pod -> pod.placement().addresses().forEach(address -> names.put(address, pod.name())));
        List<String> failed = new ArrayList<>();
        for (PodFact pod : ready.subList(0, Math.min(ASKED, ready.size()))) {
            try {
                return cluster.pod(
                        pod.namespace(),
                        pod.name(),
                        port(daemonSet.get()),
                        CHECK_ALL,
                        (body, at) -> new MeshReader(names, at).read(pod.name(), body),
                        cluster.server().limits().body());
            } catch (UnreadableException failure) {
                failed.add(failure.why());
            }
        }
        throw UnreadableException.because(failed.isEmpty() ? words + " has no Ready pod" : String.join("; ", failed));
    }

    private Answer<MeshFact> ask(URI address) throws UnreadableException {
        Answer<Web.Page> answer = web.get(URI.create(address.toString().replaceAll("/+$", "") + CHECK_ALL));
        Web.Page page = answer.value();
        if (page.status() != 200 || !page.whole()) {
            throw UnreadableException.because(address + " answers " + page.status()
                    + (page.whole() ? "" : " with more than 64 KiB: name the DaemonSet, not an address"));
        }
        try {
            return new Answer<>(
                    new MeshReader(Map.of(), answer.at())
                            .read(
                                    address.getHost(),
                                    new ByteArrayInputStream(page.body().getBytes(StandardCharsets.UTF_8))),
                    answer.at());
        } catch (IOException e) {
            throw UnreadableException.because(address + ": " + e.getMessage());
        }
    }

    private static String selector(ObjectFact daemonSet) {
        String[] labels = {"spec", "selector", "matchLabels"};
        return daemonSet.content().keys(labels).stream()
                .sorted()
                .map(key -> key + "="
                        + daemonSet
                                .content()
                                .at(labels)
                                .flatMap(all -> all.text(key))
                                .orElse(""))
                .collect(Collectors.joining(","));
    }

    /** The container's port named http, or its first. */
    private static int port(ObjectFact daemonSet) {
        List<Content> ports = daemonSet.items("spec", "template", "spec", "containers").stream()
                .limit(1)
                .flatMap(container -> container.items("ports").stream())
                .toList();
        return ports.stream()
                .filter(each -> each.text("name").equals(Optional.of("http")))
                .findFirst()
                .or(() -> ports.stream().findFirst())
                .map(each -> (int) each.number("containerPort").orElse(USUAL_PORT))
                .orElse(USUAL_PORT);
    }
}
