package dev.crossfade.core.inventory;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.Readers;
import dev.crossfade.core.scan.SyncedFolder;
import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the Application of a chart really takes the Installation from the file that is edited, and holds nothing else. */
record ChartOwner(Input input, CalicoSource.ValuesFile source, YamlDocument application) {

    private static final String OPERATOR = "tigera-operator";

    void check(YamlPath block) {
        List<String> files = Readers.valueFiles(application);
        int position = files.indexOf(source.valuesFile());
        if (position < 0) {
            input.block(
                    ErrorCode.APPLICATION_NOT_FOUND,
                    Where.file(source.application().file()),
                    "Application " + source.application().name() + " does not read " + source.valuesFile(),
                    "name the Application that lists the file under helm.valueFiles");
            return;
        }
        files.subList(position + 1, files.size()).forEach(file -> refuseLater(file, block));
        refuseInline(block);
        Optional<YamlPath> remote = remoteChart();
        if (remote.isPresent()) {
            requireOperatorsChart(remote.get(), block.steps().size() > 1);
        } else if (block.steps().size() > 1) {
            requireSingleDependency();
        }
    }

    /** What a later file says wins, and an edit here would do nothing. */
    private void refuseLater(String file, YamlPath block) {
        input.parse(
                        file,
                        "helm.valueFiles of Application " + source.application().name())
                .ifPresent(values -> {
                    for (YamlDocument document : values.documents()) {
                        if (document.get(block).isPresent()) {
                            input.block(
                                    ErrorCode.VALUE_CONFLICT,
                                    document.where(block),
                                    block + " stands here, too, and this file is read after " + source.valuesFile(),
                                    "keep the block in one file, and name the last one that has it");
                        }
                    }
                });
    }

    /** The name of the chart from elsewhere that gets the values file. */
    private Optional<YamlPath> remoteChart() {
        List<YamlPath> sources = new ArrayList<>(List.of(YamlPath.parse("spec.source")));
        int several =
                application.get(YamlPath.parse("spec.sources")).orElse(null) instanceof List<?> list ? list.size() : 0;
        for (int i = 0; i < several; i++) {
            sources.add(YamlPath.of("spec", "sources", i));
        }
        return sources.stream()
                .filter(path -> application.get(path.child("chart")).isPresent()
                        && application
                                        .get(path.child("helm").child("valueFiles"))
                                        .orElse(null)
                                instanceof List<?> files
                        && files.stream().anyMatch(file -> String.valueOf(file).endsWith(source.valuesFile())))
                .map(path -> path.child("chart"))
                .findFirst();
    }

    private void requireOperatorsChart(YamlPath chart, boolean dependency) {
        String name = application.get(chart).map(String::valueOf).orElse("");
        if (dependency || !name.substring(name.lastIndexOf('/') + 1).equals(OPERATOR)) {
            input.block(
                    ErrorCode.FLAVOUR_UNSUPPORTED,
                    application.where(chart),
                    "chart " + name
                            + " is not in the repository, so nobody can see what else it holds than the operator's:"
                            + " at the end the Application would take all of it along",
                    "give Calico the chart " + OPERATOR
                            + " and an Application of its own; a mirror of the chart keeps its" + " name");
        }
    }

    private void refuseInline(YamlPath block) {
        for (YamlPath helm : List.of(
                YamlPath.parse("spec.source.helm"),
                YamlPath.of("spec", "sources", 0, "helm"),
                YamlPath.of("spec", "sources", 1, "helm"))) {
            for (String inline : List.of("values", "valuesObject", "parameters")) {
                Optional<Object> found = application.get(helm.child(inline));
                if (found.filter(values -> String.valueOf(values)
                                .contains(String.valueOf(block.steps().get(0))))
                        .isPresent()) {
                    input.block(
                            ErrorCode.VALUE_CONFLICT,
                            application.where(helm.child(inline)),
                            "the Application itself says something of " + block + ", which wins over "
                                    + source.valuesFile(),
                            "move it into the values file");
                }
            }
        }
    }

    /** At the end the Application goes with all that it applied: a chart around the operator's must hold nothing else. */
    private void requireSingleDependency() {
        Optional<String> folder =
                SyncedFolder.of(application).stream().map(SyncedFolder::path).findFirst();
        String chart = folder.map(path -> path + "/Chart.yaml").orElse("Chart.yaml");
        Optional<List<?>> dependencies = input.tree()
                .read(chart)
                .map(text -> YamlFile.parse(chart, text))
                .flatMap(file -> file.documents().stream().findFirst())
                .flatMap(document -> document.get(YamlPath.of("dependencies")))
                .filter(List.class::isInstance)
                .map(list -> (List<?>) list);
        boolean operatorOnly = dependencies
                .filter(list ->
                        list.size() == 1 && list.get(0) instanceof Map<?, ?> only && OPERATOR.equals(only.get("name")))
                .isPresent();
        boolean templates = folder.isPresent()
                && !input.tree().list(folder.get() + "/templates").isEmpty();
        if (!operatorOnly || templates) {
            input.block(
                    ErrorCode.FLAVOUR_UNSUPPORTED,
                    Where.file(chart),
                    "the block " + source.path()
                            + " is that of a dependency, and the chart around it holds more than the operator's chart:"
                            + " at the end the Application would take all of it along",
                    "give Calico a chart and an Application of its own");
        }
    }
}
