package dev.crossfade.forgetest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a real Gitea. */
class GiteaJourneyTest extends ForgeContract {
    private static @Nullable Kit kit;
    private static int repositories;

    @BeforeAll
    static void startGitea(@TempDir Path folder) {
        Assumptions.assumeFalse(Kit.isMissing(), "skipped: neither GITEA_URL nor CROSSFADE_KIT is set");
        kit = Kit.start(folder);
    }

    @AfterAll
    static void stopGitea() {
        if (kit != null) {
            kit.close();
        }
    }

    @Override
    Ground ground(Path folder) {
        return new GiteaGround(kit, "gitops-" + System.nanoTime() + "-" + ++repositories, folder);
    }
}
