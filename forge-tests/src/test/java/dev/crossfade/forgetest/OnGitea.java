package dev.crossfade.forgetest;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What runs on a real Gitea: one for each class. */
interface OnGitea {

    /** The Gitea of the class that runs. */
    final class Running {
        private static @Nullable Kit kit;

        private Running() {}
    }

    @BeforeAll
    static void startGitea(@TempDir Path folder) {
        Assumptions.assumeFalse(Kit.isMissing(), "skipped: neither GITEA_URL nor CROSSFADE_KIT is set");
        Running.kit = Kit.start(folder);
    }

    @AfterAll
    static void stopGitea() {
        if (Running.kit != null) {
            Running.kit.close();
            Running.kit = null;
        }
    }

    default Kit kit() {
        return Objects.requireNonNull(Running.kit);
    }
}
