package dev.crossfade.core.inventory;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a Calico that a kustomization builds, with the bases that it names in this repository. */
final class KustomizationReader {

    private final Input input;
    private final CalicoNames names;
    private final KustomizationBuild build;
    private final List<KeptObject> objects = new ArrayList<>();

    KustomizationReader(Input input, CalicoNames names) {
        this.input = input;
        this.names = names;
        this.build = new KustomizationBuild(input);
    }

    CalicoReader.@Nullable Found read(CalicoSource.Kustomization source) {
        OwnerReader.FolderOwner owner = OwnerReader.folder(input, source.application());
        Optional<YamlFile> file = build.kustomization(source.kustomization());
        if (owner == null || file.isEmpty()) {
            return null;
        }
        if (!owner.folder().path().equals(source.kustomization())) {
            input.block(
                    ErrorCode.APPLICATION_NOT_FOUND,
                    Where.file(source.application().file()),
                    "Application " + source.application().name() + " syncs "
                            + owner.folder().path() + ", not " + source.kustomization(),
                    "name the Application that builds the kustomization");
            return null;
        }
        List<CalicoHome.Entry> entries = new ArrayList<>();
        boolean others = !build.generators().isEmpty();
        for (String name : KustomizationBuild.items(file.get(), "resources", "bases")) {
            Optional<CalicoHome.Entry> entry = entry(source.kustomization(), name, file.get());
            entry.ifPresent(entries::add);
            others |= entry.isEmpty();
        }
        List<KeptObject> patched = build.patched(file.get(), objects);
        new LatePatches(input, file.get()).check(patched);
        new OtherNamespace(input, names).check(build.placed());
        return new CalicoReader.Found(
                patched,
                build.touched(),
                new CalicoHome.Kustomized(
                        owner.application(),
                        file.get().name(),
                        entries,
                        !others && entries.stream().noneMatch(CalicoHome.Entry::mixed),
                        gone(patched)));
    }

    private List<String> gone(List<KeptObject> patched) {
        List<DeclaredObject> left = patched.stream().map(KeptObject::object).toList();
        return objects.stream()
                .map(KeptObject::object)
                .filter(object -> !left.contains(object))
                .map(DeclaredObject::kindAndName)
                .toList();
    }

    /** What an entry holds, or nothing where none of it is Calico's. */
    private Optional<CalicoHome.Entry> entry(String folder, String name, YamlFile kustomization) {
        int generators = build.generators().size();
        List<KeptObject> found = build.resource(folder, name, kustomization);
        boolean generates = build.generators().size() > generators;
        List<KeptObject> calicos = found.stream()
                .filter(kept -> names.are(kept.object()) && !names.stays(kept.object()))
                .toList();
        build.place(
                kustomization,
                found.stream()
                        .filter(kept -> kept.object().isNamespace() && !calicos.contains(kept))
                        .toList());
        if (calicos.isEmpty()) {
            return Optional.empty();
        }
        objects.addAll(calicos);
        boolean own = found.stream().allMatch(kept -> kept.object().file().equals(folder + "/" + name));
        boolean mixed = generates || calicos.size() < found.size();
        if (mixed && !own) {
            input.block(
                    ErrorCode.FLAVOUR_UNSUPPORTED,
                    Where.file(kustomization.name()),
                    "resource " + name + " holds objects of Calico's and others, outside " + folder
                            + ": at the end neither keeping nor dropping it would be right",
                    "give Calico's objects a resource of their own");
        }
        return Optional.of(new CalicoHome.Entry(name, own, mixed));
    }
}
