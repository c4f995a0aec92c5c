package dev.crossfade.assembly;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Looks at a plan as a row of states: what is in Git after a phase, and which value wins there. */
record Journey(Preview preview, List<MapTree> states) {

    static Journey of(Preview preview) {
        return new Journey(preview, Story.states(preview));
    }

    List<String> ids() {
        return preview.commits().stream().map(commit -> commit.entry().id()).toList();
    }

    int index(String phase) {
        int index = ids().indexOf(phase);
        if (index < 0) {
            throw new IllegalArgumentException("no phase " + phase + " in " + ids());
        }
        return index;
    }

    PlannedCommit commit(String phase) {
        return preview.commits().get(index(phase));
    }

    /** What is in Git once the phase is merged. */
    MapTree after(String phase) {
        return states.get(index(phase) + 1);
    }

    /** The phases from the first to the last named, both included. */
    List<String> between(String first, String last) {
        return ids().subList(index(first), index(last) + 1);
    }

    /** The value that Helm would take after the phase from the files that the Application names, if any says one. */
    Optional<Object> value(String phase, String path) {
        MapTree state = after(phase);
        String application = preview.plan().migration().layout().ciliumApplication();
        List<?> files = (List<?>) read(state, application)
                .documents()
                .get(0)
                .get(YamlPath.of("spec", "sources", 0, "helm", "valueFiles"))
                .orElseThrow();
        return files.stream()
                .map(file -> read(state, String.valueOf(file).replace("$values/", "")))
                .filter(file -> !file.documents().isEmpty())
                .map(file -> file.documents().get(0).get(YamlPath.parse(path)).orElse(null))
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later);
    }

    String text(String phase, String path) {
        return after(phase)
                .read(path)
                .orElseThrow(() -> new IllegalArgumentException("no " + path + " after " + phase));
    }

    /** The phase's message without its line breaks, to look for sentences in it. */
    String prose(String phase) {
        return commit(phase).message().replaceAll("\\s+", " ");
    }

    static YamlFile read(MapTree state, String path) {
        return YamlFile.parse(path, state.read(path).orElseThrow());
    }
}
