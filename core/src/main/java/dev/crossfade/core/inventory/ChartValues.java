package dev.crossfade.core.inventory;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.scan.ApplicationSources;
import dev.crossfade.core.scan.SyncedFolder;
import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The values that the Application of a chart gives it beside the file that is edited: of what is read there, they may say nothing. */
record ChartValues(Input input, CalicoSource.ValuesFile source, YamlDocument application) {

    /** What an earlier file says holds wherever the named one is silent (helm.sh/docs/chart_template_guide/values_files). */
    void refuseEarlier(List<String> files, YamlPath block) {
        Stream.concat(ownFiles(), files.stream())
                .distinct()
                .filter(file -> !file.equals(source.valuesFile()))
                .forEach(file -> refuse(
                        file,
                        block,
                        ChartValues::saysSomething,
                        "what it says holds wherever " + source.valuesFile() + ", which is read after it, says nothing",
                        "move the block into " + source.valuesFile()));
    }

    /** What a later file says wins, and an edit here would do nothing. */
    void refuseLater(List<String> files, YamlPath block) {
        files.forEach(file -> refuse(
                file,
                block,
                any -> true,
                "this file is read after " + source.valuesFile(),
                "keep the block in one file, and name the last one that has it"));
    }

    /** What is read, and never edited, stands in the named file alone. */
    void refuseElsewhere(List<String> files, YamlPath key) {
        Stream.concat(ownFiles(), files.stream())
                .distinct()
                .filter(file -> !file.equals(source.valuesFile()))
                .filter(file -> input.tree().read(file).isPresent())
                .forEach(file -> refuse(
                        file,
                        key,
                        ChartValues::configures,
                        "only " + source.valuesFile() + " is looked at for it",
                        "move it into " + source.valuesFile()));
        if (key.steps().size() == 1) {
            refuseInline(key);
        }
    }

    /** The values.yaml of a chart in the repository is read first, and is listed nowhere. */
    Stream<String> ownFiles() {
        return SyncedFolder.of(application).stream()
                .map(folder -> folder.path().isEmpty() ? "" : folder.path() + "/")
                .filter(folder -> input.tree().read(folder + "Chart.yaml").isPresent())
                .map(folder -> folder + "values.yaml")
                .filter(file -> input.tree().read(file).isPresent());
    }

    private void refuse(String file, YamlPath block, Predicate<Object> counts, String why, String cure) {
        if (input.tree().read(file).isEmpty() && ignoresMissing()) {
            return;
        }
        input.parse(
                        file,
                        "helm.valueFiles of Application " + source.application().name())
                .ifPresent(values -> {
                    for (YamlDocument document : values.documents()) {
                        if (document.get(block).filter(counts).isPresent()) {
                            input.block(
                                    ErrorCode.VALUE_CONFLICT,
                                    document.where(block),
                                    block + " stands here, too, and " + why,
                                    cure);
                        }
                    }
                });
    }

    /** The chart's own defaults are enabled: true and empty values (projectcalico/calico charts/tigera-operator/values.yaml). */
    private static boolean saysSomething(Object block) {
        return configures(block)
                || (block instanceof Map<?, ?> fields
                        && fields.get("enabled") != null
                        && !Boolean.TRUE.equals(fields.get("enabled")));
    }

    /** True where more is said than whether it is there. */
    private static boolean configures(Object block) {
        return !(block instanceof Map<?, ?> fields)
                || fields.entrySet().stream()
                        .anyMatch(field -> !field.getKey().equals("enabled")
                                && !List.of("", "null", "[]", "{}").contains(String.valueOf(field.getValue())));
    }

    private boolean ignoresMissing() {
        return helms().anyMatch(helm ->
                application.get(helm.child("ignoreMissingValueFiles")).equals(Optional.of(true)));
    }

    void refuseInline(YamlPath block) {
        helms().forEach(helm -> {
            for (String inline : List.of("values", "valuesObject", "parameters", "fileParameters")) {
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
        });
    }

    private Stream<YamlPath> helms() {
        return ApplicationSources.of(application).stream().map(path -> path.child("helm"));
    }
}
