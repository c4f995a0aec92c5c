package dev.crossfade.core.examination;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.ApplicationSources;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses sources beside Calico's in an Application that goes with Calico: all that they brought would go along, and an
 * Application that stayed without Calico's own source could not be synced.
 */
final class OtherSources {

    private final Migration migration;
    private final ApplicationFile owner;
    private final YamlDocument application;

    private OtherSources(Migration migration, ApplicationFile owner, YamlDocument application) {
        this.migration = migration;
        this.owner = owner;
        this.application = application;
    }

    static List<Problem> check(Migration migration, Tree tree, RemainingEdits remaining) {
        CalicoHome home = migration.inventory().calico().home();
        return home
                .application()
                .filter(any ->
                        remaining.needsApplication(home) && migration.keeper().endsWithApplication())
                .stream()
                .flatMap(owner -> document(owner, tree).stream()
                        .flatMap(document -> new OtherSources(migration, owner, document).problems(home)))
                .toList();
    }

    private static Optional<YamlDocument> document(ApplicationFile owner, Tree tree) {
        return tree.read(owner.path())
                .flatMap(text -> ApplicationFile.search(YamlFile.parse(owner.path(), text), owner.name()));
    }

    private Stream<Problem> problems(CalicoHome home) {
        List<Source> others = new ArrayList<>(ApplicationSources.of(application).stream()
                .map(path -> Source.of(application, path))
                .toList());
        others.stream().filter(source -> source.keeps(home)).findFirst().ifPresent(others::remove);
        return others.stream()
                .filter(source -> !source.isReference() && !isOfCrds(source))
                .map(this::problem);
    }

    /** From a release on, Calico's CRDs have charts of their own. */
    private boolean isOfCrds(Source source) {
        String name = source.chart().substring(source.chart().lastIndexOf('/') + 1);
        return CalicoFacts.crdCharts(migration.spec().calico().version())
                .filter(charts ->
                        Stream.of(charts.natively(), charts.aggregated()).anyMatch(name::equals))
                .isPresent();
    }

    private Problem problem(Source source) {
        return Problem.blocker(
                ErrorCode.FLAVOUR_UNSUPPORTED,
                source.where(),
                "Application " + owner.name() + " has a source that is not Calico's, " + source.text()
                        + ": at the end the Application would take all of it along",
                "give Calico an Application of its own");
    }

    /**
     * What an Application applies beside others.
     *
     * @param chart empty where it is none of a Helm repository
     * @param path empty where it is none of Git's folders
     * @param values the values files of this repository that it reads
     */
    private record Source(Where where, String chart, String path, boolean referred, List<String> values) {

        static Source of(YamlDocument application, YamlPath source) {
            return new Source(
                    application.where(source),
                    application.get(source.child("chart")).map(String::valueOf).orElse(""),
                    application.get(source.child("path")).map(String::valueOf).orElse(""),
                    application.get(source.child("ref")).isPresent(),
                    ApplicationSources.valueFiles(application, source));
        }

        boolean keeps(CalicoHome home) {
            if (home instanceof CalicoHome.Chart calico) {
                return values.contains(calico.valuesFile());
            }
            String folder = home instanceof CalicoHome.Files files
                    ? files.folder().path()
                    : ((CalicoHome.Kustomized) home).folder();
            return chart.isEmpty() && Paths.normal(path).equals(folder);
        }

        /** Values alone come from it (argo-cd docs/user-guide/multiple_sources.md, "Helm value files from external Git repository"). */
        boolean isReference() {
            return referred && chart.isEmpty() && path.isEmpty();
        }

        String text() {
            return !chart.isEmpty() ? "chart " + chart : path.isEmpty() ? "without chart or path" : "path " + path;
        }
    }
}
