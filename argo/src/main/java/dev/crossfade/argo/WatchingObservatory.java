package dev.crossfade.argo;

import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.ApiServer;
import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.api.Cluster.Selection;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.argo.fact.CiliumNodeReader;
import dev.crossfade.argo.fact.EndpointReader;
import dev.crossfade.argo.fact.FactReader;
import dev.crossfade.argo.fact.KubectlPath;
import dev.crossfade.argo.fact.NodeReader;
import dev.crossfade.argo.fact.ObjectReader;
import dev.crossfade.argo.fact.PodReader;
import dev.crossfade.argo.probe.PodSource;
import dev.crossfade.argo.probe.Web;
import dev.crossfade.argo.watch.Changes;
import dev.crossfade.argo.watch.Followed;
import dev.crossfade.argo.watch.Pace;
import dev.crossfade.argo.watch.Poll;
import dev.crossfade.argo.watch.Source;
import dev.crossfade.argo.watch.Track;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Answers from memory what it watches, and polls what nobody can watch: for a program that looks for ever. A first question is
 * unread until its objects are listed; {@link #changes} tells when.
 */
public final class WatchingObservatory implements Observatory, AutoCloseable {

    private static final int AT_ONCE = 8;
    private static final int POLLS_AT_ONCE = 3;

    private final Connections connections;
    private final Limits limits;
    private final Pace pace;
    private final Threads crowd = new Threads("crossfade-proxy", AT_ONCE);
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(POLLS_AT_ONCE, Threads.named("crossfade-poll"));
    private final Changes changes = new Changes();
    private final Followed<Object, Track<?>> tracks;
    private final Followed<Question<?>, Poll> polls;
    private final Groups groups = new Groups();
    private final Answers answers;

    /** @param connections closed with this */
    public WatchingObservatory(Connections connections, Limits limits, Pace pace, Clock clock, ProxySelector proxies) {
        this.connections = connections;
        this.limits = limits;
        this.pace = pace;
        this.tracks = new Followed<>(pace.idle());
        this.polls = new Followed<>(pace.idle());
        this.answers = new Answers(connections, new Web(limits, clock, proxies), crowd.service(), podsOfATrack());
    }

    /** What a caller waits on. */
    public Changes changes() {
        return changes;
    }

    @Override
    public Look look(Set<Question<?>> asked) {
        Instant at = began();
        Map<Question.Named, Groups.Group> grouped = groups.of(asked);
        Map<Question<?>, Reading<?>> readings = new HashMap<>();
        asked.forEach(question -> readings.put(
                question,
                question instanceof Question.Named named
                        ? named(named, Objects.requireNonNull(grouped.get(named)))
                        : watched(question)));
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

    private Reading<?> watched(Question<?> question) {
        if (question instanceof Question.Nodes) {
            return all(question, Answers.NODES, NodeReader::new);
        } else if (question instanceof Question.Pods) {
            return all(question, Answers.PODS, PodReader::new);
        } else if (question instanceof Question.CiliumNodes) {
            return all(question, Answers.CILIUM_NODES, CiliumNodeReader::new);
        } else if (question instanceof Question.Endpoints) {
            return all(question, Answers.ENDPOINTS, EndpointReader::new);
        } else if (question instanceof Question.Listed listed) {
            return listed(listed).all();
        } else if (question instanceof Question.Field field) {
            return field(field);
        }
        return polls.get(
                        question,
                        () -> new Poll(() -> answers.reading(question, now()), pace, this::now, changes, timer))
                .reading();
    }

    private <T> Reading<List<T>> all(Object key, Selection selection, Supplier<FactReader<T>> readers) {
        return this.<T>track(
                        key,
                        Seat.CLUSTER,
                        Source.all(selection.apiVersion(), selection.kind(), selection.namespace()),
                        readers)
                .all();
    }

    private Track<ObjectFact> listed(Question.Listed question) {
        return track(
                question,
                question.seat(),
                Source.all(question.apiVersion(), question.kind(), question.namespace()),
                () -> new ObjectReader(question.apiVersion(), question.kind()));
    }

    /** A key has one type of facts for ever. */
    @SuppressWarnings("unchecked")
    private <T> Track<T> track(Object key, Seat seat, Source source, Supplier<FactReader<T>> readers) {
        return (Track<T>)
                tracks.get(key, () -> new Track<>(connections.of(seat), source, readers, pace, changes).start());
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
                () -> new ObjectReader(id.apiVersion(), id.kind()));
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
                () -> path::in);
        return track.one(id.namespace(), id.name());
    }

    /** The pods that are watched anyway, where they are. */
    private PodSource podsOfATrack() {
        PodSource otherwise = Answers.listed(connections.cluster());
        return (namespace, selector) -> {
            Optional<Track<?>> pods = tracks.peek(new Question.Pods());
            if (pods.isPresent() && pods.get().all() instanceof Reading.Read<? extends List<?>> read) {
                return new Answer<>(
                        read.value().stream()
                                .map(PodFact.class::cast)
                                .filter(pod -> pod.namespace().equals(namespace))
                                .toList(),
                        read.at());
            }
            return otherwise.pods(namespace, selector);
        };
    }

    private Instant now() {
        return connections.cluster().server().now();
    }

    @Override
    public void close() {
        tracks.close();
        polls.close();
        timer.shutdownNow();
        crowd.close();
        connections.close();
    }
}
