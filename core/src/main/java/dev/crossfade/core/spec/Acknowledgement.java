package dev.crossfade.core.spec;

import dev.crossfade.core.report.Problem;
import org.jspecify.annotations.Nullable;

/** A finding that somebody answers for. */
public record Acknowledgement(
        @Key(value = "Code of the finding", required = true) String code,

        @Key(value = "Why it is acceptable here", required = true)
        String reason,

        @Key(value = "Who says so", required = true) String by,

        @Key("The file that the finding is about; without it those of the code in any file, but phase-lost needs it")
        @Nullable
        String file) {

    /** What was lost in one file says nothing of what may be lost in another. */
    boolean covers(Problem problem) {
        if (!code.equals(problem.code().id())) {
            return false;
        }
        return file == null
                ? !problem.code().isAnsweredByFile()
                : file.equals(problem.where().file());
    }
}
