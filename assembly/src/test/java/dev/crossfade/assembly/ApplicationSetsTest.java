package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ApplicationSets and charts of kustomizations read of what the migration edits and writes. */
class ApplicationSetsTest {

    private static final String SET = "apps/fleet.yaml";
    private static final String REPOSITORY = "https://git.example.com/platform/gitops.git";
    private static final String LIST = "{list: {elements: [{name: a, values: x}, {name: b, values: z}]}}";
    private static final String CLUSTERS = "{clusters: {}}";

    /** A generator, a source of the template, the finding or refusal, and what it says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CLUSTERS|{chart: cilium, repoURL: x, helm: {valueFiles: [$v/network/cilium/values.yaml]}}|BLOCKER file-shared|ApplicationSet fleet (apps/fleet.yaml) reads it, too",
                "LIST|{chart: cilium, repoURL: x, helm: {valueFiles: ['$v/network/cilium/{{values}}.yaml']}}||",
                "{list: {elements: [{file: values}]}}|{chart: cilium, repoURL: x, helm: {valueFiles: ['$v/network/cilium/{{ .file }}.yaml']}}|BLOCKER file-shared|reads it, too",
                "CLUSTERS|{chart: cilium, repoURL: x, helm: {valueFiles: ['$v/network/{{name}}/values.yaml']}}|WARNING file-shared|by 'network/{{name}}/values.yaml', and what becomes of that cannot be known here",
                "CLUSTERS|{chart: cilium, repoURL: x, helm: {valueFiles: ['$v/clusters/{{name}}/values.yaml']}}||",
                "CLUSTERS|{chart: cilium, repoURL: x, helm: {valueFiles: ['$other/network/cilium/values.yaml']}}||",
                "CLUSTERS|{repoURL: OURS, path: network/cilium, helm: {valueFiles: [values.yaml]}}|BLOCKER file-shared|reads it, too",
                "CLUSTERS|{repoURL: OURS, path: network/calico}|BLOCKER file-shared|reads it, too",
                "CLUSTERS|{repoURL: 'git@git.example.com:platform/gitops.git', path: ./network/calico/}|BLOCKER file-shared|reads it, too",
                "CLUSTERS|{repoURL: 'https://git.example.com/other/gitops.git', path: network/calico}||",
                "CLUSTERS|{repoURL: OURS, path: 'network/{{.name}}'}|WARNING file-shared|by 'network/{{.name}}'",
                "CLUSTERS|{repoURL: OURS, path: 'clusters/{{.name}}'}||",
                "{git: {repoURL: OURS, directories: [{path: network/cal*}]}}|{repoURL: OURS, path: '{{path}}'}|BLOCKER file-shared|reads it, too",
                "{git: {repoURL: OURS, directories: [{path: network/*}, {path: network/c*, exclude: true}]}}|{repoURL: OURS, path: '{{.path.path}}'}||",
                "{git: {repoURL: OURS, directories: [{path: 'shop*'}]}}|{repoURL: OURS, path: '{{.path.path}}'}||",
                "{git: {repoURL: OURS, files: [{path: 'network/**/crds.yaml'}]}}|{repoURL: OURS, path: '{{.path.path}}'}|BLOCKER file-shared|reads it, too",
                "{git: {repoURL: OURS, files: [{path: 'network/*/values.yaml'}]}}|{repoURL: OURS, path: shop}|WARNING file-shared|for parameters, by its git generator",
                "{matrix: {generators: [{clusters: {}}, {git: {repoURL: OURS, directories: [{path: network/*}]}}]}}|{repoURL: OURS, path: '{{path}}'}|BLOCKER file-shared|reads it, too",
                "{merge: {mergeKeys: [a], generators: [{clusters: {}}, {git: {repoURL: OURS, directories: [{path: network/*}]}}]}}|{repoURL: OURS, path: '{{path}}'}|BLOCKER file-shared|reads it, too",
                "CLUSTERS|{repoURL: '{{.repo}}', path: network/calico}|BLOCKER file-shared|reads it, too",
                "LIST, {clusters: {}}|{chart: cilium, repoURL: x, helm: {valueFiles: ['$v/network/cilium/{{values}}.yaml']}}|WARNING file-shared|by 'network/cilium/{{values}}.yaml'",
                "CLUSTERS|{repoURL: OURS, path: 'network/c{{.name}}o'}, {repoURL: OURS, path: network/calico}|BLOCKER file-shared|reads it, too",
                "CLUSTERS|{repoURL: OURS, path: network/cilium, helm: {valueFiles: [/network/cilium/values.yaml]}}|BLOCKER file-shared|reads it, too",
                "CLUSTERS|{repoURL: OURS, path: shop, helm: {valueFiles: [/network/cilium/values.yaml]}}|BLOCKER file-shared|reads it, too",
                "CLUSTERS|{repoURL: OURS, path: shop, helm: {valueFiles: [network/cilium/values.yaml]}}||",
                "{git: {repoURL: OURS, directories: [{path: 'network/calic?'}]}}|{repoURL: OURS, path: '{{path}}'}|BLOCKER file-shared|reads it, too",
                "{git: {repoURL: OURS, directories: [{path: 'network?calico'}]}}|{repoURL: OURS, path: '{{path}}'}||",
                "{git: {repoURL: OURS, directories: [{path: 'network/[a-c]alico'}]}}|{repoURL: OURS, path: '{{path}}'}|BLOCKER file-shared|reads it, too",
                "{git: {repoURL: OURS, directories: [{path: 'network/[^c]*'}]}}|{repoURL: OURS, path: '{{path}}'}||",
                "{git: {repoURL: OURS, directories: [{path: 'network/[c'}]}}|{repoURL: OURS, path: '{{path}}'}||",
                "{git: {repoURL: OURS, directories: [{path: 'net**calico'}]}}|{repoURL: OURS, path: '{{path}}'}||",
                "{git: {repoURL: OURS, directories: [{path: 'network/{{.name}}'}]}}|{repoURL: OURS, path: '{{path}}'}|WARNING file-shared|by '{{path}}'",
                "{git: {repoURL: OURS, files: [{path: 'net*/crds.yaml'}]}}|{repoURL: OURS, path: '{{.path.path}}'}|WARNING file-shared|by '{{.path.path}}'",
                "{git: {repoURL: OURS, files: [{path: 'network/*/crd?.yaml'}]}}|{repoURL: OURS, path: '{{.path.path}}'}|BLOCKER file-shared|reads it, too",
                "{git: {repoURL: OURS, files: [{path: 'network/**/*.yaml'}, {path: 'network/*', exclude: true}]}}|{repoURL: OURS, path: '{{.path.path}}'}|WARNING file-shared|by '{{.path.path}}'",
                "{git: {repoURL: OURS, files: [{path: 'network/**/*.yaml'}, {path: 'network/**', exclude: true}]}}|{repoURL: OURS, path: '{{.path.path}}'}||",
                "{git: {repoURL: OURS, files: [{path: 'network/[!x]*/crds.yaml'}]}}|{repoURL: OURS, path: '{{.path.path}}'}|BLOCKER file-shared|reads it, too",
                "{clusters: {template: {spec: {sources: [{repoURL: OURS, path: network/calico}]}}}}|{repoURL: OURS, path: shop}|BLOCKER file-shared|reads it, too",
                "{clusters: {template: {spec: {sources: [{repoURL: OURS, path: shop}]}}}}|{repoURL: OURS, path: network/calico}||",
                "{clusters: {template: {spec: {sources: [{repoURL: OURS, path: shop}]}}}}, {clusters: {}}|{repoURL: OURS, path: network/calico}|BLOCKER file-shared|reads it, too",
                "{list: {elements: [{at: calico}], template: {spec: {source: {repoURL: OURS, path: 'network/{{at}}'}}}}}|{repoURL: OURS, path: shop}|BLOCKER file-shared|reads it, too"
            })
    void whatAnApplicationSetReadsIsNamed(String generator, String source, String what, String says) {
        List<Problem> problems = shared(problems(
                set(generator, "sources: [" + source + ", {repoURL: OURS, ref: v}, {repoURL: z, ref: other}]", "")));
        if (what == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.severity() + " " + problem.code().id()).isEqualTo(what);
                assertThat(problem.message()).contains(says);
            });
            assertThat(problems)
                    .allSatisfy(problem -> assertThat(problem.where().file())
                            .isIn(
                                    problem.isBlocker()
                                            ? Set.of(
                                                    "network/cilium/values.yaml",
                                                    "network/calico/calico.yaml",
                                                    "network/calico/crds.yaml")
                                            : Set.of(SET)));
        }
    }

    /** A kustomization lists what it reads, and a chart reads its own values: neither folder is one of plain manifests. */
    @ParameterizedTest
    @CsvSource({"kustomization.yaml,false", "Chart.yaml,true", "README.md,true"})
    void aFolderOfAToolsReadsWhatTheToolReads(String beside, boolean reads) {
        String set = set("CLUSTERS", "source: {repoURL: OURS, path: network/cilium}", "");
        List<Problem> problems = problems(
                Story.tree().with("network/cilium/" + beside, "name: ours\n").with(SET, set));
        assertThat(problems).hasSize(reads ? 1 : 0).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FILE_SHARED);
            assertThat(problem.where().file()).isEqualTo("network/cilium/values.yaml");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: {source: {helm: {valueFiles: [$v/network/cilium/values.yaml]}}}",
                "{{- if .x }}\\nspec:\\n  source:\\n    path: network/{{ .name }}\\n{{- end }}"
            })
    void aPatchOfTheTemplateIsReadForPaths(String patch) {
        String templatePatch = "  templatePatch: |\n    " + patch.replace("\\n", "\n    ") + "\n";
        List<Problem> problems =
                shared(problems(set("CLUSTERS", "source: {repoURL: OURS, path: shop}", templatePatch)));
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.code()).isEqualTo(ErrorCode.FILE_SHARED);
            assertThat(problem.cure()).contains("argocd appset generate " + SET);
        });
        assertThat(problems(set(
                        "CLUSTERS",
                        "source: {repoURL: OURS, path: shop}",
                        "  templatePatch: |\n    spec: {source: {path: shop/{{ .name }}}}\n")))
                .isEmpty();
    }

    /** A generator, whether it recurses, and what it is to the migration's folder. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{git: {repoURL: OURS, directories: [{path: network/migration/*}]}}|false|BLOCKER",
                "{git: {repoURL: OURS, directories: [{path: network/mig*}]}}|true|BLOCKER",
                "{git: {repoURL: OURS, directories: [{path: network/mig*}]}}|false|BLOCKER",
                "{git: {repoURL: OURS, directories: [{path: network/*}]}}|false|BLOCKER",
                "{git: {repoURL: OURS, directories: [{path: network/*}, {path: network/migration, exclude: true}]}}|false|",
                "{git: {repoURL: OURS, directories: [{path: network/*/*}, {path: network/migration/*, exclude: true}]}}|false|",
                "{git: {repoURL: OURS, files: [{path: 'network/migration/**/*.yaml'}]}}|false|BLOCKER",
                "{git: {repoURL: 'https://x.example.com/o/r', directories: [{path: network/migration/*}]}}|false|WARNING"
            })
    void aGeneratorThatCoversTheMigrationsFolderIsNamed(String generator, boolean recurse, String severity) {
        String source = "source: {repoURL: OURS, path: '{{path}}', directory: {recurse: " + recurse + "}}";
        List<Problem> problems = problems(set(generator, source, "")).stream()
                .filter(problem -> problem.code() == ErrorCode.PATH_SHARED)
                .toList();
        if (severity == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.severity()).hasToString(severity);
                assertThat(problem.message()).contains("ApplicationSet fleet (apps/fleet.yaml)", "network/migration");
            });
        }
    }

    /** An Application's own file has one reader: the set that stands above it is no second one. */
    @Test
    void theOneReaderOfAnApplicationsFileMayBeASet() {
        MapTree tree = Story.tree();
        tree.files().remove("apps/root.yaml");
        String set = set("CLUSTERS", "source: {repoURL: OURS, path: apps}", "");
        assertThat(Story.plan(tree.with("roots/fleet.yaml", set)).commits()).isNotEmpty();
        assertThat(problems(set))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.where().file()).isEqualTo("apps/calico.yaml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "helmCharts: [{name: cilium, valuesFile: ../network/cilium/values.yaml}]",
                "helmCharts: [{name: cilium, additionalValuesFiles: [a.yaml, ../network/cilium/values.yaml]}]",
                "configMapGenerator: [{name: a, files: [values.yaml=../network/cilium/values.yaml]}]",
                "patchesJson6902: [{target: {kind: A}, path: ../network/cilium/values.yaml}]"
            })
    void aKustomizationReadsValuesPatchesAndWhatItGeneratesFrom(String field) {
        assertThat(problems(Story.tree().with("shop/kustomization.yaml", field + "\n")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.FILE_SHARED);
                    assertThat(problem.where().file()).isEqualTo("network/cilium/values.yaml");
                    assertThat(problem.message()).contains("shop/kustomization.yaml reads it, too");
                });
    }

    private static String set(String generator, String source, String more) {
        return ("apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: fleet, namespace: argocd}\nspec:\n"
                        + "  generators: ["
                        + generator.replace("CLUSTERS", CLUSTERS).replace("LIST", LIST) + "]\n"
                        + "  template:\n    metadata: {name: '{{name}}'}\n    spec:\n      syncPolicy: {automated: {}}\n      "
                        + source + "\n" + more)
                .replace("OURS", REPOSITORY);
    }

    private static List<Problem> shared(List<Problem> problems) {
        return problems.stream()
                .filter(problem ->
                        !Set.of(ErrorCode.PATH_SHARED, ErrorCode.CILIUM_PRESENT).contains(problem.code()))
                .toList();
    }

    private static List<Problem> problems(String set) {
        return problems(Story.tree().with(SET, set));
    }

    /** Findings, or the refusal. */
    private static List<Problem> problems(MapTree tree) {
        try {
            return Story.plan(tree).findings().stream()
                    .filter(problem ->
                            Set.of(ErrorCode.FILE_SHARED, ErrorCode.PATH_SHARED).contains(problem.code()))
                    .toList();
        } catch (CrossfadeException refused) {
            return refused.problems();
        }
    }
}
