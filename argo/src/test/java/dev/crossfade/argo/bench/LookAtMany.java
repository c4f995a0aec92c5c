package dev.crossfade.argo.bench;

import dev.crossfade.argo.Connections;
import dev.crossfade.argo.KubernetesObservatory;
import dev.crossfade.argo.WatchingObservatory;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.watch.Pace;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Looks at {@link ManyPods}, asking or watching; prints times and what lives on the heap afterwards. */
public final class LookAtMany {

    private static final Set<Question<?>> QUESTIONS =
            Set.of(new Question.Nodes(), new Question.Pods(), new Question.CiliumNodes(), new Question.Endpoints());

    private LookAtMany() {}

    /** Arguments: the address, and {@code ask} or {@code watch}. */
    public static void main(String[] arguments) throws InterruptedException {
        Config config =
                new ConfigBuilder(Config.empty()).withMasterUrl(arguments[0]).build();
        Connections connections = Connections.to(config, Limits.USUAL, Clock.systemUTC(), CallListener.NONE);
        if (arguments[1].equals("ask")) {
            try (KubernetesObservatory asking = new KubernetesObservatory(
                    connections, Limits.USUAL, Clock.systemUTC(), ProxySelector.of(null), MistakeListener.NONE)) {
                report("ask", asking, System.nanoTime());
            }
            return;
        }
        try (WatchingObservatory watching = new WatchingObservatory(
                connections,
                Limits.USUAL,
                Pace.USUAL,
                Clock.systemUTC(),
                ProxySelector.of(null),
                MistakeListener.NONE)) {
            long began = System.nanoTime();
            long seen = watching.changes().count();
            while (!isRead(watching.look(QUESTIONS))) {
                watching.changes().await(seen, Duration.ofSeconds(1));
                seen = watching.changes().count();
            }
            report("watch", watching, began);
            report("watch again", watching, System.nanoTime());
        }
    }

    private static boolean isRead(Look look) {
        return QUESTIONS.stream().allMatch(each -> look.answer(each) instanceof Reading.Read<?>);
    }

    private static void report(String what, Observatory observatory, long began) {
        Look look = observatory.look(QUESTIONS);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%-12s %6.2f s  %4d MiB live of %d%n",
                what, seconds, (runtime.totalMemory() - runtime.freeMemory()) >> 20, runtime.maxMemory() >> 20);
        QUESTIONS.stream()
                .map(each -> each.getClass().getSimpleName() + " "
                        + (look.answer(each) instanceof Reading.Read<?> read
                                ? ((List<?>) read.value()).size()
                                : ((Reading.Unread<?>) look.answer(each)).why()))
                .sorted()
                .forEach(line -> System.out.println("  " + line));
    }
}
