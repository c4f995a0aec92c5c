package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.ProgressListener;
import dev.crossfade.core.report.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Argo CD follows a symbolic link, and who reads a file by it is seen by nobody. */
class LinkedFilesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apps/x/calico.yaml|../../network/calico/calico.yaml|network/calico/calico.yaml, which the migration edits",
                "apps/x|../network/calico|network/calico, where the migration edits network/calico/",
                "clusters/x|../network|network, where the migration writes network/migration",
                "x|.|the repository's root, where the migration writes network/migration",
                "staging/applications|../network/migration/applications|network/migration/applications, where the migration writes",
                "x.yaml|kafka/broker.yaml|kafka/broker.yaml, which the migration edits",
                "x.yaml|network/cilium/values.yaml|network/cilium/values.yaml, which the migration edits",
                "network/calico/more.yaml|../../monitoring/more.yaml|monitoring/more.yaml: Calico's Application applies that"
            })
    void aLinkToWhatTheMigrationEditsIsRefused(String link, String written, String target) throws Exception {
        for (List<Problem> problems : List.of(committed(link, written), lying())) {
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.isBlocker()).isTrue();
                assertThat(problem.code()).isEqualTo(ErrorCode.FILE_SHARED);
                assertThat(problem.where().file()).isEqualTo(link);
                assertThat(problem.message()).contains("leads to " + target);
                assertThat(problem.cure()).isNotEmpty();
            });
        }
    }

    /** Whoever applies them brings back what phases remove, though no phase edits them. */
    @ParameterizedTest
    @CsvSource({
        "extra/crds.yaml,../bases/calico/crds.yaml,true",
        "extra/calico,../bases/calico,true",
        "elsewhere/crds.yaml,../bases/calico/crds.yaml,true",
        "other/crds.yaml,../bases/calico/crds.yaml,false",
        "other/calico,../bases/calico,false",
        "extra/readme.md,../bases/readme.md,false"
    })
    void aLinkToABaseOfCalicosIsRefusedButForOtherClusters(String link, String written, boolean refused)
            throws Exception {
        MapTree tree = based().with("apps/extra.yaml", application("extra", "https://kubernetes.default.svc"))
                .with("apps/other.yaml", application("other", "https://other.example.com"));
        for (List<Problem> problems : List.of(committed(tree, link, written), lying())) {
            assertThat(problems.stream().filter(problem -> problem.code() == ErrorCode.FILE_SHARED))
                    .hasSize(refused ? 1 : 0)
                    .allSatisfy(problem -> {
                        assertThat(problem.isBlocker()).isTrue();
                        assertThat(problem.where().file()).isEqualTo(link);
                        assertThat(problem.message())
                                .contains("bases/calico/crds.yaml, which Calico's kustomization builds");
                        assertThat(problem.cure()).contains("take the link out");
                    });
            assertThat(problems).noneMatch(LinkedFilesTest::isUnseen);
        }
    }

    /** Of each of them the scan would have made a refusal or a finding. */
    @ParameterizedTest
    @CsvSource({
        "extra/felix.yaml,../shared/felix.yaml",
        "extra/all,../shared",
        "extra/deep/felix.json,../../shared/../shared/felix.yaml",
        "listed/felix.yaml,../shared/felix.yaml",
        "linked,shared",
        "through,shared"
    })
    void aLinkByWhichThisClusterGetsWhatNoCheckSeesIsTold(String link, String written) throws Exception {
        for (List<Problem> problems : List.of(committed(surrounded(), link, written), lying())) {
            assertThat(problems.stream().filter(LinkedFilesTest::isUnseen))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                        assertThat(problem.where().file()).isEqualTo(link);
                        assertThat(problem.message())
                                .contains("leads to shared")
                                .contains("is not looked at");
                        assertThat(problem.cure()).contains("answer for it");
                    });
        }
    }

    /** What lies behind a link is in no commit under that name: neither committing nor stashing would change it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network|net|network/calico/calico.yaml|net/calico/calico.yaml",
                "apps/calico.yaml|real.yaml|apps/calico.yaml|apps/real.yaml",
                "network/cilium/values.yaml|../../values.yaml|network/cilium/values.yaml|values.yaml",
                "kafka|shop/kafka|kafka/broker.yaml|shop/kafka/broker.yaml"
            })
    void anInputBehindALinkIsToldAsThat(String link, String written, String input, String real) throws Exception {
        MapTree tree = Story.tree();
        String place = link.contains("/") ? link.substring(0, link.lastIndexOf('/') + 1) : "";
        String target = Path.of(place + written).normalize().toString();
        MapTree moved = new MapTree(new TreeMap<>());
        for (Map.Entry<String, String> file : tree.files().entrySet()) {
            boolean behind = file.getKey().equals(link) || file.getKey().startsWith(link + "/");
            moved = moved.with(
                    behind ? target + file.getKey().substring(link.length()) : file.getKey(), file.getValue());
        }
        for (List<Problem> problems : List.of(committed(moved, link, written), lying())) {
            assertThat(problems)
                    .allSatisfy(problem -> {
                        assertThat(problem.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND);
                        assertThat(problem.message()).startsWith(link).contains(" is a symbolic link, and the file");
                        assertThat(problem.cure())
                                .doesNotContain("stash")
                                .startsWith("put what it leads to in the link's");
                    })
                    .anySatisfy(problem -> {
                        assertThat(problem.where().file()).isEqualTo(input);
                        assertThat(problem.message()).contains("itself is " + real + ":");
                        assertThat(problem.cure()).contains("write " + real + " wherever " + input + " is named");
                    });
        }
    }

    @Test
    void anInputByALinkThatLeadsNowhereHasNoOtherNameToWrite() throws Exception {
        MapTree tree = Story.tree();
        tree.files().remove("apps/calico.yaml");
        for (List<Problem> problems : List.of(committed(tree, "apps/calico.yaml", "../../elsewhere.yaml"), lying())) {
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND);
                assertThat(problem.message()).contains("leads out of the repository");
                assertThat(problem.cure()).isEqualTo("put what it leads to in the link's place, and commit it");
            });
        }
    }

    /** In Calico's kustomization, and in one that lies over a file that phases edit. */
    @ParameterizedTest
    @CsvSource({"network/calico/kustomization.yaml,network/calico", "kafka/kustomization.yaml,kafka"})
    void aPatchByALinkIsToldAsThat(String kustomization, String at) throws Exception {
        MapTree tree = based().with("kafka/kustomization.yaml", "resources: [broker.yaml]\n");
        MapTree patched = tree.with(kustomization, tree.files().get(kustomization) + "patches: [{path: mtu.yaml}]\n")
                .with(at + "/real/mtu.yaml", "kind: DaemonSet\nmetadata: {name: calico-node}\n");
        for (List<Problem> problems : List.of(committed(patched, at + "/mtu.yaml", "real/mtu.yaml"), lying())) {
            assertThat(problems)
                    .filteredOn(problem -> problem.code() == ErrorCode.INPUT_NOT_FOUND)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.where().text()).startsWith(kustomization + ":2:");
                        assertThat(problem.message())
                                .startsWith("patch mtu.yaml is a symbolic link, and the file itself is " + at
                                        + "/real/mtu.yaml:");
                        assertThat(problem.cure())
                                .endsWith("write real/mtu.yaml in this entry, and take the link out of Git");
                    });
        }
    }

    @Test
    void whoAnswersForALinkIsHeard() throws Exception {
        MapTree tree = surrounded();
        String answered = tree.files().get("crossfade.yaml")
                + "  acknowledged: [{code: file-unreadable, reason: looked at, by: platform}]\n";
        assertThat(committed(tree.with("crossfade.yaml", answered), "extra/felix.yaml", "../shared/felix.yaml"))
                .filteredOn(problem -> problem.code() == ErrorCode.FILE_UNREADABLE)
                .extracting(Problem::severity)
                .containsExactly(Severity.NOTE);
    }

    @ParameterizedTest
    @CsvSource({
        "docs/readme.yaml,../apps/root.yaml",
        "x.yaml,crossfade.yaml",
        "x,../gitops/network/calico",
        "x,/network/calico",
        "network/calico/notes,../../docs",
        "extra/notes,../docs",
        "extra/readme.yaml,../docs/readme.md",
        "other/felix.yaml,../shared/felix.yaml",
        "other/all,../shared"
    })
    void aLinkThatIsNotForThisClusterOrLeadsToNoManifestIsNoConcern(String link, String written) throws Exception {
        for (List<Problem> problems : List.of(committed(surrounded(), link, written), lying())) {
            assertThat(problems).noneMatch(Problem::isBlocker).noneMatch(LinkedFilesTest::isUnseen);
        }
    }

    private static boolean isUnseen(Problem problem) {
        return problem.code() == ErrorCode.FILE_UNREADABLE;
    }

    /** Applications for this cluster and for another, and what only the other one is known to get. */
    private static MapTree surrounded() {
        return Story.tree()
                .with("docs/readme.md", "Nothing.\n")
                .with("shared/felix.yaml", "kind: ConfigMap\nmetadata: {name: felix}\n")
                .with("apps/shared.yaml", application("shared", "https://other.example.com"))
                .with("apps/other.yaml", application("other", "https://other.example.com"))
                .with(
                        "apps/extra.yaml",
                        application("extra", "https://kubernetes.default.svc")
                                .replace("    path: extra\n", "    path: extra\n    directory: {recurse: true}\n"))
                .with("apps/listed.yaml", application("overlay", "https://kubernetes.default.svc"))
                .with("overlay/kustomization.yaml", "resources: [../listed/felix.yaml, ../linked/felix.yaml]\n")
                .with("apps/through.yaml", application("through/one", "https://kubernetes.default.svc"));
    }

    private static MapTree based() {
        MapTree tree = Story.tree();
        String crds = tree.files().get("network/calico/crds.yaml");
        MapTree moved = tree.with("bases/calico/crds.yaml", crds)
                .with("bases/calico/kustomization.yaml", "resources: [crds.yaml]\n")
                .with("bases/readme.md", "Nothing.\n")
                .with("network/calico/kustomization.yaml", "resources: [calico.yaml, ../../bases/calico]\n")
                .with(
                        "crossfade.yaml",
                        tree.files()
                                .get("crossfade.yaml")
                                .replaceFirst(
                                        "files: \\[network/calico/calico.yaml, network/calico/crds.yaml\\]",
                                        "kustomization: network/calico"));
        moved.files().remove("network/calico/crds.yaml");
        return moved;
    }

    private static String application(String path, String server) {
        return Story.tree()
                .files()
                .get("apps/kafka.yaml")
                .replace("path: kafka", "path: " + path)
                .replace("name: kafka", "name: " + path.replace('/', '-'))
                .replace("https://kubernetes.default.svc", server);
    }

    /** What earlier phases have edited for the last time, others may link to. */
    @Test
    void aLinkThatComesLaterIsRefusedWhileTheFileIsEdited() throws Exception {
        assertThat(committed("docs/x.yaml", "../apps/root.yaml")).isEmpty();
        Workplace.open(folder, null, ProgressListener.SILENT).generate();
        try (Git git = Git.open(folder.toFile())) {
            git.merge()
                    .include(git.getRepository().resolve("crossfade/prod/plan~20"))
                    .call();
            link(git, "apps/x.yaml", "../network/calico/calico.yaml");
        }
        assertThat(problems(() ->
                        Workplace.open(folder, null, ProgressListener.SILENT).plan()))
                .extracting(problem -> problem.where().file())
                .containsExactly("apps/x.yaml");
        try (Git git = Git.open(folder.toFile())) {
            git.merge()
                    .include(git.getRepository().resolve("crossfade/prod/plan~1"))
                    .call();
        }
        assertThat(problems(() ->
                        Workplace.open(folder, null, ProgressListener.SILENT).plan()))
                .isEmpty();
    }

    /** As the plan of a repository with this link in its commit names it. */
    private List<Problem> committed(String link, String written) throws Exception {
        return committed(Story.tree(), link, written);
    }

    private List<Problem> committed(MapTree tree, String link, String written) throws Exception {
        for (Map.Entry<String, String> file : tree.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        try (Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            link(git, link, written);
        }
        return problems(
                () -> Workplace.open(folder, null, ProgressListener.SILENT).plan());
    }

    /** As it is named where no Git is asked. */
    private List<Problem> lying() {
        return problems(
                () -> Workplace.open(folder, null, ProgressListener.SILENT).plan(folder.resolveSibling("out")));
    }

    private void link(Git git, String link, String written) throws Exception {
        Files.createDirectories(folder.resolve(link).getParent());
        Files.createSymbolicLink(folder.resolve(link), Path.of(written));
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage("A link")
                .setAuthor("Anna Ops", "anna@example.com")
                .setCommitter("Anna Ops", "anna@example.com")
                .setSign(false)
                .call();
    }

    private static List<Problem> problems(Supplier<Preview> plan) {
        try {
            return plan.get().findings().stream()
                    .filter(problem -> List.of(ErrorCode.FILE_SHARED, ErrorCode.FILE_UNREADABLE)
                            .contains(problem.code()))
                    .toList();
        } catch (CrossfadeException refused) {
            return refused.problems();
        }
    }
}
