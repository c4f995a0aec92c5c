package dev.crossfade.scm;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * Where the remote {@code origin} is read from and pushed to, rewritten by the rules of the repository, the person and the
 * machine as Git does (git-config, {@code url.<base>.insteadOf} and {@code pushInsteadOf}).
 */
final class OriginAddress {
    static final String REMOTE = "origin";

    private final Repository git;

    OriginAddress(Repository git) {
        this.git = git;
    }

    URIish fetch() {
        return parse(rewritten(first("url"), "insteadOf"));
    }

    URIish push() {
        @Nullable String own = configured("pushurl");
        if (own != null) {
            return parse(rewritten(own, "insteadOf"));
        }
        String address = first("url");
        String pushed = rewritten(address, "pushInsteadOf");
        return parse(pushed.equals(address) ? rewritten(address, "insteadOf") : pushed);
    }

    private String first(String key) {
        @Nullable String address = configured(key);
        if (address == null) {
            throw notFound(
                    "the repository has no remote named " + REMOTE + ", and proposals are pushed there",
                    "name the repository that Argo CD reads: git remote add " + REMOTE + " ADDRESS");
        }
        return address;
    }

    /** Git reads from the first of several addresses; a lease can hold for one only, so the first is pushed to as well. */
    private @Nullable String configured(String key) {
        String[] addresses = git.getConfig().getStringList("remote", REMOTE, key);
        return addresses.length == 0 || addresses[0].isBlank() ? null : addresses[0];
    }

    /** The longest rule wins, whoever made it. */
    private String rewritten(String address, String rule) {
        String best = "";
        String base = "";
        for (Config config : List.of(git.getConfig(), personal())) {
            for (String candidate : config.getSubsections("url")) {
                for (String start : config.getStringList("url", candidate, rule)) {
                    if (address.startsWith(start) && start.length() > best.length()) {
                        best = start;
                        base = candidate;
                    }
                }
            }
        }
        return best.isEmpty() ? address : base + address.substring(best.length());
    }

    private static Config personal() {
        try {
            return IsolatedSystemReader.personal();
        } catch (IOException | ConfigInvalidException e) {
            throw Unreadable.because("the person's Git configuration", new IOException(Unreadable.reason(e), e));
        }
    }

    /** What cannot be parsed is not printed: it may hold a password. */
    private static URIish parse(String address) {
        try {
            URIish parsed = new URIish(address);
            if (parsed.getHost() != null
                    || parsed.getScheme() == null
                    || parsed.getScheme().equals("file")) {
                return parsed;
            }
        } catch (URISyntaxException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static CrossfadeException unreadable() {
        return notFound(
                "the address of the remote " + REMOTE + " is none that Git knows",
                "correct it: git remote set-url " + REMOTE + " ADDRESS");
    }

    private static CrossfadeException notFound(String message, String cure) {
        return new CrossfadeException(ErrorCode.REMOTE_NOT_FOUND, Where.object("remote " + REMOTE), message, cure);
    }
}
