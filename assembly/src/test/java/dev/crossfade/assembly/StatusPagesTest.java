package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.Question;
import dev.crossfade.core.progress.StatusReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The status page in every state that people meet, byte for byte, under src/test/pages. After a wanted change: {@code ./mvnw test
 * -Dcrossfade.update=true}, then read the difference as somebody who is on call would.
 */
class StatusPagesTest {

    private static final Path PAGES = Story.root().resolve("assembly/src/test/pages");

    private static final Journey STORY = Journey.of(Story.preview());

    private static final Journey WAVES = Journey.of(Story.preview(text -> Story.replace(
            text,
            "  nodes:\n    strategy: replace",
            "  proposals: {forge: gitea, api: https://git.example.com, repository: platform/gitops}\n"
                    + "  nodes:\n    waves: [{name: general, select: {pool: general}}, {name: kafka, select: {pool: kafka}}]\n"
                    + "    strategy: replace")));

    private static final Journey HUB = Journey.of(Story.preview(text -> Story.replace(
            text,
            "    kubernetesVersion: \"1.31\"",
            "    server: https://10.0.0.10:6443\n    kubernetesVersion: \"1.31\"")));

    private static final Map<String, Supplier<StatusReport>> STATES = states();

    static Stream<String> names() {
        return STATES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePageIsTheOneThatWasReviewed(String name) throws IOException {
        String page = StatusText.of(STATES.get(name).get());
        Path golden = PAGES.resolve(name + ".txt");
        if ("true".equals(System.getProperty("crossfade.update"))) {
            assertThat(System.getenv("CI"))
                    .as("pages are updated by people, never by CI")
                    .isNull();
            Files.createDirectories(PAGES);
            Files.writeString(golden, page);
        }

        assertThat(page).isEqualTo(Files.readString(golden));
    }

    @Test
    void noPageOutlivesItsState() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            assertThat(files.map(path -> path.getFileName().toString().replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(STATES.keySet());
        }
    }

    /** What is not to be copied fits, on a narrow terminal, too. */
    @ParameterizedTest
    @MethodSource("names")
    void linesAreNoLongerThanTheTerminal(String name) {
        for (int width : new int[] {100, 80}) {
            assertThat(StatusText.of(STATES.get(name).get(), width).lines())
                    .allSatisfy(line -> assertThat(line.startsWith("     kubectl ")
                                    || line.contains("https://")
                                    || line.endsWith("]")
                                    || line.length() <= width)
                            .as(line)
                            .isTrue());
        }
    }

    private static Map<String, Supplier<StatusReport>> states() {
        Map<String, Supplier<StatusReport>> states = new TreeMap<>();
        states.put("planned", () -> StatusScene.planned(STORY, HistoryScene.MERGED));
        states.put("merged-unasked", () -> new StatusScene(STORY, "relax-policies", 6).unasked());
        states.put(
                "merged-waiting",
                () -> new StatusScene(STORY, "install-cilium", 6)
                        .where(truth -> {
                            truth.now = HistoryScene.MERGED.plusSeconds(40);
                            truth.apps.get("prod-cilium").operation = "Running";
                            truth.machines.get(2).agentRuns = false;
                        })
                        .report());
        states.put("applied-unknown", StatusPagesTest::leftBehind);
        states.put(
                "held",
                () -> new StatusScene(STORY, "install-cilium", 6)
                        .where(truth -> truth.machines.get(1).calicoAddress = "10.245.1.7")
                        .report());
        states.put(
                "held-hub",
                () -> new StatusScene(HUB, "install-cilium", 6)
                        .where(truth -> truth.machines.get(1).calicoAddress = "10.245.1.7")
                        .report());
        states.put(
                "unjudged",
                () -> new StatusScene(STORY, "hand-over", 6).unjudged("nobody can judge the gates of hand-over"));
        states.put("verified", () -> new StatusScene(STORY, "node-config", 6).report());
        addProposed(states);
        states.put(
                "unreadable",
                () -> new StatusScene(STORY, "node-templates", 6)
                        .unread(new Question.Pods(), "list pods: 403 Forbidden")
                        .report());
        states.put("done", () -> new StatusScene(STORY, "hand-over", 6).report());
        return states;
    }

    private static void addProposed(Map<String, Supplier<StatusReport>> states) {
        states.put(
                "proposed-soaking",
                () -> new StatusScene(WAVES, "pin-calico-address", 6)
                        .proposed(232)
                        .where(truth -> truth.now = HistoryScene.MERGED.plus(Duration.ofSeconds(100)))
                        .report());
        states.put(
                "proposed-not-yet",
                () -> new StatusScene(WAVES, "enforce-policies", 6)
                        .proposed(240)
                        .where(truth -> truth.others.put("egress-gateway", "projectcalico.org"))
                        .report());
    }

    /** Two pods left behind in the middle of a rotation, and agents that say nothing of whom they reach. */
    private static StatusReport leftBehind() {
        return new StatusScene(WAVES, "rotate-nodes-general", 9)
                .unread(new Question.AgentMetrics(), "no agent answers on port 9962")
                .where(truth -> {
                    for (int i = 0; i < truth.machines.size(); i++) {
                        HistoryTruth.Machine machine = truth.machines.get(i);
                        machine.moved = i < 6;
                        machine.labelled = machine.moved;
                        machine.labels.put("pool", i < 6 ? "general" : "kafka");
                    }
                    truth.machines.get(1).left = HistoryScene.MERGED.plusSeconds(70);
                    truth.machines.get(4).probeLeft = true;
                    truth.machines.get(5).created = HistoryScene.MERGED.plusSeconds(1900);
                })
                .report();
    }
}
