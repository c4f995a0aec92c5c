package dev.crossfade.core.calico;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.ChartSwitches;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.spec.AddressDetection;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Calico by the operator's Helm chart: values say what it renders, and the operator goes with the Application. */
final class ChartKeeper implements CalicoKeeper {

    private final CalicoHome.Chart home;

    ChartKeeper(CalicoHome.Chart home) {
        this.home = home;
    }

    @Override
    public String pinned() {
        return home.valuesFile();
    }

    @Override
    public void pin(Workspace workspace, AddressDetection detection, String why) {
        workspace.edit(
                home.valuesFile(),
                file -> AddressPin.inInstallation(file, document(file), home.block(), detection, why));
    }

    @Override
    public void release(Workspace workspace) {
        ApplicationFile owner = home.owner();
        workspace.edit(owner.path(), owner::pruneInBackground);
    }

    /** The operator with its rights goes with the Application; CRDs never do, whoever applied them (argo-cd#6078). */
    @Override
    public boolean keeps(DeclaredObject object) {
        return true;
    }

    @Override
    public void remove(Workspace workspace, Predicate<DeclaredObject> choice) {
        switches(choice).forEach(kind -> workspace.edit(home.valuesFile(), file -> off(file, kind)));
    }

    /** The kinds that the values switch on and off, and that the choice names. */
    private Stream<String> switches(Predicate<DeclaredObject> choice) {
        return ChartSwitches.KINDS.stream()
                .filter(kind -> choice.test(
                        new DeclaredObject(home.valuesFile(), "operator.tigera.io/v1", kind, "", "default", false)));
    }

    private YamlFile off(YamlFile file, String kind) {
        YamlPath block = kind.equals("Installation") ? home.block() : home.beside(ChartSwitches.of(kind));
        return file.set(
                document(file),
                block.child("enabled"),
                false,
                "migration: " + kind + " goes; ends with remove-calico-leftovers");
    }

    @Override
    public List<String> losing(Predicate<DeclaredObject> choice) {
        return List.of(
                switches(choice).findAny().isPresent()
                        ? home.valuesFile()
                        : home.owner().path());
    }

    @Override
    public boolean endsWithApplication() {
        return true;
    }

    @Override
    public void arm(Workspace workspace, String finalizer, Predicate<DeclaredObject> rest) {
        workspace.edit(home.owner().path(), file -> home.owner().cascade(file, finalizer));
    }

    /** The Application went a commit earlier: Argo CD rendered these values once more, for the chart's pre-delete hook. */
    @Override
    public void end(Workspace workspace, Predicate<DeclaredObject> rest) {
        workspace.delete(home.valuesFile());
    }

    private int document(YamlFile file) {
        return file.documents().stream()
                .filter(each -> each.get(home.block()).isPresent())
                .findFirst()
                .map(YamlDocument::index)
                .orElseThrow(() -> Documents.missing(file, home.block().toString()));
    }
}
