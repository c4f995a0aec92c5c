package dev.crossfade.argo;

import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.ApiServer;
import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.api.Cluster.Selection;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.argo.fact.CiliumNodeReader;
import dev.crossfade.argo.fact.EndpointReader;
import dev.crossfade.argo.fact.KubectlPath;
import dev.crossfade.argo.fact.NodeReader;
import dev.crossfade.argo.fact.ObjectReader;
import dev.crossfade.argo.fact.PodReader;
import dev.crossfade.argo.probe.AgentRounds;
import dev.crossfade.argo.probe.Web;
import dev.crossfade.argo.probe.Workloads;
import dev.crossfade.argo.watch.Attention;
import dev.crossfade.argo.watch.Changes;
import dev.crossfade.argo.watch.Followed;
import dev.crossfade.argo.watch.Manner;
import dev.crossfade.argo.watch.Pace;
import dev.crossfade.argo.watch.Poll;
import dev.crossfade.argo.watch.Source;
import dev.crossfade.argo.watch.Track;
import dev.crossfade.argo.watch.Track.Reduction;
import dev.crossfade.core.gate.PodFinding;
import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Answers from memory what it watches, and polls what nobody can watch: for a program that looks for ever. A first question is
 * unread until its objects are listed; {@link #changes} tells when.
 */
public final class WatchingObservatory implements Observatory, AutoCloseable {

    /**
     * A few of the requests that an API server gives to all service accounts together: some 245 of its 600 at once (kubernetes,
     * API Priority and Fairness, workload-low).
     */
    private static final int AT_ONCE = 16;

    /** For what waits for a list, which may be let go meanwhile. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Connections connections;
    private final Limits limits;
    private final Threads crowd = new Threads("crossfade-proxy", AT_ONCE);
    private final Attention attention = new Attention();
    private final Changes changes = new Changes();
    private final Manner manner;
    private final Followed<Object, Track<?>> tracks;
    private final Followed<Question<?>, Poll> polls;
    private final Groups groups = new Groups();
    private final Answers answers;

    /** @param connections closed with this */
    public WatchingObservatory(
            Connections connections,
            Limits limits,
            Pace pace,
            Clock clock,
            ProxySelector proxies,
            MistakeListener mistakes) {
        this.connections = connections;
        this.limits = limits;
        this.manner = new Manner(pace, attention, changes, new FirstMistakes(mistakes));
        this.tracks = new Followed<>(pace.idle());
        this.polls = new Followed<>(pace.idle());
        this.answers = new Answers(
                connections, new Web(limits, clock, proxies), crowd.service(), new Tracked(), manner.mistakes());
    }

    /** What a caller waits on. */
    public Changes changes() {
        return changes;
    }

    @Override
    public void attend(boolean closely) {
        attention.set(closely);
    }

    @Override
    public Look look(Set<Question<?>> asked) {
        Instant at = began();
        Map<Question.Named, Groups.Group> grouped = groups.of(asked);
        Map<Question<?>, Reading<?>> readings = new HashMap<>();
        // who is polled asks whom the lists name
        asked.stream()
                .sorted(Comparator.comparing(WatchingObservatory::isPolled))
                .forEach(question -> readings.put(
                        question,
                        question instanceof Question.Named named
                                ? named(named, Objects.requireNonNull(grouped.get(named)))
                                : watched(question)));
        // or they would be refused again and again until they are forgotten
        groups.refused().forEach(tracks::letGo);
        tracks.letGo();
        polls.letGo();
        return new Look(at, readings);
    }

    /** Before anything was heard, the server's time has to be asked for; where it says none, every answer says why. */
    private Instant began() {
        ApiServer server = connections.cluster().server();
        if (!server.isHeard()) {
            try {
                return server.once(Call.get("/version", ""), (body, at) -> at, limits.call())
                        .value();
            } catch (UnreadableException failure) {
                return Objects.requireNonNullElse(failure.at(), server.now());
            }
        }
        return server.now();
    }

    Reading<?> watched(Question<?> question) {
        if (question instanceof Question.Nodes) {
            return all(question, Answers.NODES, Reduction.plain(NodeReader::new));
        } else if (question instanceof Question.Pods) {
            return all(question, Answers.PODS, new Reduction<>(PodReader::new, PodFact::node));
        } else if (question instanceof Question.CiliumNodes) {
            return all(question, Answers.CILIUM_NODES, Reduction.plain(CiliumNodeReader::new));
        } else if (question instanceof Question.Endpoints) {
            return all(question, Answers.ENDPOINTS, new Reduction<>(EndpointReader::new, EndpointFact::namespace));
        } else if (question instanceof Question.Listed listed) {
            return listed(listed).all();
        } else if (question instanceof Question.Field field) {
            return field(field);
        }
        if (isPolled(question)) {
            return polls.get(question, () -> new Poll(asking(question), manner, this::now).start())
                    .reading();
        }
        throw new IllegalArgumentException("nobody knows whether to watch or to poll " + question);
    }

    private static boolean isPolled(Question<?> question) {
        return question instanceof Question.Served
                || question instanceof Question.Mesh
                || question instanceof Question.AgentMetrics
                || question instanceof Question.Prometheus
                || question instanceof Question.Http;
    }

    private Poll.Asking asking(Question<?> question) {
        String name = question.getClass().getSimpleName();
        if (question instanceof Question.AgentMetrics) {
            AgentRounds rounds =
                    new AgentRounds(answers.agents(), manner.pace().calm().poll());
            return new Poll.Asking(
                    name,
                    closely -> answers.reading(question, () -> rounds.ask(closely), now()),
                    closely -> rounds.told(closely, now()));
        }
        Answers.Asked way = answers.to(question);
        return Poll.Asking.whole(name, () -> answers.reading(question, way, now()));
    }

    private <T> Reading<List<T>> all(Object key, Selection selection, Reduction<T> reduction) {
        return this.<T>track(
                        key,
                        Seat.CLUSTER,
                        Source.all(selection.apiVersion(), selection.kind(), selection.namespace()),
                        reduction)
                .all();
    }

    private Track<ObjectFact> listed(Question.Listed question) {
        return track(
                question,
                question.seat(),
                Source.all(question.apiVersion(), question.kind(), question.namespace()),
                Reduction.plain(() -> new ObjectReader(question.apiVersion(), question.kind())));
    }

    /** A key has one type of facts for ever. */
    @SuppressWarnings("unchecked")
    private <T> Track<T> track(Object key, Seat seat, Source source, Reduction<T> reduction) {
        return (Track<T>) tracks.get(key, () -> new Track<>(connections.of(seat), source, reduction, manner).start());
    }

    private Reading<Optional<ObjectFact>> named(Question.Named question, Groups.Group group) {
        if (group.listed() != null) {
            return listed(group.listed())
                    .one(question.id().namespace(), question.id().name());
        }
        ObjectId id = question.id();
        Track<ObjectFact> track = track(
                group,
                question.seat(),
                new Source(id.apiVersion(), id.kind(), id.namespace(), group.names()),
                Reduction.plain(() -> new ObjectReader(id.apiVersion(), id.kind())));
        if (group.names().size() > 1 && track.isForbidden()) {
            groups.forbidden(group);
        }
        return track.one(id.namespace(), id.name());
    }

    private Reading<Optional<List<String>>> field(Question.Field question) {
        ObjectId id = question.id();
        KubectlPath path;
        try {
            path = Answers.path(question.path());
        } catch (UnreadableException notUnderstood) {
            return new Reading.Unread<>(notUnderstood.why(), now());
        }
        Track<List<String>> track = this.track(
                question,
                Seat.CLUSTER,
                new Source(id.apiVersion(), id.kind(), id.namespace(), Set.of(id.name())),
                Reduction.plain(() -> path::in));
        return track.one(id.namespace(), id.name());
    }

    /** What is watched; a DaemonSet that is not listed yet, and pods that nobody follows, are asked for. */
    private final class Tracked implements Workloads {
        private final Workloads asked = new Answers.Listed(connections.cluster());

        @Override
        public Answer<Optional<ObjectFact>> daemonSet(String namespace, String name) throws UnreadableException {
            ObjectId id = ObjectId.namespaced(Answers.APPS, "DaemonSet", namespace, name);
            Reading<Optional<ObjectFact>> reading = WatchingObservatory.this
                    .<ObjectFact>track(
                            id,
                            Seat.CLUSTER,
                            new Source(id.apiVersion(), id.kind(), namespace, Set.of(name)),
                            Reduction.plain(() -> new ObjectReader(id.apiVersion(), id.kind())))
                    .one(namespace, name);
            return reading instanceof Reading.Read<Optional<ObjectFact>> read
                    ? new Answer<>(read.value(), read.at())
                    : asked.daemonSet(namespace, name);
        }

        @Override
        public Answer<List<PodFact>> pods(String namespace, String selector) throws UnreadableException {
            Optional<Reading<List<PodFact>>> followed = followed();
            if (followed.isEmpty()) {
                return asked.pods(namespace, selector);
            }
            if (!(followed.get() instanceof Reading.Read<List<PodFact>> read)) {
                throw UnreadableException.because(((Reading.Unread<?>) followed.get()).why());
            }
            return new Answer<>(new InNamespace(namespace).of(Grouped.by(PodFact::node, read.value())), read.at());
        }

        /** Looked for once on each node, until a pod of it is another one. */
        private record InNamespace(String namespace) implements PodFinding {
            @Override
            public boolean test(PodFact pod) {
                return pod.namespace().equals(namespace);
            }
        }

        /**
         * Waits until they are listed: whoever asks thousands of pods takes the API server's time from their list, without which
         * nothing is proved; and a list that takes longer than the server keeps its state (kube-apiserver,
         * --etcd-compaction-interval: 5 minutes) begins anew.
         */
        @SuppressWarnings("unchecked")
        private Optional<Reading<List<PodFact>>> followed() throws UnreadableException {
            try {
                while (true) {
                    long before = changes.count();
                    Optional<Reading<List<PodFact>>> pods =
                            tracks.peek(new Question.Pods()).map(track -> ((Track<PodFact>) track).all());
                    if (pods.filter(WatchingObservatory::isAwaited).isEmpty()) {
                        return pods;
                    }
                    changes.await(before, WAIT);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw UnreadableException.because("stopped while the pods were listed");
            }
        }
    }

    private static boolean isAwaited(Reading<?> reading) {
        return reading instanceof Reading.Unread<?> unread && unread.awaited();
    }

    private Instant now() {
        return connections.cluster().server().now();
    }

    @Override
    public void close() {
        // those that ask begin what is followed
        polls.close();
        crowd.close();
        tracks.close();
        connections.close();
    }
}
