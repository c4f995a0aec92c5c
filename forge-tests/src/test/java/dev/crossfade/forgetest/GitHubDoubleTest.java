package dev.crossfade.forgetest;

import java.nio.file.Path;

/** The contract with the forge of this process that speaks as GitHub does. */
class GitHubDoubleTest extends ForgeContract {

    @Override
    Ground ground(Path folder) {
        return new DoubleGround(Flavour.GITHUB, "platform/gitops", "", folder);
    }
}
