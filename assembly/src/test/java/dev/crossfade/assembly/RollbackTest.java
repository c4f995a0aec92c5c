package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the two commits of each rollback hold: the first prepares the cluster, the second takes the files back. */
class RollbackTest {

    private final Journey journey = Journey.of(Story.preview());

    @Test
    void theseAreThePhasesThatRollBack() {
        assertThat(journey.preview().commits())
                .filteredOn(commit -> step(commit).undo() == Undo.ROLLBACK)
                .extracting(commit -> commit.entry().id())
                .containsExactly("quiesce-workloads", "install-cilium", "node-config", "resume-workloads");
    }

    @Test
    void ciliumsApplicationGetsItsFinalizerBeforeItGoes() {
        String application = "network/migration/applications/application-cilium.yaml";
        MapTree first = first("install-cilium");

        assertThat(Journey.read(first, application).documents().get(0).get(YamlPath.parse("metadata.finalizers")))
                .contains(List.of("resources-finalizer.argocd.argoproj.io/background"));
        assertThat(undo("install-cilium").get(0).files().keySet()).containsExactly(application);
        assertThat(journey.text("install-cilium", application)).doesNotContain("finalizers:");
        assertThat(first.with(undo("install-cilium").get(1)).read(application)).isEmpty();
    }

    @Test
    void theGuardOfTheCiliumNodeConfigComesOffBeforeItGoes() {
        String config = "network/migration/manifests/ciliumnodeconfig-cilium-default.yaml";
        String guard = "argocd.argoproj.io/sync-options";
        MapTree first = first("node-config");

        assertThat(journey.text("node-config", config)).contains(guard, "Prune=false,Delete=false");
        assertThat(first.read(config))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("kind: CiliumNodeConfig")
                        .doesNotContain(guard)
                        .doesNotContain("Prune=false"));
        assertThat(undo("node-config").get(0).files().keySet()).containsExactly(config);
        assertThat(first.with(undo("node-config").get(1)).read(config)).isEmpty();
    }

    @Test
    void aCounterJobDoesTheOppositeOnceTheMarkerSaysSo() {
        assertThat(job(first("quiesce-workloads")))
                .contains("--for=jsonpath={.data.undone}=quiesce-workloads", "--replicas=5")
                .doesNotContain("--replicas=0", "{.data.phase}");
        assertThat(job(first("resume-workloads")))
                .contains("--for=jsonpath={.data.undone}=resume-workloads", "--replicas=0")
                .doesNotContain("--replicas=5", "{.data.phase}");
    }

    /** While Argo CD takes the phase's account away and brings the counter-Job's, one of the same name would be both. */
    @Test
    void aCounterJobHasAnAccountOfItsOwn() {
        for (String phase : List.of("quiesce-workloads", "resume-workloads")) {
            assertThat(job(journey.after(phase))).contains("serviceAccountName: crossfade-prod-" + phase + "\n");
            assertThat(job(first(phase))).contains("serviceAccountName: crossfade-prod-" + phase + "-undo\n");
        }
    }

    private List<ChangeSet> undo(String phase) {
        int index = journey.index(phase);
        return step(journey.commit(phase))
                .undoWriter()
                .undo(journey.states().get(index), journey.states().get(index + 1));
    }

    private MapTree first(String phase) {
        return journey.after(phase).with(undo(phase).get(0));
    }

    private static Step step(PlannedCommit commit) {
        return Objects.requireNonNull(commit.entry().step());
    }

    private static String job(MapTree tree) {
        List<String> jobs = tree.list("network/migration/manifests").stream()
                .filter(path -> path.contains("/job-"))
                .toList();
        assertThat(jobs).hasSize(1);
        return tree.read(jobs.get(0)).orElseThrow();
    }
}
