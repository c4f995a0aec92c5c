package dev.crossfade.forgetest;

import java.nio.file.Path;

/** The contract with the forge of this process that speaks as GitLab does, with a subgroup. */
class GitLabDoubleTest extends ForgeContract {

    @Override
    Ground ground(Path folder) {
        return new DoubleGround(Flavour.GITLAB, "platform/network/gitops", "/gitlab", folder);
    }
}
