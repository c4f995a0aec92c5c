package dev.crossfade.forgetest;

import java.nio.file.Path;

/** The contract with the forge of this process that speaks as Gitea does. */
class GiteaDoubleTest extends GiteaContract {

    @Override
    Ground ground(Path folder) {
        return new DoubleGround(Flavour.GITEA, "platform/gitops", "/git", folder);
    }

    @Override
    Api api() {
        return ((DoubleGround) ground).api();
    }
}
