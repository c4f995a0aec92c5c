package dev.crossfade.argo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.Cluster;
import dev.crossfade.argo.api.Cluster.Selection;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.argo.fact.CiliumNodeReader;
import dev.crossfade.argo.fact.EndpointReader;
import dev.crossfade.argo.fact.KubectlPath;
import dev.crossfade.argo.fact.NodeReader;
import dev.crossfade.argo.fact.ObjectReader;
import dev.crossfade.argo.fact.PodReader;
import dev.crossfade.argo.probe.AgentMetrics;
import dev.crossfade.argo.probe.Goldpingers;
import dev.crossfade.argo.probe.Prometheus;
import dev.crossfade.argo.probe.Web;
import dev.crossfade.argo.probe.Workloads;
import dev.crossfade.core.gate.HealthRule;
import dev.crossfade.core.observation.HttpFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Answers one question by asking for it.
 *
 * @param crowd for what is asked of many at once
 * @param workloads knows those that are to measure
 */
record Answers(Connections connections, Web web, ExecutorService crowd, Workloads workloads, MistakeListener mistakes) {

    static final String APPS = "apps/v1";
    static final Selection NODES = Selection.all("v1", "Node");
    static final Selection PODS = Selection.all("v1", "Pod");
    static final Selection CILIUM_NODES = Selection.all("cilium.io/v2", "CiliumNode");
    static final Selection ENDPOINTS = Selection.all("cilium.io/v2", "CiliumEndpoint");

    /** Asks for them each time. */
    record Listed(Cluster cluster) implements Workloads {
        @Override
        public Answer<Optional<ObjectFact>> daemonSet(String namespace, String name) throws UnreadableException {
            Answer<Optional<JsonNode>> object = cluster.object(APPS, "DaemonSet", namespace, name);
            return new Answer<>(object.value().map(new ObjectReader(APPS, "DaemonSet")), object.at());
        }

        @Override
        public Answer<List<PodFact>> pods(String namespace, String selector) throws UnreadableException {
            return cluster.list(new Selection("v1", "Pod", namespace, selector), new PodReader());
        }
    }

    /** Which API server a question goes to; nothing for one that goes elsewhere. */
    static Optional<Seat> seat(Question<?> question) {
        if (question instanceof Question.Named named) {
            return Optional.of(named.seat());
        }
        if (question instanceof Question.Listed listed) {
            return Optional.of(listed.seat());
        }
        if (question instanceof Question.Mesh mesh) {
            return mesh.goldpinger() instanceof Question.Goldpinger.At ? Optional.empty() : Optional.of(Seat.CLUSTER);
        }
        if (question instanceof Question.Prometheus || question instanceof Question.Http) {
            return Optional.empty();
        }
        if (question instanceof Question.Nodes
                || question instanceof Question.Pods
                || question instanceof Question.CiliumNodes
                || question instanceof Question.Endpoints
                || question instanceof Question.Field
                || question instanceof Question.Served
                || question instanceof Question.AgentMetrics) {
            return Optional.of(Seat.CLUSTER);
        }
        throw new IllegalArgumentException("nobody knows which API server to ask for " + question);
    }

    /**
     * How the question is asked.
     *
     * @throws IllegalArgumentException for one that nobody answers: whoever added it has forgotten this place
     */
    Asked to(Question<?> question) {
        Cluster cluster = connections.cluster();
        if (question instanceof Question.Nodes) {
            return () -> cluster.list(NODES, new NodeReader());
        } else if (question instanceof Question.Pods) {
            return () -> cluster.list(PODS, new PodReader());
        } else if (question instanceof Question.CiliumNodes) {
            return () -> cluster.list(CILIUM_NODES, new CiliumNodeReader());
        } else if (question instanceof Question.Endpoints) {
            return () -> cluster.list(ENDPOINTS, new EndpointReader());
        } else if (question instanceof Question.Named named) {
            return () -> named(named);
        } else if (question instanceof Question.Field field) {
            return () -> field(field);
        } else if (question instanceof Question.Listed listed) {
            return () -> connections
                    .of(listed.seat())
                    .list(
                            new Selection(listed.apiVersion(), listed.kind(), listed.namespace(), ""),
                            new ObjectReader(listed.apiVersion(), listed.kind()));
        } else if (question instanceof Question.Served served) {
            return () -> cluster.discovery().serves(served.apiVersion());
        }
        return measured(question);
    }

    /** All of them at once. */
    AgentMetrics agents() {
        return new AgentMetrics(connections.cluster(), workloads, HealthRule.SERIES, crowd);
    }

    /** Asks for an answer. */
    interface Asked {
        Answer<?> answer() throws UnreadableException;
    }

    /** The answer, or what stands in its way. */
    Reading<?> reading(Question<?> question, Asked asked, Instant otherwise) {
        try {
            Answer<?> answer = asked.answer();
            return new Reading.Read<>(answer.value(), answer.at());
        } catch (UnreadableException failure) {
            return new Reading.Unread<>(failure.why(), Objects.requireNonNullElse(failure.at(), otherwise));
        } catch (RuntimeException unexpected) {
            // an object that nobody foresaw is no answer, and a look throws for nothing that a server may say
            mistakes.mistaken(question.toString(), unexpected);
            return new Reading.Unread<>("the answer to " + question + " is not understood: " + unexpected, otherwise);
        }
    }

    private Asked measured(Question<?> question) {
        if (question instanceof Question.Mesh mesh) {
            return () -> new Goldpingers(connections.cluster(), workloads, web).ask(mesh.goldpinger());
        } else if (question instanceof Question.AgentMetrics) {
            return () -> agents().ask();
        } else if (question instanceof Question.Prometheus prometheus) {
            return () -> new Prometheus(web).ask(prometheus);
        } else if (question instanceof Question.Http http) {
            return () -> page(http);
        }
        throw new IllegalArgumentException("nobody answers " + question);
    }

    private Answer<HttpFact> page(Question.Http question) throws UnreadableException {
        Answer<Web.Page> page = web.get(question.address());
        return new Answer<>(page.value().fact(), page.at());
    }

    private Answer<Optional<ObjectFact>> named(Question.Named question) throws UnreadableException {
        ObjectId id = question.id();
        Answer<Optional<JsonNode>> object =
                connections.of(question.seat()).object(id.apiVersion(), id.kind(), id.namespace(), id.name());
        return new Answer<>(object.value().map(new ObjectReader(id.apiVersion(), id.kind())), object.at());
    }

    private Answer<Optional<List<String>>> field(Question.Field question) throws UnreadableException {
        KubectlPath path = path(question.path());
        ObjectId id = question.id();
        Answer<Optional<JsonNode>> object =
                connections.cluster().object(id.apiVersion(), id.kind(), id.namespace(), id.name());
        return new Answer<>(object.value().map(path::in), object.at());
    }

    static KubectlPath path(String text) throws UnreadableException {
        try {
            return KubectlPath.parse(text);
        } catch (IllegalArgumentException notUnderstood) {
            throw UnreadableException.because(String.valueOf(notUnderstood.getMessage()));
        }
    }
}
