package dev.crossfade.core.phase;

import dev.crossfade.core.spec.CalicoSource;
import java.util.List;
import java.util.Optional;

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
        return migration.spec().calico().source() instanceof CalicoSource.Live
                ? Optional.empty()
                : Optional.of("Calico is in Git");
    }

    @Override
    public List<Step> steps(Migration migration) {
        throw new IllegalStateException("the plan refuses calico.source.live before it asks for steps");
    }
}
