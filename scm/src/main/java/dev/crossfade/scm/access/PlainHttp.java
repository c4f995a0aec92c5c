package dev.crossfade.scm.access;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps secrets from being sent where everybody between here and there can read them. */
final class PlainHttp {

    private PlainHttp() {}

    static void requireSafe(@Nullable String scheme, @Nullable String host) {
        if (!isSafe(scheme, host)) {
            throw new CrossfadeException(
                    ErrorCode.TOKEN_UNUSABLE,
                    Where.object("http://" + host),
                    "a token would go to http://" + host + " unencrypted, where everybody on the way can read it",
                    "use the https address of " + host + "; without encryption a token is sent to this machine only");
        }
    }

    static boolean isSafe(@Nullable String scheme, @Nullable String host) {
        return "https".equalsIgnoreCase(scheme) || isLoopback(host);
    }

    /** By its spelling alone: what a name resolves to is what an attacker would change. */
    private static boolean isLoopback(@Nullable String host) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
