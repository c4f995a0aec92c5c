package dev.crossfade.forgetest;

import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.spec.ProposalsSpec;
import dev.crossfade.scm.access.Token;
import dev.crossfade.scm.forge.ForgeSettings;
import dev.crossfade.scm.forge.Forges;
import dev.crossfade.scm.forge.Pace;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes clients as the product does, but impatient ones. */
final class Clients {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Clients() {}

    static Forge of(Flavour flavour, URI root, String repository, @Nullable String token) {
        return of(flavour, root, repository, token, impatient());
    }

    static Forge of(Flavour flavour, URI root, String repository, @Nullable String token, Pace pace) {
        ProposalsSpec spec = new ProposalsSpec(
                ProposalsSpec.Forge.valueOf(flavour.name()), root.toString(), repository, List.of(), List.of(), false);
        return Forges.of(
                ForgeSettings.of(spec), () -> Optional.ofNullable(token).map(Token::of), () -> HTTP, pace, "1.2.3");
    }

    /** Real time, but little of it. */
    static Pace impatient() {
        return new Pace(
                Clock.systemUTC(),
                time -> Thread.sleep(Math.min(time.toMillis(), 300)),
                () -> 0.5,
                new Pace.Bounds(Duration.ofSeconds(20), Duration.ofSeconds(90), 4));
    }
}
