package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as people and scripts meet it: what it prints where, and what it ends with. */
class MainTest extends CommandLine {

    @Test
    void planShowsEveryPhaseAndWritesNothing() throws IOException {
        assertThat(run("plan")).isZero();

        assertThat(out()).contains("19  remove-calico-workloads ", "[POINT OF NO RETURN]", "skipped: Calico is in Git");
        assertThat(err()).contains("reading crossfade.yaml", "version-unmaintained");
        assertThat(branches()).containsExactly("refs/heads/main");
    }

    @Test
    void generateWritesTheBranchAndSaysThatItIsAPreview() throws IOException {
        assertThat(run("generate")).isZero();

        assertThat(out()).contains("24 commits on branch crossfade/prod/plan", "not meant to be merged");
        assertThat(branches()).containsExactly("refs/heads/crossfade/prod/plan", "refs/heads/main");
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        assertThat(run("generate", "--dry-run")).isZero();

        assertThat(out()).contains("Nothing was written.");
        assertThat(branches()).containsExactly("refs/heads/main");
    }

    @Test
    void planAsJsonHasTheShapeThatScriptsRelyOn() throws IOException {
        assertThat(run("plan", "-o", "json")).isZero();

        JsonNode plan = new ObjectMapper().readTree(out());
        assertThat(plan.path("migration").asText()).isEqualTo("prod");
        assertThat(plan.path("digest").asText()).matches("[0-9a-f]{12}");
        assertThat(plan.path("phases")).hasSize(26);
        JsonNode install = plan.path("phases").get(6);
        assertThat(install.path("number").asInt()).isEqualTo(7);
        assertThat(install.path("id").asText()).isEqualTo("install-cilium");
        assertThat(install.path("title").asText()).isEqualTo("install Cilium beside Calico");
        assertThat(install.path("skipped").isNull()).isTrue();
        assertThat(install.path("undo").asText()).isEqualTo("rollback");
        assertThat(install.path("pointOfNoReturn").asBoolean()).isFalse();
        assertThat(install.path("commit").isNull()).isTrue();
        assertThat(install.path("files").findValuesAsText("change")).contains("added", "changed", "removed");
        assertThat(install.path("gates"))
                .extracting(JsonNode::asText)
                .contains("agents-ready", "nothing-moved", "argo-synced");
        JsonNode skipped = plan.path("phases").get(1);
        assertThat(skipped.path("skipped").asText()).isEqualTo("Calico is in Git");
        assertThat(plan.path("phases").findValuesAsText("pointOfNoReturn")).containsOnlyOnce("true");
    }

    @Test
    void generateAsJsonNamesTheCommits() throws Exception {
        assertThat(run("generate", "-o", "json")).isZero();

        JsonNode phases = new ObjectMapper().readTree(out()).path("phases");
        try (Git git = Git.open(folder.toFile())) {
            String tip = git.getRepository()
                    .resolve("refs/heads/crossfade/prod/plan")
                    .name();
            assertThat(phases.get(25).path("commit").asText()).isEqualTo(tip);
        }
    }

