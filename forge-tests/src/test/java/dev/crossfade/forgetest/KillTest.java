package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A run that is killed at any of its requests, before the forge does what it asks and after, is made up for by the same command
 * once more. All of these points are tried with {@code -Dcrossfade.proof=true}, else a sample by {@code crossfade.seed}.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
    private static final int SAMPLE = 10;

    @TempDir
    Path folder;

    /** @param request how many requests came before; @param carriedOut whether the forge does it */
    private record Point(Plot plot, int request, boolean carriedOut) {}

    @Test
    void whatWasBrokenOffIsMadeUpFor() {
        Map<Plot, EndState> undisturbed = new EnumMap<>(Plot.class);
        List<Point> points = new ArrayList<>();
        for (Plot plot : Plot.values()) {
            try (Scene scene = scene(plot, "undisturbed")) {
                scene.site().forge().forget();
                Scene.good(scene.crossfade(plot.line()));
                List<Seen> requests = scene.site().forge().requests();
                undisturbed.put(plot, EndState.of(scene));
                for (int i = 0; i < requests.size(); i++) {
                    points.add(new Point(plot, i, false));
                    if (requests.get(i).writes()) {
                        points.add(new Point(plot, i, true));
                    }
                }
            }
        }
        assertThat(points).as("points").hasSizeGreaterThan(50);
        int all = points.size();
        for (Point point : Proof.sample(points, SAMPLE)) {
            assertThat(undisturbed.get(point.plot()).differences(killed(point)))
                    .as(point.toString())
                    .isEmpty();
        }
        Proof.print("kills: " + Proof.sample(points, SAMPLE).size() + " of " + all + " points, each made up for");
    }

    private EndState killed(Point point) {
        String name = point.plot() + "-" + point.request() + "-" + point.carriedOut();
        try (Scene scene = scene(point.plot(), name)) {
            AtomicInteger requests = new AtomicInteger();
            AtomicReference<Product> victim = new AtomicReference<>();
            Faults faults = scene.site().forge().faults();
            synchronized (victim) {
                faults.always(request -> strike(point, requests, victim));
                victim.set(Product.start(
                        scene.site(),
                        scene.customer().folder(),
                        folder.resolve(name + ".txt"),
                        point.plot().line()));
            }
            try (Product product = victim.get()) {
                product.await();
                assertThat(requests.get()).as("%s: %s", point, product.said()).isGreaterThan(point.request());
                assertThat(product.said()).doesNotContain(scene.site().token());
            }
            faults.clear();
            Scene.good(scene.crossfade(point.plot().line()));
            EndState end = EndState.of(scene);
            assertThat(scene.crossfade(point.plot().line()).out()).contains("All of it was there already.");
            scene.requireNoSecret();
            return end;
        }
    }

    private static Optional<Fault> strike(Point point, AtomicInteger requests, AtomicReference<Product> victim) {
        if (requests.getAndIncrement() != point.request()) {
            return Optional.empty();
        }
        synchronized (victim) {
            victim.get().kill();
        }
        return Optional.of(Fault.of(point.carriedOut() ? Fault.Kind.LOST : Fault.Kind.DROPPED));
    }

    private Scene scene(Plot plot, String name) {
        return plot.set(Flavour.values()[plot.ordinal() % Flavour.values().length], folder.resolve(plot + name));
    }
}
