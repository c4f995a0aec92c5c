package dev.crossfade.assembly.watch;

import dev.crossfade.argo.WatchingObservatory;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.Writes;
import dev.crossfade.argo.watch.Pace;
import dev.crossfade.argo.write.ClusterDesk;
import dev.crossfade.argo.write.LeaseElection;
import dev.crossfade.assembly.ClusterConfigs;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.progress.Clusters;
import dev.crossfade.core.progress.Lead;
import dev.crossfade.core.progress.Terms;
import dev.crossfade.core.progress.Turn;
import dev.crossfade.core.progress.Watch;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.scm.LocalRepository;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A watch with all that belongs to it: its clusters, its Lease, its log and its server. */
public final class WatchRun implements AutoCloseable {

    private final WatchSettings settings;
    private final WatchLog log;
    private final WatchMetrics metrics;
    private final Pulse pulse;
    private final WatchServer server;
    private final WatchingObservatory observatory;
    private final Writes argo;
    private final Writes cluster;
    private final ClusterDesk desk;
    private final @Nullable LeaseElection election;
    private final Watch watch;
    private final Clock clock;
    private final LocalRepository repository;
    private String trouble = "";

    /**
     * @param identity tells this watcher from others, such as the pod's name
     */
    public WatchRun(Workplace workplace, WatchSettings settings, WatchLog log, Clock clock, String identity) {
        this.settings = settings;
        this.log = log;
        this.clock = clock;
        this.pulse = new Pulse(clock);
        this.metrics = new WatchMetrics(workplace.migration());
        Workplace.Post post = workplace.post(metrics, metrics);
        ClusterConfigs.Reached reached = post.clusters();
        this.repository = post.repository();
        this.observatory = new WatchingObservatory(
                reached.looks(), Limits.WATCHING, Pace.USUAL, clock, ProxySelector.getDefault(), log::mistaken);
        this.argo = reached.argo();
        this.cluster = reached.cluster();
        this.desk = new ClusterDesk(argo, identity);
        this.watch = post.watches()
                .apply(new Clusters(observatory, settings.dryRun() ? Optional.empty() : Optional.of(desk)));
        this.election = settings.lease()
                .filter(any -> !settings.dryRun())
                .map(lease -> new LeaseElection(
                        cluster,
                        lease.namespace(),
                        lease.name(),
                        identity,
                        LeaseElection.Times.of(lease.lasts()),
                        this::leadChanged))
                .orElse(null);
        this.server = new WatchServer(settings.listen(), pulse, metrics);
    }

    public InetSocketAddress address() {
        return server.address();
    }

    /** Until the thread is interrupted. */
    public void run() {
        log.info("watching", Map.of("listen", WatchServer.text(address()), "dryRun", settings.dryRun()));
        if (election == null) {
            metrics.leads(() -> !settings.dryRun());
        } else {
            metrics.leads(election::leads);
            election.start();
        }
        new WatchLoop(
                        turns(),
                        new WatchLoop.Signals(waiting(), this::lead, settings.dryRun()),
                        clock,
                        new WatchLoop.Reports(
                                log, metrics, pulse, new Herald(desk::record, desk::banner, settings, log)))
                .run();
        leave();
        log.info("stopped", Map.of());
    }

    /** On a thread that was told to stop, while the Lease is still held. */
    private void leave() {
        boolean stopped = Thread.interrupted();
        try {
            Terms terms = Terms.of(clock.instant()).dry(settings.dryRun()).led(this::lead);
            watch.doubt("the watcher was stopped", terms);
        } catch (CrossfadeException refused) {
            log.keptGreen(refused);
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Lead lead() {
        if (election == null) {
            return Lead.LEADS;
        }
        logTrouble(election.trouble().orElse(""));
        if (election.isOverdue()) {
            return Lead.ENDS;
        }
        return election.leads() ? Lead.LEADS : Lead.FOLLOWS;
    }

    private void logTrouble(String now) {
        if (!now.equals(trouble) && !now.isEmpty()) {
            log.warn("the Lease is out of reach", Map.of("problem", now));
        }
        trouble = now;
    }

    private void leadChanged(boolean now) {
        observatory.changes().add();
        log.info(now ? "leads" : "does not lead", Map.of());
    }

    private WatchLoop.Turns turns() {
        return new WatchLoop.Turns() {
            @Override
            public Turn turn(Terms terms) {
                return watch.turn(terms);
            }

            @Override
            public void doubt(String why, Terms terms) {
                watch.doubt(why, terms);
            }
        };
    }

    /** A look is due, too, where a renewal is. */
    private Duration atMost(Duration limit) {
        Duration left = election == null ? Duration.ZERO : election.untilOverdue();
        return left.isZero() || limit.compareTo(left) < 0 ? limit : left;
    }

    private WatchLoop.Waiting waiting() {
        return new WatchLoop.Waiting() {
            @Override
            public long count() {
                return observatory.changes().count();
            }

            @Override
            public void await(long since, Duration limit) throws InterruptedException {
                observatory.changes().await(since, atMost(limit));
            }

            @Override
            public void pause(Duration time) throws InterruptedException {
                Thread.sleep(atMost(time).toMillis());
            }
        };
    }

    @Override
    public void close() {
        if (election != null) {
            election.close();
        }
        server.close();
        observatory.close();
        argo.close();
        cluster.close();
        repository.close();
    }
}
