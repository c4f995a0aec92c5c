package dev.crossfade.scm.forge;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.ProposalsSpec;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which forge, and which repository on it.
 *
 * @param page the forge's root as a browser opens it, without a slash at its end
 * @param repository owner and name; on GitLab every group above it, too
 */
public record ForgeSettings(ProposalsSpec.Forge kind, URI page, String repository) {

    /** No forge has names that are . or .., which would lead elsewhere in its API. */
    private static final String NAME = "(?!\\.{1,2}(?:/|$))[\\w.-]+";

    private static final Pattern ROOT = Pattern.compile("https?://[\\w.\\[\\]:-]+(/[\\w./~-]*)?");
    private static final Pattern TWO = Pattern.compile(NAME + "/" + NAME);
    private static final Pattern MANY = Pattern.compile(NAME + "(/" + NAME + ")+");

    public ForgeSettings {
        if (kind == ProposalsSpec.Forge.NONE || page.toString().endsWith("/")) {
            throw new IllegalArgumentException("a forge has a kind and a root: " + kind + ", " + page);
        }
        boolean fits = (kind == ProposalsSpec.Forge.GITLAB ? MANY : TWO)
                .matcher(repository)
                .matches();
        if (!fits) {
            throw bad(
                    "repository",
                    "'" + repository + "' is no repository of " + kind.name().toLowerCase(Locale.ROOT),
                    "write its path as the forge's own page shows it, such as platform/gitops");
        }
    }

    /**
     * The settings of {@code spec.proposals}, which names a forge.
     *
     * @throws CrossfadeException SPEC_MISSING_KEY, SPEC_BAD_VALUE
     */
    public static ForgeSettings of(ProposalsSpec spec) {
        String repository = spec.repository();
        if (repository == null) {
            throw missing("repository", "which repository on the forge, such as platform/gitops");
        }
        return new ForgeSettings(spec.forge(), page(spec), repository);
    }

    /** The repository's page in a browser. */
    String repositoryPage() {
        return page + "/" + repository;
    }

    private static URI page(ProposalsSpec spec) {
        String api = spec.api();
        if (api == null) {
            return switch (spec.forge()) {
                case GITHUB -> URI.create("https://github.com");
                case GITLAB -> URI.create("https://gitlab.com");
                default -> throw missing("api", "the forge's root as a browser opens it");
            };
        }
        if (!ROOT.matcher(api).matches()) {
            throw bad(
                    "api",
                    "'" + api.replaceAll("//[^/]*@", "//(hidden)@") + "' is no address of a forge",
                    "write its root as a browser opens it, such as https://git.example.com, without name, password or query");
        }
        return URI.create(bare(api));
    }

    /** People copy the address of the API, too. */
    private static String bare(String api) {
        String root = api.replaceFirst("/+$", "").replaceFirst("/api/v[134]$", "");
        return root.equals("https://api.github.com") ? "https://github.com" : root;
    }

    private static CrossfadeException missing(String key, @Nullable String what) {
        return new CrossfadeException(
                ErrorCode.SPEC_MISSING_KEY,
                Where.object("spec.proposals." + key),
                "spec.proposals." + key + " is missing: pull requests need it",
                "write " + key + ": " + what);
    }

    private static CrossfadeException bad(String key, String message, String cure) {
        return new CrossfadeException(
                ErrorCode.SPEC_BAD_VALUE,
                Where.object("spec.proposals." + key),
                "spec.proposals." + key + ": " + message,
                cure);
    }
}
