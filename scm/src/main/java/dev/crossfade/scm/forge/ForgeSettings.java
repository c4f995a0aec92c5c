package dev.crossfade.scm.forge;

import dev.crossfade.core.spec.ProposalsSpec;
import java.net.URI;
import java.util.Objects;

/**
 * Which forge, and which repository on it.
 *
 * @param page the forge's root as a browser opens it, without a slash at its end
 * @param repository owner and name; on GitLab every group above it, too
 */
public record ForgeSettings(ProposalsSpec.Forge kind, URI page, String repository) {

    public ForgeSettings {
        if (kind == ProposalsSpec.Forge.NONE || page.toString().endsWith("/")) {
            throw new IllegalArgumentException("a forge has a kind and a root: " + kind + ", " + page);
        }
    }

    /** The settings of a {@code spec.proposals} that was checked and names a forge. */
    public static ForgeSettings of(ProposalsSpec spec) {
        String repository = Objects.requireNonNull(spec.repository(), "spec.proposals.repository");
        return new ForgeSettings(spec.forge(), page(spec), repository);
    }

    /** The repository's page in a browser. */
    String repositoryPage() {
        return page + "/" + repository;
    }

    private static URI page(ProposalsSpec spec) {
        String api = spec.api();
        if (api != null) {
            return URI.create(bare(api));
        }
        return switch (spec.forge()) {
            case GITHUB -> URI.create("https://github.com");
            case GITLAB -> URI.create("https://gitlab.com");
            case GITEA, NONE -> throw new IllegalArgumentException("spec.proposals.api");
        };
    }

    /** People copy the address of the API, too. */
    private static String bare(String api) {
        String root = api.replaceFirst("/+$", "").replaceFirst("/api/v[134]$", "");
        return root.equals("https://api.github.com") ? "https://github.com" : root;
    }
}
