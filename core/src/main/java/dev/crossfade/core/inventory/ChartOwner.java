package dev.crossfade.core.inventory;

import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationSources;
import dev.crossfade.core.scan.SyncedFolder;
import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the Application of a chart really takes the Installation from the file that is edited, and holds nothing else. */
record ChartOwner(Input input, CalicoSource.ValuesFile source, YamlDocument application) {

    static final String OPERATOR = "tigera-operator";

    /** @param felix the key of the FelixConfiguration beside the block */
    void check(YamlPath block, YamlPath felix) {
        List<String> files = ApplicationSources.valueFiles(application);
        int position = files.indexOf(source.valuesFile());
        if (position < 0) {
            boolean own = new ChartValues(input, source, application).ownFiles().anyMatch(source.valuesFile()::equals);
            input.block(
                    ErrorCode.APPLICATION_NOT_FOUND,
                    Where.file(source.application().file()),
                    "Application " + source.application().name() + (own ? " does not list " : " does not read ")
                            + source.valuesFile(),
                    own
                            ? "write valueFiles: [" + Paths.name(source.valuesFile())
                                    + "] under helm of its source: Helm reads"
                                    + " the file already, as the chart's own, so nothing changes"
                            : "name the Application that lists the file under helm.valueFiles");
            return;
        }
        ChartValues values = new ChartValues(input, source, application);
        values.refuseEarlier(files.subList(0, position), block);
        values.refuseLater(files.subList(position + 1, files.size()), block);
        values.refuseInline(block);
        values.refuseElsewhere(files, felix);
        Optional<YamlPath> remote = remoteChart();
        if (remote.isPresent()) {
            requireOperatorsChart(remote.get(), block.steps().size() > 1);
        } else if (block.steps().size() > 1) {
            requireSingleDependency();
        }
    }

    /** The name of the chart from elsewhere that gets the values file. */
    private Optional<YamlPath> remoteChart() {
        return ApplicationSources.of(application).stream()
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
