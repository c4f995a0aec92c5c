package dev.crossfade.core.inventory;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.spec.CalicoInstall;
import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.spec.CalicoSpec;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the repository knows about Calico, whatever the source that keeps it. */
final class CalicoReader {

    private final CalicoSpec spec;
    private final Input input;
    private final int before;

    private CalicoReader(CalicoSpec spec, Input input) {
        this.spec = spec;
        this.input = input;
        this.before = input.problems().size();
    }

    /** The inventory, or null where a problem was added. */
    static @Nullable CalicoInventory read(CalicoSpec spec, Input input) {
        return new CalicoReader(spec, input).read();
    }

    private @Nullable CalicoInventory read() {
        if (spec.source() instanceof CalicoSource.Files files) {
            return kept(
                    new ManifestFolderReader(input, CalicoNames.all(spec.version())).read(files),
                    String.join(", ", files.files()));
        }
        if (spec.source() instanceof CalicoSource.Kustomization kustomization) {
            return kept(new KustomizationReader(input, names()).read(kustomization), kustomization.kustomization());
        }
        if (spec.source() instanceof CalicoSource.Live live) {
            return kept(new LiveReader(input, spec.install()).read(live), live.live());
        }
        return new ChartReader(input, spec).read((CalicoSource.ValuesFile) spec.source());
    }

    /** With every install that the key may mean, because which one it is, and with which CRDs, shows only in what is read. */
    private CalicoNames names() {
        List<String> installs =
                spec.install() == CalicoInstall.OPERATOR ? List.of("operator") : List.of("manifest", "canal");
        return new CalicoNames(installs.stream()
                .flatMap(install ->
                        Stream.of(false, true).map(nativeCrds -> CalicoFacts.of(spec.version(), install, nativeCrds)))
                .toList());
    }

    /**
     * What a source has found.
     *
     * @param objects as they are in effect
     * @param patched those that patches are for, or may be
     */
    record Found(List<KeptObject> objects, Set<DeclaredObject> patched, CalicoHome home) {
        Found {
            objects = List.copyOf(objects);
            patched = Set.copyOf(patched);
        }

        Found(List<KeptObject> objects, CalicoHome home) {
            this(objects, Set.of(), home);
        }

        /** Behind a patch the pin is said once more, so that it is the last word. */
        Optional<String> detection(KeptObject pinned) {
            return patched.contains(pinned.object()) ? Optional.empty() : CalicoReader.detection(pinned);
        }
    }

    private @Nullable CalicoInventory kept(@Nullable Found found, String source) {
        if (found == null || isRefused()) {
            return null;
        }
        Optional<CalicoFlavour> flavour = flavour(found.objects(), source);
        if (flavour.isEmpty()) {
            return null;
        }
        input.problems().addAll(RefusedFlavours.check(found.objects()));
        if (isRefused()) {
            return null;
        }
        KeptObject pinned = pinned(flavour.get(), found.objects());
        return new CalicoInventory(
                flavour.get(),
                found.objects().stream().anyMatch(CalicoReader::isNativeCrd),
                found.objects().stream().map(KeptObject::inEffect).toList(),
                pinned.object().kindAndName(),
                found.detection(pinned).orElse(null),
                detection(pinned).orElse(null),
                rollout(pinned, flavour.get(), found.objects()),
                found.home());
    }

    /** What others miss, such as a values file, does not hide what is wrong with Calico. */
    private boolean isRefused() {
        return input.problems().size() > before;
    }

    private Optional<CalicoFlavour> flavour(List<KeptObject> objects, String source) {
        Optional<CalicoFlavour> flavour =
                List.of(CalicoFlavour.OPERATOR, CalicoFlavour.CANAL, CalicoFlavour.MANIFEST).stream()
                        .filter(each -> objects.stream().anyMatch(object -> object.is(each.mainObject())))
                        .findFirst();
        boolean operator = spec.install() == CalicoInstall.OPERATOR;
        if (flavour.isEmpty()) {
            input.block(
                    ErrorCode.CALICO_NOT_FOUND,
                    Where.file(source),
                    operator
                            ? "there is no Installation named default"
                            : "there is no DaemonSet calico-node (or canal) with a container calico-node",
                    "name what keeps it under spec.calico.source");
        } else if (!operator && flavour.get() != CalicoFlavour.OPERATOR && !hasContainer(flavour.get(), objects)) {
            input.block(
                    ErrorCode.CALICO_NOT_FOUND,
                    Where.file(source),
                    flavour.get().mainObject() + " has no container calico-node",
                    "name the file that keeps Calico's own DaemonSet under spec.calico.source");
            return Optional.empty();
        } else if (operator != (flavour.get() == CalicoFlavour.OPERATOR)) {
            input.block(
                    ErrorCode.CALICO_NOT_FOUND,
                    Where.object("spec.calico.install"),
                    "crossfade.yaml says install: " + (operator ? "operator" : "manifest") + ", but " + source + " has "
                            + flavour.get().mainObject(),
                    "write install: " + (operator ? "manifest" : "operator"));
            return Optional.empty();
        }
        return flavour;
    }

    private static boolean hasContainer(CalicoFlavour flavour, List<KeptObject> objects) {
        return objects.stream()
                .filter(object -> object.is(flavour.mainObject()))
                .anyMatch(object ->
                        CalicoNode.of(object.document(), object.object()).isPresent());
    }

    /** Where the overlay Installation says it, that wins (tigera/operator pkg/controller/utils/merge.go). */
    private static KeptObject pinned(CalicoFlavour flavour, List<KeptObject> objects) {
        return Stream.of("Installation/overlay", flavour.mainObject())
                .flatMap(name -> objects.stream().filter(object -> object.is(name)))
                .filter(object ->
                        object.is(flavour.mainObject()) || detection(object).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> detection(KeptObject kept) {
        return kept.object().kind().equals("Installation")
                ? new InstallationBlock(kept.document(), YamlPath.of("spec")).addressDetection()
                : CalicoNode.of(kept.document(), kept.object()).flatMap(CalicoNode::addressDetection);
    }

    private static NodeRollout rollout(KeptObject pinned, CalicoFlavour flavour, List<KeptObject> objects) {
        YamlPath strategy =
                YamlPath.parse(flavour == CalicoFlavour.OPERATOR ? "spec.nodeUpdateStrategy" : "spec.updateStrategy");
        return Stream.concat(Stream.of(pinned), objects.stream().filter(object -> object.is(flavour.mainObject())))
                .flatMap(object -> NodeRollout.of(object.document(), strategy).stream())
                .findFirst()
                .orElse(NodeRollout.ONE_BY_ONE);
    }

    private static boolean isNativeCrd(KeptObject kept) {
        return kept.object().kind().equals("CustomResourceDefinition")
                && CalicoFacts.isNativeCrd(kept.object().name());
    }
}
