package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that stay move one at a time, by a runbook whose commands stop at the first node that fails. */
class InPlaceTest {

    private static final Journey JOURNEY = Journey.of(Story.plan(Story.tree().with("crossfade.yaml", spec())));

    /** A kubectl that says what it is asked; labels of nodes are files, and one drain fails. */
    private static final String KUBECTL = """
            #!/bin/bash
            echo "kubectl $*" >> log
            case "$*" in
              *"-o jsonpath={range"*) ls nodes ;;
              *bootID*) cat boot 2>/dev/null || echo first ;;
              "drain broken"*) exit 1 ;;
              *podIP*|*ciliumendpoint*) echo 10.245.0.7 ;;
              *"-A -o json") echo '{"items": []}' ;;
            esac
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void bash() throws InterruptedException {
        try {
            assumeTrue(
                    new ProcessBuilder("bash", "-c", "command -v jq comm seq")
                                    .start()
                                    .waitFor()
                            == 0,
                    "needs bash and jq");
        } catch (IOException none) {
            assumeTrue(false, "needs bash");
        }
    }

    private static String spec() {
        String waves = "    waves: [{name: general, select: {pool: general}}]\n";
        return Story.replace(
                NodeFiles.story(waves).files().get("crossfade.yaml"), "strategy: replace", "strategy: inPlace");
    }

    @Test
    void titlesMessagesAndGatesSpeakOfNodesThatStay() {
        assertThat(JOURNEY.commit("node-templates").entry().title()).isEqualTo("write the runbook for the nodes");
        assertThat(JOURNEY.commit("rotate-nodes-general").entry().title()).isEqualTo("move wave general in place");
        assertThat(JOURNEY.prose("node-templates")).contains("comes up on Calico and is moved like the others");
        assertThat(JOURNEY.prose("first-nodes")).contains("No control-plane node is among them");
        assertThat(JOURNEY.prose("clean-nodes-general"))
                .contains("one more reboot of each", "nodes-rebooted: ")
                .doesNotContain("nodes-clean:");
        for (String phase : List.of("node-templates", "first-nodes", "rotate-nodes-general", "clean-nodes-general")) {
            assertThat(JOURNEY.prose(phase))
                    .doesNotContain("hand-over sheet", "new nodes", "are replaced", "templates:");
        }
    }

    @Test
    void canalsNodesHaveCanalsFileAndPods() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("canal", "files", "3.28"));
        MapTree inPlace = tree.with(
                "crossfade.yaml",
                Story.replace(tree.files().get("crossfade.yaml"), "strategy: replace", "strategy: inPlace"));
        assertThat(Journey.of(Story.plan(inPlace)).text("node-templates", "network/migration/runbook.md"))
                .contains("sudo mv 10-canal.conflist.cilium_bak 10-canal.conflist", "-l k8s-app=canal ")
                .doesNotContain("10-calico", "k8s-app=calico-node");
    }

    @Test
    void everyBlockOfTheRunbookIsBash() throws IOException, InterruptedException {
        assertThat(blocks()).hasSizeGreaterThan(10);
        for (String block : blocks()) {
            Path script = Files.writeString(folder.resolve("block.sh"), block);
            Process bash = new ProcessBuilder("bash", "-n", script.toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(bash.waitFor()).as(block).isZero();
        }
    }

    @Test
    void aNodeGoesThroughEveryStepInOrder() throws IOException, InterruptedException {
        List<String> log = run("good");

        assertThat(log)
                .filteredOn(line ->
                        line.matches(".*(cordon|drain|label node|delete pod -l|ssh|verify-network --for|uncordon).*"))
                .extracting(line -> line.replaceFirst(" --.*| -l k8s.*", ""))
                .containsExactly(
                        "kubectl cordon good",
                        "kubectl drain good",
                        "kubectl label node good",
                        "kubectl -n kube-system delete pod",
                        "ssh good sudo systemd-run",
                        "kubectl -n kube-system wait pod verify-network",
                        "kubectl uncordon good");
    }

    @Test
    void theLoopStopsAtTheFirstNodeThatFails() throws IOException, InterruptedException {
        List<String> log = run("broken", "good");

        assertThat(log).contains("kubectl cordon broken").noneMatch(line -> line.contains("good"));
        assertThat(log)
                .noneMatch(line -> line.contains("label node") || line.contains("ssh") || line.contains("uncordon"));
    }

    /** Runs the functions and the wave's loop; what they call, line by line. */
    private List<String> run(String... nodes) throws IOException, InterruptedException {
        for (String node : nodes) {
            Files.createDirectories(folder.resolve("nodes"));
            Files.writeString(folder.resolve("nodes").resolve(node), "");
        }
        command("kubectl", KUBECTL);
        command("ssh", "#!/bin/bash\necho \"ssh $*\" >> log\necho second > boot\n");
        command("sleep", "#!/bin/bash\n");
        String script = block("move() {") + block("for node in $(nodes \"$todo\"); do\n  move");
        Process bash = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(bash.waitFor()).isZero();
        return Files.readAllLines(folder.resolve("log"));
    }

    private void command(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String block(String with) {
        return "PATH=\"$PWD:$PATH\"\n"
                + blocks().stream()
                        .filter(block -> block.contains(with))
                        .findFirst()
                        .orElseThrow();
    }

    private static List<String> blocks() {
        String runbook = JOURNEY.text("node-templates", "network/migration/runbook.md");
        return Pattern.compile("(?s)```sh\n(.*?)```")
                .matcher(runbook)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toList());
    }
}