    @Test
    void problemsGoToErrAsTextAndToOutAsJson() throws IOException {
        Files.writeString(folder.resolve("network/cilium/values.yaml"), "a: 1\n");

        assertThat(run("generate")).isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(err()).contains("network/cilium/values.yaml: error:", "[input-dirty]", "commit it to main");

        out.reset();
        assertThat(run("generate", "-o", "json")).isEqualTo(1);
        JsonNode problem = new ObjectMapper().readTree(out()).path("problems").get(0);
        assertThat(problem.path("code").asText()).isEqualTo("input-dirty");
        assertThat(problem.path("severity").asText()).isEqualTo("blocker");
        assertThat(problem.path("where").path("file").asText()).isEqualTo("network/cilium/values.yaml");
        assertThat(problem.path("message").asText()).isNotBlank();
        assertThat(problem.path("cure").asText()).isNotBlank();
        assertThat(branches()).containsExactly("refs/heads/main");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-o json", "-o JSON", "-oJson", "--format=JSON", "--format json"})
    void jsonIsJsonInWhateverCaseItIsAskedFor(String option) throws IOException {
        assertThat(run(("plan " + option).split(" ", -1))).isZero();
        assertThat(new ObjectMapper().readTree(out()).get("phases")).isNotEmpty();
        out.reset();

        assertThat(run(("plan -f none.yaml " + option).split(" ", -1))).isEqualTo(2);
        assertThat(new ObjectMapper().readTree(out()).at("/problems/0/code").asText())
                .isEqualTo("spec-not-found");
        out.reset();

        assertThat(run(("plan --nonsense " + option).split(" ", -1))).isEqualTo(2);
        assertThat(new ObjectMapper().readTree(out()).at("/problems/0/code").asText())
                .isEqualTo("usage");
    }

    @Test
    void whatMustNotHappenEndsWithOneAndSaysWhatToDo() {
        PrintStream broken = new PrintStream(out, true, StandardCharsets.UTF_8) {
            @Override
            public void print(String text) {
                throw new IllegalStateException("boom");
            }
        };
        assertThat(new Main(broken, stream(err), folder).run("plan")).isEqualTo(1);
        assertThat(err())
                .contains("error: this should not happen: java.lang.IllegalStateException: boom [internal]")
                .contains("run it again with --debug and report what it prints")
                .doesNotContain("\tat ");
        assertThat(new Main(broken, stream(err), folder).run("plan", "--debug")).isEqualTo(1);
        assertThat(err()).contains("\tat dev.crossfade.cli.");
    }

    @Test
    void mistakesInTheSpecificationEndWithTwoAndComeAllAtOnce() throws IOException {
        Path file = folder.resolve("crossfade.yaml");
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replace("podCIDRs:", "podCidrs:")
                        .replace("nodes: 60", "nodes: sixty")
                        .replace("version: \"3.25\"", "version: \"3.24\""));

        assertThat(run("plan")).isEqualTo(2);

        assertThat(err())
                .contains(
                        "did you mean 'podCIDRs'?", "[spec-unknown-key]", "[spec-wrong-type]", "[version-unsupported]")
                .containsPattern("crossfade\\.yaml:\\d+:\\d+: error: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope.yaml", "network", "../nowhere/crossfade.yaml"})
    void aSpecificationThatIsNotThereEndsWithTwo(String file) {
        assertThat(run("plan", "-f", file)).isEqualTo(2);
        assertThat(err()).contains("[spec-not-found]", "-f FILE");
    }

