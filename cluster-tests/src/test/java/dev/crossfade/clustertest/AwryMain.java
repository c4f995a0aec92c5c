package dev.crossfade.clustertest;

import dev.crossfade.assembly.Surroundings;
import dev.crossfade.cli.Main;
import dev.crossfade.scm.forge.Pace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Crossfade's command line on a machine whose clock is off by {@code crossfade.off}. */
public final class AwryMain {

    private AwryMain() {}

    public static void main(String[] args) {
        Pace usual = Pace.usual();
        Clock clock = Clock.offset(usual.clock(), Duration.parse(System.getProperty("crossfade.off")));
        Surroundings surroundings =
                new Surroundings(System.getenv(), new Pace(clock, usual.sleeper(), usual.chance(), usual.bounds()));
        System.exit(new Main(System.out, System.err, Path.of(""), surroundings).run(args));
    }
}
