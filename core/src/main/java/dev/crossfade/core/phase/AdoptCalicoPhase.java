package dev.crossfade.core.phase;

import dev.crossfade.core.calico.LiveKeeper;
import dev.crossfade.core.inventory.CalicoHome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes Calico's live objects into Git, whole and guarded; not needed where Git owns them already. */
final class AdoptCalicoPhase implements Phase {

    @Override
    public String id() {
        return "adopt-calico";
    }

    @Override
    public String title() {
        return "adopt Calico's objects";
    }

    @Override
    public Optional<String> skipped(Migration migration) {
        return migration.inventory().calico().home() instanceof CalicoHome.Live
                ? Optional.empty()
                : Optional.of("Calico is in Git");
    }

    @Override
    public List<Step> steps(Migration migration) {
        CalicoHome.Live home = (CalicoHome.Live) migration.inventory().calico().home();
        return List.of(Step.of(id(), title(), workspace -> ((LiveKeeper) migration.keeper()).adopt(workspace))
                .word(
                        "adopted",
                        home.adopted().stream()
                                .map(export -> export.kind() + " " + export.name())
                                .collect(Collectors.joining(", ")))
                .word("live", home.folder())
                .gates("calico-generation")
                .noUndo("none, and none is needed: without these files the objects would stay as they are (guard)."));
    }
}
