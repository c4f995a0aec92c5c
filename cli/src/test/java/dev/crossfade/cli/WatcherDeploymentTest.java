package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Holds argo/watcher/base/deployment.yaml to the command line and the image that it runs. */
class WatcherDeploymentTest {

    private static final Path ROOT = Path.of(System.getProperty("crossfade.root", ".."));

    private final Content pod = read().at("spec", "template", "spec").orElseThrow();
    private final Content container = pod.items("containers").get(0);

    private static Content read() {
        try {
            String text = Files.readString(ROOT.resolve("argo/watcher/base/deployment.yaml"));
            return Content.of(
                    YamlFile.parse("deployment.yaml", text).documents().get(0).root());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void itsArgumentsAreThoseOfTheCommand() {
        String[] arguments = container.items("args").stream()
                .map(argument -> argument.text().orElseThrow())
                .toArray(String[]::new);

        CommandLine.ParseResult parsed = new CommandLine(
                        new CrossfadeCommand(new Console(System.out, System.err, Path.of(""))))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments)
                .subcommand();

        assertThat(parsed.commandSpec().name()).isEqualTo("watch");
        assertThat(parsed.matchedOptionValue("--listen", "")).isEqualTo("$(LISTEN_HOST):9645");
        assertThat(container.items("ports").get(0).text("containerPort")).contains("9645");
        assertThat(container.items("env"))
                .extracting(variable -> variable.text("name").orElse(""))
                .contains("MIGRATION", "REPOSITORY", "BRANCH", "LISTEN_HOST", "POD_NAMESPACE", "HOSTNAME");
    }

    /** What the network does that is being changed must not decide whether it is watched. */
    @Test
    void itStandsOnTheHostsNetworkAndStaysOnNodesThatAreNotReady() {
        assertThat(pod.isTrue("hostNetwork")).isTrue();
        assertThat(pod.text("dnsPolicy")).contains("Default");
        assertThat(tolerated())
                .contains(
                        "node.cilium.io/agent-not-ready",
                        "node.kubernetes.io/network-unavailable",
                        "node.kubernetes.io/not-ready",
                        "node-role.kubernetes.io/control-plane")
                .doesNotContain("node.kubernetes.io/unschedulable", "");
    }

    /** A toleration without an end would keep the one pod on a machine that is gone. */
    @Test
    void aNodeThatIsGoneIsLeft() {
        assertThat(pod.items("tolerations"))
                .filteredOn(each -> each.text("key").orElse("").equals("node.kubernetes.io/unreachable"))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.number("tolerationSeconds").orElse(0)).isBetween(1L, 120L));
    }

    private List<String> tolerated() {
        return pod.items("tolerations").stream()
                .map(each -> each.text("key").orElse(""))
                .toList();
    }

    @Test
    void itNeedsNothingOfItsNodeButTheNetwork() {
        assertThat(pod.isTrue("securityContext", "runAsNonRoot")).isTrue();
        assertThat(pod.text("securityContext", "seccompProfile", "type")).contains("RuntimeDefault");
        assertThat(container.text("securityContext", "allowPrivilegeEscalation"))
                .contains("false");
        assertThat(container.isTrue("securityContext", "readOnlyRootFilesystem"))
                .isTrue();
        assertThat(container.items("securityContext", "capabilities", "drop"))
                .extracting(each -> each.text().orElse(""))
                .containsExactly("ALL");
        assertThat(pod.items("volumes"))
                .allSatisfy(volume -> assertThat(volume.at("hostPath")).isEmpty());
    }

    @Test
    void itsUserAndFolderAreThoseOfTheImage() throws IOException {
        String image = Files.readString(ROOT.resolve("cli/pom.xml"));
        String user = pod.text("securityContext", "runAsUser").orElseThrow();

        assertThat(image)
                .contains("<user>" + user + ":"
                        + pod.text("securityContext", "runAsGroup").orElseThrow() + "</user>")
                .contains("<workingDirectory>" + container.text("workingDir").orElseThrow() + "</workingDirectory>");
        assertThat(container.items("volumeMounts"))
                .extracting(mount -> mount.text("mountPath").orElse(""))
                .contains("/work", "/tmp");
        assertThat(container.text("resources", "limits", "memory")).contains("768Mi");
    }
}
