package dev.crossfade.core.scan;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What checks ask of a tree that was read once: who reads which file, which migrations there are, and which objects. */
public final class RepositoryScan {

    private final ScannedFiles scanned;
    private final FileUsers users;
    private final List<ApplicationSet> sets;

    /** By the migration's file, its specification, and what is known of Applications. */
    private final Map<List<Object>, ClusterFiles> clusters = new HashMap<>();

    private RepositoryScan(ScannedFiles scanned) {
        this.scanned = scanned;
        this.users = scanned.users();
        this.sets = scanned.applying().stream()
                .flatMap(file -> file.manifests().stream()
                        .flatMap(document -> ApplicationSet.of(file.name(), document).stream()))
                .toList();
    }

    public static RepositoryScan of(Tree tree) {
        return new RepositoryScan(ScannedFiles.of(tree));
    }

    public FileUsers users() {
        return users;
    }

    /** All paths of the tree. */
    public SortedSet<String> files() {
        return scanned.files();
    }

    public List<ApplicationSet> applicationSets() {
        return sets;
    }

    /**
     * How the Applications by whose sync a file reaches a cluster apply it, those that ApplicationSets make for certain among
     * them.
     */
    public List<SyncRules> syncing(String path, String repository) {
        Stream<SyncRules> written = users.applications(path).stream()
                .flatMap(user -> documents(user).map(document -> SyncRules.of(user, document)));
        Stream<SyncRules> generated = applicationSets().stream()
                .filter(set -> claim(set, path, repository)
                        .filter(ApplicationSet.Claim::certain)
                        .isPresent())
                .map(ApplicationSet::rules);
        return Stream.concat(written, generated).distinct().toList();
    }

    private Stream<YamlDocument> documents(FileUser application) {
        return scanned.applying().stream()
                .filter(file -> file.name().equals(application.file()))
                .flatMap(file -> file.manifests().stream())
                .filter(document -> DeclaredObject.of(application.file(), document)
                        .filter(object -> object.kindAndName().equals("Application/" + application.name()))
                        .isPresent());
    }

    /** The strongest claim of an ApplicationSet on a file, through the kustomizations that build it, too. */
    public Optional<ApplicationSet.Claim> claim(ApplicationSet set, String path, String repository) {
        return ApplicationSet.strongest(Stream.concat(
                set.claim(path, scanned.files(), repository).stream(),
                users.kustomizations(path).stream()
                        .flatMap(kustomization -> set.builds(kustomization, scanned.files(), repository).stream())));
    }

