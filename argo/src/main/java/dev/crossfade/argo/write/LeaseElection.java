package dev.crossfade.argo.write;

import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.api.Writes;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds a Lease, so that of several watchers one acts. It saves work and noise, and keeps two from opening two pull requests of one
 * phase in the same second, which Gitea takes. That nothing is lost or pushed twice does not rest on it: a push is conditional.
 */
public final class LeaseElection implements AutoCloseable {

    /** For threads of the elector that are at a call. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private static final Call LEASES = Call.get("/apis/coordination.k8s.io/v1/leases", "leases.coordination.k8s.io");

    private final Writes cluster;
    private final Lock lock;
    private final Times times;
    private final Consumer<Boolean> changed;
    private final ExecutorService executor;
    private final AtomicBoolean leads = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long renewed;
    private volatile String trouble = "";
    private volatile @Nullable LeaderElector elector;

    /**
     * @param lasts for how long a Lease counts that nobody renews
     * @param deadline after which who could not renew it does not act any more; shorter
     * @param retry between two renewals, and two tries to get it; two calls each. The elector tries to renew this often to the
     *     moment, and by chance adds some time only to tries of who does not hold it
     */
    public record Times(Duration lasts, Duration deadline, Duration retry) {

        /** Below it, a pause of the process or of the API server would cost the Lease. */
        public static final Duration SHORTEST = Duration.ofSeconds(10);

        /** Two tries in four fifths of the time: with 150 s about two calls a minute. */
        public static Times of(Duration lasts) {
            if (lasts.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("a Lease lasts " + SHORTEST + " and more, not " + lasts);
            }
            return new Times(
                    lasts,
                    lasts.multipliedBy(4).dividedBy(5),
                    lasts.multipliedBy(11).dividedBy(30));
        }

        /** Since the last renewal: the next one should have come, and there is time left to act. */
        Duration overdue() {
            return retry.multipliedBy(3).dividedBy(2);
        }
    }

    /** @param changed hears whether this one leads, each time that it changes */
    public LeaseElection(
            Writes cluster, String namespace, String name, String identity, Times times, Consumer<Boolean> changed) {
        this.cluster = cluster;
        this.lock = new HeardLock(new LeaseLock(namespace, name, identity));
        this.times = times;
        this.changed = changed;
        this.executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "crossfade-lease");
            thread.setDaemon(true);
            return thread;
        });
    }

    public LeaseElection start() {
        executor.execute(this::run);
        return this;
    }

    /** Not past the deadline: the elector finds that out with its next try, when another one may lead already. */
    public boolean leads() {
        return leads.get() && System.nanoTime() - renewed < times.deadline().toNanos();
    }

    /** True while it leads still, and has missed a renewal: what it may write now, it perhaps may not write a moment later. */
    public boolean isOverdue() {
        return leads() && untilOverdue().isZero();
    }

    /** Zero where it is overdue, or does not lead. */
    public Duration untilOverdue() {
        Duration left = times.overdue().minusNanos(System.nanoTime() - renewed);
        return !leads() || left.isNegative() ? Duration.ZERO : left;
    }

    /** What kept the Lease from being read or written the last time, where something did. */
    public Optional<String> trouble() {
        return Optional.of(trouble).filter(text -> !text.isEmpty());
    }

    private void run() {
        while (!closed.get()) {
            LeaderElector next = new LeaderElector(
                    cluster.client(),
                    new LeaderElectionConfigBuilder()
                            .withName(lock.describe())
                            .withLock(lock)
                            .withLeaseDuration(times.lasts())
                            .withRenewDeadline(times.deadline())
                            .withRetryPeriod(times.retry())
                            .withReleaseOnCancel(true)
                            .withLeaderCallbacks(new LeaderCallbacks(() -> lead(true), () -> lead(false), leader -> {}))
                            .build(),
                    executor);
            elector = next;
            next.run();
            lead(false);
        }
    }

    /** Here, and not by the elector's own threads alone: a process that ends does not wait for their next turn. */
    private void release() {
        LeaderElector last = elector;
        if (last == null || !leads.get()) {
            return;
        }
        try {
            last.release();
        } catch (KubernetesClientException failure) {
            trouble = lock.describe() + ": " + failure.getMessage();
        }
    }

    private void lead(boolean now) {
        if (leads.getAndSet(now) != now) {
            changed.accept(now);
        }
    }

    /** The elector logs what goes wrong and goes on; here it is kept for people to see, and its calls are counted. */
    private final class HeardLock implements Lock {
        private final LeaseLock lease;

        HeardLock(LeaseLock lease) {
            this.lease = lease;
        }

        @Override
        public LeaderElectionRecord get(KubernetesClient client) {
            LeaderElectionRecord found = counted("get", () -> lease.get(client));
            trouble = "";
            return found;
        }

        @Override
        public void create(KubernetesClient client, LeaderElectionRecord wanted) {
            long before = System.nanoTime();
            counted("create", () -> {
                lease.create(client, wanted);
                return wanted;
            });
            written(wanted, before);
        }

        @Override
        public void update(KubernetesClient client, LeaderElectionRecord wanted) {
            long before = System.nanoTime();
            counted("patch", () -> {
                lease.update(client, wanted);
                return wanted;
            });
            written(wanted, before);
        }

        private void written(LeaderElectionRecord wanted, long before) {
            if (identity().equals(wanted.getHolderIdentity())) {
                renewed = before;
            }
        }

        private <T> T counted(String verb, Supplier<T> call) {
            try {
                T answer = call.get();
                cluster.called(LEASES.as(verb), answer == null ? 404 : verb.equals("create") ? 201 : 200);
                return answer;
            } catch (KubernetesClientException failure) {
                cluster.called(LEASES.as(verb), failure.getCode());
                trouble = lease.describe() + ": " + failure.getMessage();
                throw failure;
            }
        }

        @Override
        public String identity() {
            return lease.identity();
        }

        @Override
        public String describe() {
            return lease.describe();
        }
    }

    /** Gives the Lease back, so that another one need not wait for it to end; also on a thread that was told to stop. */
    @Override
    public void close() {
        boolean stopped = Thread.interrupted();
        closed.set(true);
        release();
        executor.shutdownNow();
        try {
            executor.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopped = true;
        }
        lead(false);
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
