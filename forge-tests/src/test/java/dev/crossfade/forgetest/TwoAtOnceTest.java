package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several people propose in the same second, each from a clone of their own: one pull request comes of it. */
class TwoAtOnceTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"GITEA, 2", "GITHUB, 5", "GITLAB, 2"})
    void onePullRequestComesOfManyRuns(Flavour flavour, int many) throws Exception {
        try (Scene scene = Scene.of(flavour, folder)) {
            all(scene, many, "first");
            requireOne(scene, 1, "prepare");
            scene.site().merge(1, MergeStyle.SQUASH);
            all(scene, many, "second");
            requireOne(scene, 2, "pin-calico-address");
            scene.requireNoSecret();
        }
    }

    private void all(Scene scene, int many, String round) throws Exception {
        CyclicBarrier start = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        List<Customer> clones = new ArrayList<>();
        try {
            List<Callable<Customer.Said>> runs = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Customer clone = Customer.joining(scene.site(), folder.resolve(round + i));
                clones.add(clone);
                runs.add(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return clone.crossfade("propose");
                });
            }
            for (Future<Customer.Said> run : threads.invokeAll(runs)) {
                Customer.Said said = scene.heard(run.get());
                assertThat(said.code()).as(said.all()).isZero();
            }
        } finally {
            threads.shutdownNow();
            clones.forEach(clone -> {
                Leak.requireNone(clone.folder().resolve(".git"), Site.DoubleSite.TOKEN);
                clone.close();
            });
        }
    }

    private static void requireOne(Scene scene, int number, String phase) {
        assertThat(scene.site().pages()).hasSize(number);
        People.Page page = scene.site().page(number);
        assertThat(page.state()).isEqualTo("OPEN");
        assertThat(page.branch()).isEqualTo(Scene.PREFIX + phase);
        assertThat(page.labels()).contains("crossfade", "prod");
        assertThat(page.reviewers()).containsExactly("jo");
        assertThat(page.comments()).doesNotHaveDuplicates();
        assertThat(scene.people().status(page.head(), "crossfade/prod")).isPresent();
        assertThat(scene.customer().branches()).containsExactly(page.branch(), "main");
        assertThat(scene.propose().out()).contains("All of it was there already.");
    }
}
