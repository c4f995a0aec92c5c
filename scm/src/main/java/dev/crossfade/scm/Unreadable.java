package dev.crossfade.scm;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.MissingObjectException;

/** Says what could not be read from the repository, and what brings it back. */
final class Unreadable {

    private Unreadable() {}

    /** @param what the part that was asked for, such as {@code branch main} */
    static CrossfadeException because(String what, IOException cause) {
        String cure = cause instanceof MissingObjectException
                ? "Fetch what is missing (in a partial clone: git fetch --refetch --no-filter), or clone again;"
                        + " git fsck --full names every object that is gone."
                : "look at what git fsck --full reports, and clone again where it reports damage";
        return new CrossfadeException(
                ErrorCode.REPOSITORY_UNREADABLE,
                Where.object(what),
                "Git cannot read " + what + ": " + reason(cause),
                cure,
                cause);
    }

    static CrossfadeException repository(Path folder, Exception cause) {
        return new CrossfadeException(
                ErrorCode.REPOSITORY_UNREADABLE,
                Where.file(folder.toString()),
                "the Git repository of " + folder + " cannot be opened: " + reason(cause),
                "run git status there and mend what it names; Crossfade reads repositories of format 0 and 1 with"
                        + " SHA-1 object ids",
                cause);
    }

    static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
