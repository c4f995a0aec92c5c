package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.PullRequest;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract with a real Gitea. */
class GiteaJourneyTest extends GiteaContract implements OnGitea {
    private static int repositories;

    @Override
    GiteaGround ground(Path folder) {
        return new GiteaGround(kit(), "gitops-" + System.nanoTime() + "-" + ++repositories, folder);
    }

    @Override
    Api api() {
        return ((GiteaGround) ground).api();
    }

    /** Gitea takes two labels of one name, as two runs at once make them. */
    @Test
    void aLabelThatIsThereTwiceIsFoundAllTheSame() {
        PullRequest held = opened(BRANCH, false);
        GiteaAdmin admin = ((GiteaGround) ground).admin();
        String here = "/repos/" + api().repository();
        String label = "{\"name\": \"" + HOLD + "\", \"color\": \"#5319e7\"}";
        admin.call("POST", here + "/labels", label);
        long second = admin.call("POST", here + "/labels", label).path("id").asLong();

        admin.call("POST", here + "/issues/" + held.number() + "/labels", "{\"labels\": [" + second + "]}");

        assertThat(forge.labelled(HOLD)).containsExactly(seen(BRANCH));
    }

    /** A repository whose name changed is read under its new one, and a hold with it. */
    @Test
    void aHoldIsFoundInARepositoryThatWasRenamed() {
        PullRequest held = opened(BRANCH, false);
        forge.label(held, Set.of(HOLD));
        GiteaAdmin admin = ((GiteaGround) ground).admin();
        String name = api().repository().split("/", -1)[1];

        admin.call("PATCH", "/repos/" + api().repository(), "{\"name\": \"" + name + "-new\"}");

        assertThat(forge.labelled(HOLD)).extracting(PullRequest::number).containsExactly(held.number());
        admin.call("PATCH", "/repos/" + api().repository() + "-new", "{\"name\": \"" + name + "\"}");
    }
}
