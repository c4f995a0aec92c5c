package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.Crossfade;
import dev.crossfade.core.SpecFile;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.ProgressListener;
import dev.crossfade.core.report.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that nobody here can read: those that Argo CD may read are told, all others are nobody's business. */
class UnreadableFilesTest {

    private static final String SPEC = "crossfade.yaml";

    /** It reads the migration's folder, and sigs.k8s.io/yaml takes its last path. */
    private static final String TWO_PATHS = """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: shop}
            spec:
              source:
                path: shop
                path: network/migration/manifests
            """;

    @Test
    void anApplicationWithAKeyThatStandsTwiceIsTold() {
        assertThat(told(Story.tree().with("apps/shop.yaml", TWO_PATHS)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.where().file()).isEqualTo("apps/shop.yaml");
                    assertThat(problem.where().line()).isEqualTo(7);
                    assertThat(problem.message())
                            .contains("'path' stands twice")
                            .doesNotContain("Helm");
                });
    }

    /** Beside an expression, too, which a file that is a template would have. */
    @Test
    void aMergeThatNobodyHasResolvedIsToldAsThat() {
        String values = Story.tree().files().get("network/cilium/values.yaml") + "a: {{ b }}\n<<<<<<< HEAD\nc: 1\n";
        assertThatThrownBy(() -> Story.plan(Story.tree().with("network/cilium/values.yaml", values)))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.message()).contains("a conflict marker, <<<<<<<, stands here");
                                    assertThat(problem.where().line())
                                            .isEqualTo((int) values.lines().count() - 1);
                                }));
        assertThat(told(Story.tree().with("apps/shop.yaml", "kind: Application\n=======\nmetadata: {name: x}\n")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.message()).contains("a conflict marker, =======, stands here");
                    assertThat(problem.cure()).startsWith("resolve the merge");
                });
    }

    @Test
    void readAsArgoCdReadsItItWouldHaveBeenRefused() {
        String once = TWO_PATHS.replace("    path: shop\n", "");
        assertThatThrownBy(() -> Story.plan(Story.tree().with("apps/shop.yaml", once)))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::code)
                                .contains(ErrorCode.PATH_SHARED));
    }

    @Test
    void whoAnswersForItIsHeard() {
        MapTree tree = Story.tree().with("apps/shop.yaml", TWO_PATHS);
        String answered = tree.files().get(SPEC)
                + "  acknowledged: [{code: file-unreadable, reason: it reads shop alone, by: platform}]\n";
        assertThat(told(tree.with(SPEC, answered)))
                .singleElement()
                .extracting(Problem::severity)
                .isEqualTo(Severity.NOTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources: [a.yaml]\nresources: [b.yaml]\n",
                "resources: [a.yaml\n",
            })
    void aKustomizationIsToldToo(String text) {
        assertThat(told(Story.tree().with("shop/kustomization.yaml", text)))
                .extracting(problem -> problem.where().file())
                .containsExactly("shop/kustomization.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{- if .Values.a }}\napiVersion: argoproj.io/v1alpha1\nkind: Application\n{{- end }}\n",
                "{{- range .Values.apps }}\n---\nkind: ApplicationSet\n{{- end }}\n",
                "{{- range .Values.apps }}\n---\nkind: \"Application\"\n{{- end }}\n"
            })
    void aTemplateThatMakesApplicationsIsTold(String text) {
        assertThat(told(Story.tree().with("charts/a/templates/app.yaml", text)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.where().file()).isEqualTo("charts/a/templates/app.yaml");
                    assertThat(problem.where().line()).isEqualTo(3);
                    assertThat(problem.where().column()).isEqualTo(1);
                    assertThat(problem.message()).contains("what its Applications apply or share is not checked");
                    assertThat(problem.cure()).contains("helm template", "answer for it");
                });
    }

    /** Argo CD's own chart is one that has them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{- if .Values.a }}\nkind: Deployment\n{{- end }}\n",
                "{{- if .Values.a }}\nkind: ApplicationController\n{{- end }}\n",
                "{{- if .Values.a }}\nkind: DaemonSet\n{{- end }}\n",
                "{{- if .Values.a }}\nkind: CustomResourceDefinition\nspec:\n  names:\n    kind: Application\n{{- end }}\n"
            })
    void anyOtherTemplateIsNot(String text) {
        assertThat(told(Story.tree().with("charts/a/templates/app.yaml", text))).isEmpty();
    }

    @Test
    void filesThatConcernNobodyAreNot() {
        assertThat(told(Story.tree()
                        .with(
                                "charts/a/templates/kustomization.yaml",
                                "{{- if .Values.a }}\nresources: []\n{{- end }}\n")
                        .with("shop/broken.yaml", "kind: Deployment\nkind: Deployment\n")))
                .isEmpty();
    }

    @Test
    void aFileThatIsNoTextStopsNoPlan(@TempDir Path folder) throws IOException {
        for (Map.Entry<String, String> file : Story.tree().files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Files.write(folder.resolve("secret.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Files.createDirectories(folder.resolve("shop"));
        Files.write(folder.resolve("shop/kustomization.yaml"), new byte[] {(byte) 0xc3, 0x28});

        Preview preview = new Crossfade(new ClasspathTemplates(), ProgressListener.SILENT)
                .plan(
                        new SpecFile(SPEC, Story.tree().files().get(SPEC)),
                        new FolderTree(folder, folder.resolve("out")));

        assertThat(preview.commits())
                .extracting(commit -> commit.changes())
                .isEqualTo(Story.preview().commits().stream()
                        .map(commit -> commit.changes())
                        .toList());
    }

    private static List<Problem> told(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.FILE_UNREADABLE)
                .toList();
    }
}
