package dev.crossfade.argo;

import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.api.Cluster;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.argo.probe.Web;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.report.Span;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Answers every question anew, by list and get: for a command that looks once. */
public final class KubernetesObservatory implements Observatory, AutoCloseable {

    private static final int AT_ONCE = 4;
    private static final int PROXIED_AT_ONCE = 8;

    private final Connections connections;
    private final Limits limits;
    private final Clock clock;
    private final Threads questions = new Threads("crossfade-look", AT_ONCE);
    private final Threads crowd = new Threads("crossfade-proxy", PROXIED_AT_ONCE);
    private final MistakeListener mistakes;
    private final Answers answers;

    /** @param connections closed with this */
    public KubernetesObservatory(
            Connections connections, Limits limits, Clock clock, ProxySelector proxies, MistakeListener mistakes) {
        this.connections = connections;
        this.limits = limits;
        this.clock = clock;
        this.mistakes = new FirstMistakes(mistakes);
        this.answers = new Answers(
                connections,
                new Web(limits, clock, proxies),
                crowd.service(),
                new Answers.Listed(connections.cluster()),
                this.mistakes);
    }

    @Override
    public Look look(Set<Question<?>> asked) {
        Map<Cluster, Reading<Boolean>> greetings = new HashMap<>();
        Reading<Boolean> own = greet(connections.cluster());
        greetings.put(connections.cluster(), own);
        Instant at = own.at();
        List<Question<?>> order = List.copyOf(asked);
        List<Callable<Reading<?>>> tasks = new ArrayList<>();
        for (Question<?> question : order) {
            Reading<Boolean> greeting = Answers.seat(question)
                    .map(connections::of)
                    .map(cluster -> greetings.computeIfAbsent(cluster, this::greet))
                    .orElse(new Reading.Read<>(true, at));
            Answers.Asked way = answers.to(question);
            tasks.add(() -> greeting instanceof Reading.Unread<Boolean> silent
                    ? new Reading.Unread<>(silent.why(), silent.at())
                    : answers.reading(question, way, at));
        }
        return new Look(at, collect(order, tasks, at));
    }

    /** The server's time as the look begins; a server that does not answer at all is asked nothing else in this look. */
    private Reading<Boolean> greet(Cluster cluster) {
        try {
            return new Reading.Read<>(
                    true,
                    cluster.server()
                            .ask(Call.get("/version", ""), (body, at) -> body.read())
                            .at());
        } catch (UnreadableException failure) {
            Instant at = Objects.requireNonNullElse(failure.at(), clock.instant());
            return failure.isUnanswered() ? new Reading.Unread<>(failure.why(), at) : new Reading.Read<>(true, at);
        }
    }

    private Map<Question<?>, Reading<?>> collect(
            List<Question<?>> order, List<Callable<Reading<?>>> tasks, Instant at) {
        Map<Question<?>, Reading<?>> readings = new HashMap<>();
        try {
            List<Future<Reading<?>>> futures =
                    questions.service().invokeAll(tasks, limits.look().toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < order.size(); i++) {
                readings.put(order.get(i), got(order.get(i), futures.get(i), at));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            order.forEach(question -> readings.putIfAbsent(question, new Reading.Unread<>("the look was stopped", at)));
        }
        return readings;
    }

    private Reading<?> got(Question<?> question, Future<Reading<?>> future, Instant at) throws InterruptedException {
        try {
            return future.get();
        } catch (CancellationException e) {
            return new Reading.Unread<>("no answer within " + Span.exact(limits.look()), at);
        } catch (ExecutionException e) {
            mistakes.mistaken(question.toString(), Objects.requireNonNullElse(e.getCause(), e));
            return new Reading.Unread<>("no answer: " + e.getCause(), at);
        }
    }

    @Override
    public void close() {
        questions.close();
        crowd.close();
        connections.close();
    }
}
