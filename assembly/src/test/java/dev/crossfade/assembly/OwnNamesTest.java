package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names come from crossfade.yaml and from nowhere else: no default and no placeholder is left in any commit. */
class OwnNamesTest {

    private static final Variant RENAMED = Variant.renamed();

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Argo CD's own API group and command line keep their names
                "\\bargocd\\b(?!\\.argoproj\\.io| app )",
                "\\bmain\\b",
                "network/migration",
                "\\bprod\\b",
                "prod-",
                "harbour-cilium",
                "project: crossfade-",
                "AppProjects? `?crossfade-",
                "io\\.cilium\\.migration",
                "node\\.cilium\\.io/agent-not-ready",
                "=true:No",
                "NO_EXECUTE",
                "registry\\.k8s\\.io",
                "bloomberg/goldpinger:",
                "crossfade@localhost"
            })
    void noDefaultIsWritten(String name) {
        Pattern pattern = Pattern.compile(name);
        for (PlannedCommit commit : RENAMED.preview().commits()) {
            for (String line : written(commit)) {
                Matcher found = pattern.matcher(line);
                assertThat(found.find())
                        .as(commit.entry().id() + " writes: " + line)
                        .isFalse();
            }
        }
    }

    @Test
    void theNamesOfCrossfadeYamlAreWrittenInstead() {
        List<String> all = RENAMED.preview().commits().stream()
                .flatMap(commit -> written(commit).stream())
                .toList();
        String text = String.join("\n", all);
        assertThat(text)
                .contains(
                        "namespace: gitops",
                        "targetRevision: live",
                        "clusters/west/cni/",
                        "crossfade-harbour",
                        "name: the-network",
                        "project: the-move",
                        "example.com/on-cilium=true",
                        "ignore-taint.example.com/agent=pending:NoSchedule",
                        "agentNotReadyTaintKey: ignore-taint.example.com/agent",
                        "effect = \"NO_SCHEDULE\"",
                        "mirror.example.com/kubectl:v1",
                        "mirror.example.com/pinger:v2");
        YamlFile bootstrap = YamlFile.parse(
                "bootstrap.yaml", Journey.of(RENAMED.preview()).text("prepare", "clusters/west/cni/bootstrap.yaml"));
        assertThat(bootstrap.documents())
                .filteredOn(document -> "AppProject".equals(text(document, "kind")))
                .extracting(document -> text(document, "metadata.name"))
                .containsExactly("the-move", "the-move-applications");
        assertThat(RENAMED.preview().plan().migration().spec().git().author().toAuthor())
                .hasToString("Author[name=Net Team, email=net@example.com]");
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void noPlaceholderOfATemplateIsWritten(Variant variant) {
        for (PlannedCommit commit : variant.preview().commits()) {
            assertThat(written(commit)).as(commit.entry().id()).noneMatch(line -> line.contains("PLACEHOLDER"));
        }
    }

    /** The message, and the lines and paths that the commit brings in. */
    private static List<String> written(PlannedCommit commit) {
        List<String> lines = new ArrayList<>(commit.message().lines().toList());
        commit.changes().files().forEach((path, text) -> {
            lines.add(path);
            Set<String> before = Set.copyOf(
                    commit.base().read(path).orElse("").lines().distinct().toList());
            text.ifPresent(
                    now -> now.lines().filter(line -> !before.contains(line)).forEach(lines::add));
        });
        return lines;
    }

    private static String text(YamlDocument document, String path) {
        return Objects.toString(document.get(YamlPath.parse(path)).orElse(null));
    }
}
