package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.values.ValuesMerge;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;

/** Installs Cilium beside Calico: it builds its overlay on every node and serves no pod yet. */
final class InstallCiliumPhase implements Phase {

    /** Without it no agent says whom it reaches (cilium, Documentation/observability/metrics.rst). */
    private static final YamlPath METRICS = YamlPath.parse("prometheus.enabled");

    @Override
    public String id() {
        return "install-cilium";
    }

    @Override
    public String title() {
        return "install Cilium beside Calico";
    }

    @Override
    public List<Step> steps(Migration migration) {
        Layout layout = migration.layout();
        return List.of(Step.of(id(), title(), workspace -> write(migration, workspace))
                .gates("cilium-nodes", "nothing-moved")
                .undoGates("nothing-migrated")
                .rollback(
                        "crossfade rollback install-cilium, not git revert, which would leave Cilium running without an"
                                + " owner: the Application first gets its cascading finalizer, then goes, and Cilium's"
                                + " objects with it, but for its CRDs and any Secret that cilium-certgen made. Only while"
                                + " no node is migrated.",
                        (before, after) -> Reversal.after(
                                prepared -> prepared.edit(
                                        layout.ciliumApplication(),
                                        file -> file.set(
                                                0,
                                                YamlPath.parse("metadata.finalizers"),
                                                List.of(Cascade.FINALIZER),
                                                null)),
                                before,
                                after)));
    }

    private static void write(Migration migration, Workspace workspace) {
        List<YamlFile> customer = migration.spec().cilium().values().stream()
                .map(path -> YamlFile.parse(path, workspace.require(path)))
                .toList();
        workspace.edit(migration.valuesFile(), last -> new PermanentValues(migration).mergeInto(last, customer));
        workspace.write(migration.layout().overlay(), overlay(migration, customer));
        workspace.write(migration.layout().ciliumApplication(), CiliumApplication.manifest(migration));
    }

    /** What the customer has already is no value of the migration's. */
    private static String overlay(Migration migration, List<YamlFile> customer) {
        YamlFile whole = YamlFile.parse(
                migration.layout().overlay(), migration.templates().yaml("install-cilium/values.migration.yaml"));
        boolean measures = METRICS.in(ValuesMerge.typed(customer))
                .filter(Boolean.TRUE::equals)
                .isPresent();
        return measures ? whole.remove(0, YamlPath.parse("prometheus")).text() : whole.text();
    }
}
