package dev.crossfade.scm.access;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.transport.URIish;

/** Says what kept JGit from a remote, where no more is known than its exception. */
final class RemoteFailure {

    private RemoteFailure() {}

    static CrossfadeException of(URIish address, String doing, IOException cause) {
        return cause instanceof NoRemoteRepositoryException
                ? notFound(address, doing, "there is no Git repository at this address", cause)
                : unavailable(address, doing, reason(cause), cause);
    }

    static CrossfadeException notFound(URIish address, String doing, String reason, IOException cause) {
        return new CrossfadeException(
                ErrorCode.REMOTE_NOT_FOUND,
                Where.object("remote origin"),
                message(address, doing, reason),
                "compare the address with the one that git ls-remote origin can read: git remote set-url origin ADDRESS",
                cause);
    }

    static CrossfadeException unavailable(URIish address, String doing, String reason, IOException cause) {
        return new CrossfadeException(
                ErrorCode.REMOTE_UNAVAILABLE,
                Where.object("remote origin"),
                message(address, doing, reason),
                "try git ls-remote origin; when that works, run again",
                cause);
    }

    static String message(URIish address, String doing, String reason) {
        return "Crossfade " + doing + " of the remote origin (" + address + "): " + reason;
    }

    /** JGit puts the address before what it says, which the message names already; the innermost cause says most. */
    static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder(text(failure));
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        if (innermost != failure && !reason.toString().contains(text(innermost))) {
            reason.append(" (").append(text(innermost)).append(')');
        }
        return reason.toString();
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message.strip();
    }
}
