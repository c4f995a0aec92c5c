package dev.crossfade.assembly;

import dev.crossfade.core.progress.Hosting;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.spec.ProposalsSpec;
import dev.crossfade.scm.LocalRepository;
import dev.crossfade.scm.access.Access;
import dev.crossfade.scm.access.ForgeSite;
import dev.crossfade.scm.access.HttpAccess;
import dev.crossfade.scm.forge.ForgeListener;
import dev.crossfade.scm.forge.ForgeSettings;
import dev.crossfade.scm.forge.Forges;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reaches remote and forge of a repository as the specification and the environment say. */
final class HostingAccess {

    private final LocalRepository repository;
    private final Surroundings surroundings;
    private final ForgeListener listener;
    private final Map<ProposalsSpec, Hosting> reached = new HashMap<>();

    HostingAccess(LocalRepository repository, Surroundings surroundings, ForgeListener listener) {
        this.repository = repository;
        this.surroundings = surroundings;
        this.listener = listener;
    }

    Hosting reach(ProposalsSpec spec) {
        return reached.computeIfAbsent(spec, this::connect);
    }

    private Hosting connect(ProposalsSpec spec) {
        if (!spec.hasForge()) {
            return new Hosting(repository.remote(access(ForgeSite.none()).remote()), Optional.empty());
        }
        ForgeSettings settings = ForgeSettings.of(spec);
        Access access = access(new ForgeSite(settings.kind(), settings.page(), settings.repository()));
        HttpAccess http = access.http();
        HttpClient client = http.client();
        Forge forge =
                Forges.of(settings, access.token(), () -> client, surroundings.pace(), ReleaseVersion.text(), listener);
        return new Hosting(repository.remote(access.remote()), Optional.of(forge));
    }

    private Access access(ForgeSite site) {
        return Access.of(
                surroundings.environment(),
                repository.root(),
                site,
                surroundings.pace().clock());
    }
}
