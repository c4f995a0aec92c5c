package dev.crossfade.forgetest;

import java.nio.file.Path;

/** The contract with a real Gitea. */
class GiteaJourneyTest extends ForgeContract implements OnGitea {
    private static int repositories;

    @Override
    Ground ground(Path folder) {
        return new GiteaGround(kit(), "gitops-" + System.nanoTime() + "-" + ++repositories, folder);
    }
}
