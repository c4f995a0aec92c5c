package dev.crossfade.assembly.watch;

import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.assembly.AdvanceText;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.progress.Proving;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.progress.Turn;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.scm.forge.ForgeListener;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** What Prometheus is told; docs/watch.md lists the names. Phases and gates go by the ids that {@code plan -o json} prints. */
public final class WatchMetrics implements CallListener, ForgeListener {

    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Labels migration;
    private final Gauge phase;
    private final Gauge phases;
    private final Gauge state;
    private final Gauge gate;
    private final Gauge entryGate;
    private final Gauge inPhase;
    private final Gauge looked;
    private final Histogram looks;
    private final Counter failures;
    private final Counter actions;
    private final Counter calls;
    private final Counter forgeCalls;
    private final Gauge budget;

    private volatile BooleanSupplier leads = () -> false;

    /** @param migration its id, which every series carries: one Prometheus has the watchers of many */
    public WatchMetrics(String migration) {
        this.migration = Labels.of("migration", migration);
        phase = gauge("crossfade_phase", "Number of the phase that was merged last.");
        phases = gauge("crossfade_phases", "Number of phases in the plan.");
        state = gauge("crossfade_state", "1 for the state that the migration is in.", "phase", "state");
        gate = gauge(
                "crossfade_gate",
                "1 for the verdict that a gate has: passed, waiting, failed or unknown.",
                "phase",
                "gate",
                "verdict");
        entryGate = gauge(
                "crossfade_entry_gate",
                "1 for the verdict that a gate has which the next phase waits for.",
                "phase",
                "gate",
                "verdict");
        inPhase = gauge("crossfade_phase_age_seconds", "Time since the phase was merged.", "phase");
        looked = gauge("crossfade_last_look_timestamp_seconds", "When a look came to its end the last time.");
        looks = seconds("crossfade_look_duration_seconds", "How long a look took, with what was done about it.");
        failures = counter("crossfade_look_failures_total", "Looks that led to an error.", "code");
        actions = counter("crossfade_actions_total", "What was done.", "action");
        calls = counter(
                "crossfade_api_calls_total",
                "Calls to API servers; status 0 had no answer.",
                "verb",
                "resource",
                "status");
        forgeCalls = counter("crossfade_forge_calls_total", "Calls to the forge.", "status");
        budget = gauge("crossfade_forge_budget_remaining", "Requests that the forge still allows, where it says so.");
        GaugeWithCallback.builder()
                .name("crossfade_leader")
                .help("1 while this watcher is the one that acts.")
                .constLabels(this.migration)
                .callback(answer -> answer.call(leads.getAsBoolean() ? 1 : 0))
                .register(registry);
    }

    private Histogram seconds(String name, String help) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .unit(Unit.SECONDS)
                .constLabels(migration)
                .classicOnly()
                .classicUpperBounds(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
                .register(registry);
    }

    private Gauge gauge(String name, String help, String... labels) {
        return Gauge.builder()
                .name(name)
                .help(help)
                .constLabels(migration)
                .labelNames(labels)
                .register(registry);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .constLabels(migration)
                .labelNames(labels)
                .register(registry);
    }

    /** All of one look at once, for whoever reads it meanwhile. */
    synchronized void turned(Turn turn, Duration took, Instant now) {
        looks.observe(took.toNanos() / 1e9);
        looked.set(now.toEpochMilli() / 1e3);
        StatusReport status = turn.advanced().status();
        phase.set(status.place().merged());
        phases.set(status.plan().entries().size());
        state.clear();
        for (StatusReport.State each : StatusReport.State.values()) {
            state.labelValues(status.entry().id(), each.id()).set(each == status.state() ? 1 : 0);
        }
        gate.clear();
        entryGate.clear();
        inPhase.clear();
        status.proofs().proven().ifPresent(this::proven);
    }

    private void proven(Proving.Proven proven) {
        String id = proven.entry().id();
        inPhase.labelValues(id).set((double)
                Duration.between(proven.merge().time(), proven.at()).toSeconds());
        verdicts(gate, id, proven.gates());
        verdicts(entryGate, id, proven.verdicts().entry());
    }

    private static void verdicts(Gauge gauge, String phase, List<GateVerdict> gates) {
        for (GateVerdict each : gates) {
            for (Verdict verdict : Verdict.values()) {
                gauge.labelValues(phase, each.gate().id(), verdict.id()).set(each.verdict() == verdict ? 1 : 0);
            }
        }
    }

    /** @param decision of which something was written */
    void acted(Decision decision) {
        actions.labelValues(AdvanceText.word(decision)).inc();
    }

    void failed(String code) {
        failures.labelValues(code).inc();
    }

    /** @param now asked each time that somebody wants to know it: a Lease that nobody renews ends without any news */
    void leads(BooleanSupplier now) {
        leads = now;
    }

    @Override
    public void called(Call call, int status) {
        calls.labelValues(call.verb(), call.resource(), String.valueOf(status)).inc();
    }

    @Override
    public void called(int status, OptionalLong remaining) {
        forgeCalls.labelValues(String.valueOf(status)).inc();
        remaining.ifPresent(left -> budget.set((double) left));
    }

    synchronized String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
