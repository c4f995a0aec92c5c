package dev.crossfade.core.inventory;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.facts.KindFacts;
import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.spec.CalicoInstall;
import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.spec.CalicoSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a Calico that the operator's Helm chart installs: an Application with a values file in Git. */
record ChartReader(Input input, CalicoSpec spec) {

    private static final String KEY = "spec.calico.source";
    private static final String OPERATOR_NAMESPACE = "tigera-operator";

    @Nullable
    CalicoInventory read(CalicoSource.ValuesFile source) {
        int before = input.problems().size();
        Optional<YamlFile> values = input.parseValues(source.valuesFile(), KEY + ".valuesFile");
        Optional<YamlDocument> owner = OwnerReader.document(input, source.application());
        if (values.isEmpty() || owner.isEmpty()) {
            return null;
        }
        YamlPath block = YamlPath.parse(source.path());
        requireOperator();
        Optional<YamlDocument> document = values.get().documents().stream()
                .filter(each -> each.get(block).filter(Map.class::isInstance).isPresent())
                .findFirst();
        if (document.isEmpty()) {
            noBlock(source);
            return null;
        }
        InstallationBlock installation = new InstallationBlock(document.get(), block);
        input.problems().addAll(RefusedFlavours.check(installation));
        CalicoHome.Chart home = home(source, block, owner.get());
        ChartFelix.of(source.valuesFile(), document.get(), home.beside(ChartFelix.KEY))
                .ifPresent(felix -> input.problems().addAll(RefusedFlavours.elsewhere(List.of(felix))));
        new ChartOwner(input, source, owner.get()).check(block, home.beside(ChartFelix.KEY));
        if (input.problems().size() > before) {
            return null;
        }
        return new CalicoInventory(
                CalicoFlavour.OPERATOR,
                false,
                objects(home, document.get()),
                CalicoFlavour.OPERATOR.mainObject(),
                installation.addressDetection().orElse(null),
                installation.addressDetection().orElse(null),
                NodeRollout.of(document.get(), block.child("nodeUpdateStrategy"))
                        .orElse(NodeRollout.ONE_BY_ONE),
                home);
    }

    private static CalicoHome.Chart home(CalicoSource.ValuesFile source, YamlPath block, YamlDocument owner) {
        return new CalicoHome.Chart(
                ApplicationFile.of(
                        source.application().file(), source.application().name(), owner),
                source.valuesFile(),
                block,
                owner.get(YamlPath.parse("spec.destination.namespace"))
                        .map(String::valueOf)
                        .orElse(OPERATOR_NAMESPACE));
    }

    private void noBlock(CalicoSource.ValuesFile source) {
        input.block(
                ErrorCode.CALICO_NOT_FOUND,
                Where.file(source.valuesFile()),
                "the file has no map " + source.path(),
                "name the Installation's block under spec.calico.source.path, such as installation");
    }

    private void requireOperator() {
        if (spec.install() != CalicoInstall.OPERATOR) {
            input.block(
                    ErrorCode.CALICO_NOT_FOUND,
                    Where.object("spec.calico.install"),
                    "crossfade.yaml says install: manifest, but a values file is for the operator's chart",
                    "write install: operator, or name the manifests under spec.calico.source.files");
        }
    }

    /** What the chart renders (projectcalico/calico charts/tigera-operator/templates); the values file says which of it. */
    private List<DeclaredObject> objects(CalicoHome.Chart home, YamlDocument values) {
        CalicoFacts facts = CalicoFacts.of(spec.version(), CalicoFlavour.OPERATOR.id(), false);
        List<DeclaredObject> objects = new ArrayList<>();
        for (ObjectName name : facts.apis().all()) {
            if (!values.get(home.beside(ChartSwitches.of(name.kind())).child("enabled"))
                    .equals(Optional.of(false))) {
                objects.add(object(home.valuesFile(), name));
            }
        }
        facts.workloads().always().forEach(name -> objects.add(object(home.valuesFile(), name)));
        facts.companions().always().stream()
                .filter(name -> !name.kind().equals("Namespace"))
                .forEach(name -> objects.add(object(home.owner().path(), name)));
        return objects;
    }

    private static DeclaredObject object(String file, ObjectName name) {
        String api = KindFacts.of(name.kind()).apiVersion();
        return new DeclaredObject(file, api, name.kind(), name.namespace(), name.name(), false);
    }
}
