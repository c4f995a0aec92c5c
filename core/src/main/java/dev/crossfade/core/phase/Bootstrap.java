package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.spec.ArgoSpec;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The two AppProjects and two root Applications that a person applies once; nothing changes them afterwards. */
final class Bootstrap {

    private static final int PROJECT = 0;
    private static final int APPLICATIONS_PROJECT = 1;
    private static final int ROOT = 2;
    private static final int APPLICATIONS_ROOT = 3;

    private final Migration migration;
    private final Set<String> chartNamespaces;

    /** @param chartNamespaces those of the chart's objects beside Cilium's two */
    Bootstrap(Migration migration, Set<String> chartNamespaces) {
        this.migration = migration;
        this.chartNamespaces = Set.copyOf(chartNamespaces);
    }

    String text() {
        Layout layout = migration.layout();
        ArgoSpec argo = migration.spec().argo();
        Manifest manifest = Manifest.of(migration.templates(), "prepare/bootstrap.yaml");
        manifest = identity(manifest, PROJECT, argo.project());
        manifest = identity(manifest, APPLICATIONS_PROJECT, argo.project() + "-applications");
        manifest = identity(manifest, ROOT, layout.name());
        manifest = identity(manifest, APPLICATIONS_ROOT, layout.applicationsName());
        manifest = projects(manifest, argo);
        manifest = root(manifest, ROOT, argo.project(), layout.manifests());
        manifest = root(manifest, APPLICATIONS_ROOT, argo.project() + "-applications", layout.applications())
                .set(APPLICATIONS_ROOT, YamlPath.parse("spec.destination.namespace"), argo.namespace());
        manifest = manifest.set(ROOT, YamlPath.parse("spec.destination"), Destination.of(migration, Layout.NAMESPACE));
        return argo.createProject()
                ? manifest.text()
                : withoutProjects(manifest).text();
    }

    private Manifest identity(Manifest manifest, int document, String name) {
        return manifest.set(document, YamlPath.parse("metadata.name"), name)
                .set(
                        document,
                        YamlPath.parse("metadata.namespace"),
                        migration.spec().argo().namespace());
    }

    private Manifest projects(Manifest manifest, ArgoSpec argo) {
        List<Object> places = new ArrayList<>();
        for (String namespace : namespaces()) {
            places.add(Destination.of(migration, namespace));
        }
        return manifest.set(PROJECT, YamlPath.parse("spec.sourceRepos"), sources())
                .set(PROJECT, YamlPath.parse("spec.destinations"), places)
                .set(PROJECT, YamlPath.parse("spec.clusterResourceWhitelist"), clusterKinds())
                .set(APPLICATIONS_PROJECT, YamlPath.parse("spec.sourceRepos"), List.of(argo.repoURL()))
                .set(
                        APPLICATIONS_PROJECT,
                        YamlPath.parse("spec.destinations"),
                        List.of(Destination.beside(argo.namespace())));
    }

    private Manifest root(Manifest manifest, int document, String project, String path) {
        return manifest.set(document, YamlPath.parse("spec.project"), project)
                .set(
                        document,
                        YamlPath.parse("spec.source.repoURL"),
                        migration.spec().argo().repoURL())
                .set(
                        document,
                        YamlPath.parse("spec.source.targetRevision"),
                        migration.spec().git().branch())
                .set(document, YamlPath.parse("spec.source.path"), path);
    }

    private static YamlFile withoutProjects(Manifest manifest) {
        return manifest.file().removeDocument(APPLICATIONS_PROJECT).removeDocument(PROJECT);
    }

    private List<Object> sources() {
        return new ArrayList<>(new TreeSet<>(List.of(
                migration.spec().argo().repoURL(), ChartReference.of(migration).repoURL())));
    }

    private List<Object> clusterKinds() {
        List<Object> kinds = new ArrayList<>(migration.cilium().clusterKinds());
        if (new RelaxPoliciesPhase().skipped(migration).isEmpty()) {
            Map<String, Object> relaxation = new LinkedHashMap<>();
            relaxation.put("group", migration.calico().relaxationApi().replaceFirst("/.*", ""));
            relaxation.put("kind", "GlobalNetworkPolicy");
            kinds.add(relaxation);
        }
        if (migration.inventory().calico().home() instanceof CalicoHome.Live live
                && live.adopted().stream().anyMatch(export -> export.kind().equals("Installation"))) {
            Map<String, Object> installation = new LinkedHashMap<>();
            installation.put("group", "operator.tigera.io");
            installation.put("kind", "Installation");
            kinds.add(installation);
        }
        return kinds;
    }

    /** Where the plan's objects live: Cilium's namespaces, and those in which a Job needs a Role. */
    private Set<String> namespaces() {
        Set<String> namespaces = new TreeSet<>(List.of(Layout.NAMESPACE, "cilium-secrets"));
        namespaces.addAll(chartNamespaces);
        migration.spec().workloads().stream()
                .filter(workload -> workload.source() == null)
                .forEach(workload -> namespaces.add(workload.namespace()));
        new Recycling(migration).targets().forEach(target -> namespaces.add(target.namespace()));
        return namespaces;
    }
}
