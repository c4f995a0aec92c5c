package dev.crossfade.forgetest;

import dev.crossfade.core.proposal.Forge;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/** A forge of this process. */
final class DoubleGround implements Ground {
    static final String TOKEN = "secret-of-crossfade-bot";
    private static final String READER = "secret-of-reader";

    private final Flavour flavour;
    private final String repository;
    private final ForgeDouble forge;
    private final Clone clone;

    DoubleGround(Flavour flavour, String repository, String prefix, Path folder) {
        this.flavour = flavour;
        this.repository = repository;
        this.forge = ForgeDouble.start(flavour, repository, folder.resolve("forge.git"), prefix, Clock.systemUTC());
        forge.token(TOKEN, Access.full("crossfade-bot"));
        forge.token(READER, Access.readOnly("reader"));
        forge.user("jo");
        forge.slowChecks(1);
        forge.lag(1);
        this.clone = Clone.start(folder.resolve("clone"), forge.remote(), TOKEN);
    }

    ForgeDouble server() {
        return forge;
    }

    GiteaContract.Api api() {
        return new GiteaContract.Api(forge.root().toString(), repository, TOKEN);
    }

    Forge client(String token) {
        return Clients.of(flavour, forge.root(), repository, token);
    }

    @Override
    public Forge forge() {
        return client(TOKEN);
    }

    @Override
    public Forge reader() {
        return client(READER);
    }

    @Override
    public Forge stranger() {
        return client("secret-that-nobody-knows");
    }

    @Override
    public Clone clone() {
        return clone;
    }

    @Override
    public String reviewer() {
        return "jo";
    }

    @Override
    public String closer() {
        return "jo";
    }

    @Override
    public void close(long number) {
        forge.people().close("jo", number);
    }

    @Override
    public void allow(MergeStyle style) {
        forge.allow(Set.of(style));
    }

    @Override
    public void requireUpToDate() {
        forge.requireUpToDate("main");
    }

    @Override
    public void close() {
        clone.close();
        forge.close();
    }
}
