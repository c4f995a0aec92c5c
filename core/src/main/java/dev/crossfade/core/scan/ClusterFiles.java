package dev.crossfade.core.scan;

import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which files are for the migrating cluster: what was exported from it, those that an Application for it reads, and those
 * that no known user does.
 * Where several clusters have an Argo CD each, all destinations read alike; then the Applications of another migration's
 * Argo CD are told by its Calico Application and the roots above it.
 */
final class ClusterFiles {

    private final FileUsers users;
    private final List<ClusterName> clusters;
    private final Set<FileUser> strangers;
    private final Set<FileUser> family;
    private final List<String> foreignFolders;
    private final Optional<String> exported;

    private ClusterFiles(
            FileUsers users,
            List<ClusterName> clusters,
            Set<FileUser> strangers,
            Set<FileUser> family,
            List<String> foreignFolders,
            Optional<String> exported) {
        this.users = users;
        this.clusters = clusters;
        this.strangers = strangers;
        this.family = family;
        this.foreignFolders = foreignFolders;
        this.exported = exported;
    }

    static ClusterFiles of(MigrationSpec spec, FileUsers users, List<MigrationSpec> others) {
        List<ClusterName> clusters = new ArrayList<>(List.of(ClusterName.of(spec.cluster())));
        Optional<FileUser> calico = calico(spec, users);
        calico.ifPresent(application -> clusters.add(application.cluster()));
        ApplicationFamilies families = new ApplicationFamilies(users);
        Set<FileUser> strangers = new HashSet<>();
        others.forEach(
                other -> calico(other, users).ifPresent(application -> strangers.addAll(families.of(application))));
        Set<FileUser> family = calico.map(families::of).orElse(Set.of());
        strangers.removeAll(family);
        List<String> folders = new ArrayList<>(List.of(spec.git().path() + "/"));
        others.forEach(other -> folders.add(other.git().path() + "/"));
        return new ClusterFiles(
                users,
                clusters,
                strangers,
                family,
                folders,
                exported(spec.calico().source()));
    }

    boolean counts(String file) {
        if (exported.filter(file::startsWith).isPresent()) {
            return true;
        }
        if (foreignFolders.stream().anyMatch(file::startsWith)) {
            return false;
        }
        Set<FileUser> applications = users.applications(file);
        return applications.isEmpty() || applications.stream().anyMatch(this::isOurs);
    }

    /** False for an Application of a migration's own, too. */
    boolean mayBeApplied(FileUser application) {
        return foreignFolders.stream().noneMatch(application.file()::startsWith) && isOurs(application);
    }

    /** True where no other cluster can be meant: by its name, or by what hangs together with Calico's Application. */
    boolean isTied(FileUser application) {
        ClusterName cluster = application.cluster();
        return clusters.stream().anyMatch(cluster::isSame)
                && (!cluster.isArgosOwn() || family.size() < 2 || family.contains(application));
    }

    /** How what a set makes for a destination is for the cluster: true for certain, false perhaps, or not at all. */
    Optional<Boolean> made(ClusterName destination, ApplicationSet set) {
        Set<FileUser> above = users.applications(set.file());
        boolean strange = !above.isEmpty() && strangers.containsAll(above);
        if (strange
                || foreignFolders.stream().anyMatch(set.file()::startsWith)
                || clusters.stream().anyMatch(cluster -> cluster.differs(destination))) {
            return Optional.empty();
        }
        boolean own = family.size() < 2 || above.stream().anyMatch(family::contains);
        return Optional.of(clusters.stream().anyMatch(destination::isSame) && (!destination.isArgosOwn() || own));
    }

    /** True where what this user makes is for the cluster, as far as anybody knows. */
    boolean counts(FileUser user) {
        return user.isApplication() ? isOurs(user) : counts(user.file());
    }

    boolean isOurs(FileUser application) {
        return !strangers.contains(application)
                && clusters.stream().noneMatch(cluster -> cluster.differs(application.cluster()));
    }

    private static Optional<FileUser> calico(MigrationSpec spec, FileUsers users) {
        return spec.calico()
                .source()
                .owner()
                .flatMap(wanted -> users.applications().stream()
                        .filter(user ->
                                user.name().equals(wanted.name()) && user.file().equals(wanted.file()))
                        .findFirst());
    }

    /** The folder with what was exported, where Git did not keep Calico. */
    private static Optional<String> exported(CalicoSource source) {
        return source instanceof CalicoSource.Live live ? Optional.of(live.live() + "/") : Optional.empty();
    }
}
