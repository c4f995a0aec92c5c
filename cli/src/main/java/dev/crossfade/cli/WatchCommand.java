package dev.crossfade.cli;

import dev.crossfade.assembly.Workplace;
import dev.crossfade.assembly.watch.WatchLog;
import dev.crossfade.assembly.watch.WatchRun;
import dev.crossfade.assembly.watch.WatchSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Steps for ever. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Proposes each phase once the cluster has proved the last one.",
            "Runs until it is stopped; it may be stopped and started at any time, for it",
            "keeps nothing that Git, the forge and the cluster do not know. Serves /healthz,",
            "/readyz and /metrics. Writes its Lease, Events, the annotation that asks Argo CD",
            "to look and those of the banner; nothing else in a cluster. argo/watcher holds",
            "what runs it in one."
        },
        footer = {
            "",
            "Example:",
            "  crossfade watch --dry-run",
            "  crossfade watch --lease crossfade/prod --clone https://git.example.com/p.git"
        })
final class WatchCommand implements Callable<Integer> {

    private static final Pattern LEASE =
            Pattern.compile("([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)/([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)");
    private static final int FAREWELL_SECONDS = 20;

    @ParentCommand
    private CrossfadeCommand parent = new CrossfadeCommand(new Console(System.out, System.err, Path.of("")));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--clone",
            paramLabel = "ADDRESS",
            description = "Clone this repository first, or bring an earlier clone of it up to date: for a container.")
    private @Nullable String clone;

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            defaultValue = "main",
            description = "Branch of --clone that has crossfade.yaml (default: ${DEFAULT-VALUE}).")
    private String branch = "main";

    @Option(
            names = "--into",
            paramLabel = "DIR",
            defaultValue = "gitops",
            description = "Folder for --clone (default: ${DEFAULT-VALUE}).")
    private Path into = Path.of("gitops");

    @Option(
            names = "--listen",
            paramLabel = "[HOST:]PORT",
            defaultValue = "127.0.0.1:9645",
            description = "Where /healthz, /readyz and /metrics are served (default: ${DEFAULT-VALUE}).")
    private String listen = "127.0.0.1:9645";

    @Option(
            names = "--lease",
            paramLabel = "NAMESPACE/NAME",
            description =
                    "Act only while holding this Lease in the cluster that migrates, and record Events; one name a"
                            + " migration. Without it no other watcher may run.")
    private @Nullable String lease;

    @Option(
            names = "--lease-duration",
            paramLabel = "TIME",
            defaultValue = "150s",
            description =
                    "For how long the Lease of a watcher that died keeps others from acting (default: ${DEFAULT-VALUE});"
                            + " the shorter, the more calls.")
    private String leaseDuration = "150s";

    @Option(
            names = "--banner",
            description = "Show where the migration stands on the root Application's page (Argo CD 3.5 and newer).")
    private boolean banner;

    @Option(names = "--dry-run", description = "Look, and log what would be done; write nothing anywhere.")
    private boolean dryRun;

    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    @Mixin
    private ChartsOption charts = new ChartsOption();

    @Override
    public Integer call() {
        requireWith("--clone", clone, "--branch");
        requireWith("--clone", clone, "--into");
        requireWith("--lease", lease, "--lease-duration");
        WatchSettings settings = new WatchSettings(
                listen(), Optional.ofNullable(lease).map(this::lease), banner, parent.isJson(), dryRun);
        Path folder = parent.console().folder();
        if (clone != null) {
            folder = folder.resolve(into);
            Workplace.fetch(clone, branch, folder, parent.console().surroundings());
        }
        Clock clock = parent.console().clock();
        WatchLog log = new WatchLog(parent.console().out(), settings.json(), clock);
        untilStopped(new WatchRun(parent.quiet(folder, charts, clusters), settings, log, clock, identity()));
        return 0;
    }

    /** An option that says something about another one is never ignored where that one is missing. */
    private void requireWith(String other, @Nullable String given, String option) {
        if (given == null && spec.commandLine().getParseResult().hasMatchedOption(option)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + " goes with " + other + ", which is not given");
        }
    }

    /** A signal has the loop end after the step that it is at, and the Lease given back. */
    private static void untilStopped(WatchRun run) {
        Thread loop = Thread.currentThread();
        CountDownLatch closed = new CountDownLatch(1);
        Thread stop = new Thread(() -> {
            loop.interrupt();
            try {
                closed.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(stop);
        try (run) {
            run.run();
        } finally {
            closed.countDown();
        }
    }

    private String identity() {
        String host = parent.console().surroundings().environment().getOrDefault("HOSTNAME", "crossfade");
        return host + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private InetSocketAddress listen() {
        return ListenAddress.of(listen)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "--listen takes a port, or host:port such as 0.0.0.0:9645 or [::]:9645, not '" + listen + "'"));
    }

    private WatchSettings.Lease lease(String text) {
        Matcher matcher = LEASE.matcher(text);
        if (!matcher.matches()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--lease takes NAMESPACE/NAME, such as crossfade/prod, not '" + text + "'");
        }
        Duration lasts = Period.of(leaseDuration)
                .filter(time -> time.compareTo(WatchSettings.Lease.SHORTEST) >= 0)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "--lease-duration takes a time of 10s and more, such as 150s or 5m, not '" + leaseDuration
                                + "'"));
        return new WatchSettings.Lease(matcher.group(1), matcher.group(2), lasts);
    }
}
