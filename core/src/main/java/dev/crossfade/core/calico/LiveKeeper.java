package dev.crossfade.core.calico;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.LiveExport;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.SyncOptions;
import dev.crossfade.core.spec.AddressDetection;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Calico that Git does not keep: what must change was adopted into the migration's folder, and Jobs delete the rest. */
public final class LiveKeeper implements CalicoKeeper {

    /** Annotation with the generation at export: it must not move when Argo CD takes the object over. */
    public static final String GENERATION = "crossfade.dev/adopted-generation";

    private static final String GUARD_WHY =
            "migration: the object outlives this file; ends with remove-calico-workloads-prune";

    private static final String GENERATION_WHY = "migration: the generation at export; adopt-calico must not move it";

    private static final String NO_GENERATION = "migration: no generation, as the API server counts none of this kind";

    private final CalicoInventory calico;
    private final CalicoHome.Live home;
    private final Function<CalicoHome.Export, String> manifests;

    LiveKeeper(CalicoInventory calico, CalicoHome.Live home, Function<CalicoHome.Export, String> manifests) {
        this.calico = calico;
        this.home = home;
        this.manifests = manifests;
    }

    /** Writes the objects as the export has them by now, whole and guarded. */
    public void adopt(Workspace workspace) {
        for (CalicoHome.Export export : home.adopted()) {
            String source = calico.object(export.kindAndName()).orElseThrow().file();
            YamlFile exported = YamlFile.parse(source, workspace.require(source));
            long generation = generation(exported, export);
            // the guard comes second, because what says why it is there must leave together with it
            YamlFile manifest = LiveExport.manifest(exported, export.kindAndName())
                    .set(
                            0,
                            YamlPath.of("metadata", "annotations", GENERATION),
                            String.valueOf(generation),
                            generation == 0 ? NO_GENERATION : GENERATION_WHY)
                    .set(0, YamlPath.of("metadata", "annotations", SyncOptions.NAME), SyncOptions.GUARD, GUARD_WHY);
            workspace.write(manifests.apply(export), manifest.text());
        }
    }

    /** Of a newer export, where there is one. */
    private static long generation(YamlFile exported, CalicoHome.Export export) {
        long generation = LiveExport.generation(exported, export.kindAndName());
        if (generation == 0 && export.generation() != 0) {
            throw new CrossfadeException(
                    ErrorCode.CALICO_EXPORT_INCOMPLETE,
                    Where.file(exported.name()),
                    export.kindAndName() + " has no metadata.generation any more: the export is not whole",
                    "export it anew, as the API server has it");
        }
        return generation;
    }

    @Override
    public String pinned() {
        return file(calico.pinnedObject());
    }

    @Override
    public void pin(Workspace workspace, AddressDetection detection, String why) {
        DeclaredObject object = calico.pinnedObject();
        workspace.edit(file(object), file -> ManifestKeeper.pin(file, object, detection, why));
    }

    @Override
    public void release(Workspace workspace) {
        home.adopted()
                .forEach(export -> workspace.edit(manifests.apply(export), file -> SyncOptions.withoutGuard(file, 0)));
    }

    @Override
    public boolean keeps(DeclaredObject object) {
        return home.adopted().stream().anyMatch(export -> export.kindAndName().equals(object.kindAndName()));
    }

    @Override
    public void remove(Workspace workspace, Predicate<DeclaredObject> choice) {
        calico.objects().stream()
                .filter(this::keeps)
                .filter(choice)
                .map(this::file)
                .filter(path -> workspace.read(path).isPresent())
                .forEach(workspace::delete);
    }

    @Override
    public List<String> losing(Predicate<DeclaredObject> choice) {
        return calico.objects().stream()
                .filter(this::keeps)
                .filter(choice)
                .map(this::file)
                .distinct()
                .toList();
    }

    @Override
    public boolean endsWithApplication() {
        return false;
    }

    @Override
    public void arm(Workspace workspace, String finalizer, Predicate<DeclaredObject> rest) {
        throw new IllegalStateException("an adopted Calico has no Application of its own");
    }

    @Override
    public void end(Workspace workspace, Predicate<DeclaredObject> rest) {
        remove(workspace, rest);
    }

    private String file(DeclaredObject object) {
        return home.adopted().stream()
                .filter(export -> export.kindAndName().equals(object.kindAndName()))
                .findFirst()
                .map(manifests)
                .orElseThrow();
    }
}