    /** The folders by which the directories of an ApplicationSet's git generator bring it a file, or a kustomization that builds it. */
    public Set<String> found(ApplicationSet set, String path, String repository) {
        return Stream.concat(Stream.of(path), users.kustomizations(path).stream())
                .flatMap(read -> set.found(read, scanned.files(), repository))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of what these files and kustomizations' folders build, the files that nobody else does. */
    public List<String> unbuilt(List<String> entries, String repository) {
        Set<String> built = users.built(entries, scanned.files());
        return built.stream()
                .filter(file ->
                        users.ends(file).stream().allMatch(end -> !end.isApplication() && built.contains(end.file())))
                .filter(file -> applicationSets().stream()
                        .allMatch(set -> claim(set, file, repository).isEmpty()))
                .sorted()
                .toList();
    }

    /** Files of workloads in Git that no Application, or one without self-heal, applies. */
    public List<String> unhealed(MigrationSpec spec) {
        return spec.workloads().stream()
                .flatMap(workload -> Stream.ofNullable(workload.source()))
                .map(WorkloadSpec.GitSource::file)
                .distinct()
                .filter(file -> {
                    List<SyncRules> rules = syncing(file, spec.argo().repoURL());
                    return rules.isEmpty() || !rules.stream().allMatch(SyncRules::selfHeals);
                })
                .toList();
    }

    /**
     * The repository's migrations but one.
     *
     * @param file the specification that is planned
     */
    public List<OtherMigration> others(String file) {
        return scanned.migrations().stream()
                .filter(migration -> !migration.file().equals(file))
                .toList();
    }

    /**
     * Applications for the cluster of this migration that apply Cilium, but for the migration's own, and ApplicationSets that
     * make such ones, or may.
     *
     * @param tree the one that was scanned
     * @param begun of the tree before the first phase: by Calico's Application, which goes in the end, the cluster is told
     */
    public List<OtherCilium> ciliums(String file, MigrationSpec spec, Tree tree, RepositoryScan begun) {
        FileUsers known = spec.calico()
                .source()
                .owner()
                .map(owner -> users.with(begun.users, owner))
                .orElse(users);
        ClusterFiles cluster = files(file, spec, known);
        GeneratedCiliums generated =
                new GeneratedCiliums(cluster, tree, scanned.files(), spec.argo().repoURL());
        Stream<OtherCilium> written = users.applications().stream()
                .filter(cluster::mayBeApplied)
                .flatMap(user -> documents(user)
                        .flatMap(document -> OtherCilium.in(document, tree).stream())
                        .map(where -> new OtherCilium("Application " + user.name(), cluster.isTied(user), where)));
        return Stream.concat(written, applicationSets().stream().flatMap(set -> generated.of(set).stream()))
                .toList();
    }

    /** What checks look for, in files for the cluster of this migration or for none that is known. */
    public List<RepositoryObject> objects(String file, MigrationSpec spec) {
        return interesting(file, spec).flatMap(each -> each.objects().stream()).toList();
    }

    /** MachineDeployments and MachinePools of every cluster: only they themselves say which one they make. */
    public List<RepositoryObject> machines() {
        return clusterApi("cluster.x-k8s.io", "MachineDeployment", "MachinePool");
    }

    /** Cluster API's own objects of its clusters, wherever they are. */
    public List<RepositoryObject> clusters() {
        return clusterApi("cluster.x-k8s.io", "Cluster");
    }

    /** What kubeadm's machines start with, of every cluster. */
    public List<RepositoryObject> machineTemplates() {
        return clusterApi("bootstrap.cluster.x-k8s.io", "KubeadmConfigTemplate");
    }

    private List<RepositoryObject> clusterApi(String group, String... kinds) {
        return scanned.machines().stream()
                .flatMap(each -> each.objects().stream())
                .filter(object -> object.group().equals(group) && List.of(kinds).contains(object.kind()))
                .toList();
    }

    /** Names of the charts from elsewhere that are for this cluster, or for none that is known. */
    public Stream<String> charts(String file, MigrationSpec spec) {
        ClusterFiles cluster = files(file, spec);
        return users.all().stream().filter(cluster::counts).flatMap(user -> user.charts().stream());
    }

    /** Names of Calico's CRDs in files for this cluster, or for none that is known. */
    public Stream<String> crds(String file, MigrationSpec spec) {
        ClusterFiles cluster = files(file, spec);
        return scanned.crds().stream()
                .filter(each -> cluster.counts(each.name()))
                .flatMap(each -> each.objects().stream())
                .filter(object -> object.kind().equals("CustomResourceDefinition"))
                .map(RepositoryObject::name);
    }

    /** Files that may apply something, or hold what {@link #objects} looks for, and that nobody can read. */
    public List<Problem> unreadable(String file, MigrationSpec spec) {
        UnreadableFiles unreadable = new UnreadableFiles(spec, appliers(file, spec), scanned.files());
        return Stream.concat(scanned.applying().stream(), interesting(file, spec))
                .distinct()
                .flatMap(each -> unreadable.problem(each).stream())
                .toList();
    }

    /** Who applies files to the cluster of this migration. */
    public Appliers appliers(String file, MigrationSpec spec) {
        return new Appliers(files(file, spec), this, spec.argo().repoURL());
    }

    /** What lies over files of the repository before they reach a cluster. */
    public KustomizeLayers layers(String file, MigrationSpec spec) {
        return KustomizeLayers.of(scanned.applying(), users, files(file, spec));
    }

    private Stream<ManifestFile> interesting(String file, MigrationSpec spec) {
        ClusterFiles files = files(file, spec);
        return scanned.interesting().stream().filter(each -> files.counts(each.name()));
    }

    private ClusterFiles files(String file, MigrationSpec spec) {
        return files(file, spec, users);
    }

    private ClusterFiles files(String file, MigrationSpec spec, FileUsers known) {
        return clusters.computeIfAbsent(List.of(file, spec, known), key -> {
            List<MigrationSpec> others = others(file).stream()
                    .flatMap(migration -> migration.spec().stream())
                    .toList();
            return ClusterFiles.of(spec, known, others);
        });
    }
}