    @Test
    void theNearestSpecificationUpwardsIsTaken() {
        Path deep = folder.resolve("network/cilium");
        assertThat(new Main(stream(out), stream(err), deep).run("plan")).isZero();
        assertThat(out()).contains("install-cilium");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plna",
                "--nope",
                "generate --outptu=x",
                "plan -o xml",
                "",
                "values",
                "explain",
                "advance --wait 5",
                "watch --listen here",
                "watch --lease crossfade",
                "watch --lease crossfade/prod --lease-duration 9s",
                "watch --lease-duration 60s",
                "watch --branch release",
                "watch --into clone"
            })
    void wrongUsageEndsWithTwoAndOneMessage(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
        assertThat(err()).contains("[usage]", "--help").doesNotContain("\tat ");
        assertThat(err().lines().filter(text -> text.contains("error:"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plan",
                "generate",
                "diff",
                "propose",
                "status",
                "rollback",
                "values",
                "values merge",
                "explain",
                "completion"
            })
    void helpOfEveryCommandHasAnExampleAndFitsATerminal(String command) {
        assertThat(run((command + " --help").strip().split(" ", -1))).isZero();
        assertThat(out()).contains("Usage: crossfade " + command, "Example:");
        assertThat(out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(out().substring(out().indexOf("Example:\n") + 9).lines())
                .as("examples on a line each")
                .allSatisfy(line -> assertThat(line).startsWith("  "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "values --help"})
    void theListOfCommandsHasAWholeSentenceOnEachLine(String line) {
        assertThat(run(line.split(" ", -1))).isZero();
        assertThat(out().substring(out().indexOf("Commands:\n") + 10).lines().takeWhile(each -> !each.isEmpty()))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each).matches("  [a-z]+ +[A-Z].*\\."));
    }

    @Test
    void aSpecificationThatIsALinkOutOfTheRepositoryIsRefused() throws IOException {
        Path outside = folder.resolveSibling(folder.getFileName() + "-outside.yaml");
        Files.move(folder.resolve("crossfade.yaml"), outside);
        Files.createSymbolicLink(folder.resolve("crossfade.yaml"), outside);
        assertThat(run("plan")).isEqualTo(2);
        assertThat(err()).contains("leads out of the repository", "[spec-not-found]");
    }

    @Test
    void valuesMergeAsHelmDoesAndKeepTheFirstFilesComments() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "# ours\na: 1 # one\nb: {c: 2}\n");
        Files.writeString(folder.resolve("b.yaml"), "b: {d: 3}\n");

        assertThat(run("values", "merge", "a.yaml", "b.yaml")).isZero();
        assertThat(out()).isEqualTo("# ours\na: 1 # one\nb: {c: 2, d: 3}\n");

        assertThat(run("values", "merge", "a.yaml", "nope.yaml")).isEqualTo(2);
        Files.writeString(folder.resolve("b.yaml"), "b: 1\nb: 2\n");
        assertThat(run("values", "merge", "a.yaml", "b.yaml")).isEqualTo(2);
        assertThat(err()).contains("there is no nope.yaml", "[yaml-duplicate-key]", "lines 1 and 2");
        Files.writeString(folder.resolve("b.yaml"), "- a list\n");
        assertThat(run("values", "merge", "a.yaml", "b.yaml")).isEqualTo(2);
    }

    @Test
    void pagesExplainPhasesAndTheirExtraCommits() {
        assertThat(run("explain", "remove-calico-workloads-prune")).isZero();
        assertThat(out()).startsWith("## `remove-calico-workloads`");
        assertThat(run("explain", "no-such-thing")).isEqualTo(2);
        assertThat(err()).contains("no-such-thing", "install-cilium");
        assertThat(run("explain", "prepare-typo")).isEqualTo(2);
        assertThat(run("explain", "INPUT-DIRTY")).isZero();
        assertThat(run("explain", "input-dirt")).isEqualTo(2);
        assertThat(err()).contains("did you mean 'input-dirty'?");
        out.reset();
        assertThat(run("explain", "probe-missing")).isZero();
        assertThat(out()).startsWith("## `probe-missing`").doesNotContain("\n# ");
    }

    @Test
    void anInstallThatTheFilesContradictIsNamedAtItsKey() throws IOException {
        Path spec = folder.resolve("crossfade.yaml");
        String text = Files.readString(spec).replace("install: manifest", "install: operator");
        Files.writeString(spec, text);

        assertThat(run("generate", "--output", "out")).isEqualTo(1);

        long line = text.lines()
                        .takeWhile(each -> !each.contains("install: operator"))
                        .count()
                + 1;
        assertThat(err()).contains("crossfade.yaml:" + line + ":5: error: ", "[calico-not-found]");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void completionIsAScriptThatBashAccepts() throws Exception {
        assertThat(run("completion", "bash")).isZero();
        assertThat(out()).contains("generate", "values");
        Path script = Files.writeString(folder.resolve("completion.sh"), out());
        if (GitOpsRepository.has("bash")) {
            Process bash = new ProcessBuilder("bash", "-n", script.toString()).start();
            assertThat(bash.waitFor()).isZero();
        }
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(run("--version")).isZero();
        assertThat(out()).matches("crossfade \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }
}
