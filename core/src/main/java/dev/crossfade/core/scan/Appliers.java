package dev.crossfade.core.scan;

import dev.crossfade.core.yaml.YamlPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who applies a file to the migrating cluster, in words for people: Applications, and ApplicationSets that make such ones. */
public final class Appliers {

    private static final YamlPath DESTINATION = YamlPath.parse("spec.template.spec.destination");

    private final ClusterFiles cluster;
    private final RepositoryScan scan;
    private final String repository;

    Appliers(ClusterFiles cluster, RepositoryScan scan, String repository) {
        this.cluster = cluster;
        this.scan = scan;
        this.repository = repository;
    }

    /** Those that do for certain. */
    public List<String> certain(String path) {
        Stream<String> written = scan.users().applications(path).stream()
                .filter(cluster::mayBeApplied)
                .map(FileUser::toString);
        return Stream.concat(written, sets(path, true)).distinct().toList();
    }

    /** The ways by which it comes into the cluster, as far as anybody knows. */
    public List<Placement> placements(String path) {
        return Placements.of(path, cluster, scan.users());
    }

    /** Those that do or may: by their words, whether no other cluster can be meant. */
    public Map<String, Boolean> beside(String path, Predicate<FileUser> own) {
        Map<String, Boolean> beside = new LinkedHashMap<>();
        scan.users().applications(path).stream()
                .filter(cluster::mayBeApplied)
                .filter(user -> !own.test(user))
                .forEach(user -> beside.put(user.toString(), cluster.isTied(user)));
        for (ApplicationSet set : scan.applicationSets()) {
            scan.claim(set, path, repository)
                    .ifPresent(claim -> made(set)
                            .reduce(Boolean::logicalOr)
                            .ifPresent(tied -> beside.put(set.toString(), tied && claim.certain())));
        }
        return beside;
    }

    /** ApplicationSets of which nobody here can know it. */
    public List<String> possible(String path) {
        return cluster.counts(path) ? sets(path, false).distinct().toList() : List.of();
    }

    /** Those, and kustomizations that they build, that come upon a symbolic link. */
    public List<String> meeting(String link) {
        Stream<String> written =
                meetingAnywhere(link).filter(this::isForTheCluster).map(FileUser::toString);
        Stream<String> made = scan.applicationSets().stream()
                .filter(set -> scan.claim(set, link, repository).isPresent() && isOurs(set))
                .map(ApplicationSet::toString);
        return Stream.concat(written, made).distinct().toList();
    }

    /** True where only Applications for other clusters come upon the link. */
    public boolean isOthers(String link) {
        return meetingAnywhere(link).findAny().isPresent() && meeting(link).isEmpty();
    }

    private Stream<FileUser> meetingAnywhere(String link) {
        return scan.users().all().stream().filter(user -> user.meets(link));
    }

    private boolean isForTheCluster(FileUser user) {
        if (user.isApplication()) {
            return cluster.mayBeApplied(user);
        }
        return scan.users().applications(user.file()).stream().anyMatch(cluster::mayBeApplied)
                || scan.applicationSets().stream()
                        .anyMatch(
                                set -> scan.claim(set, user.file(), repository).isPresent() && isOurs(set));
    }

    private Stream<String> sets(String path, boolean certain) {
        return scan.applicationSets().stream()
                .filter(set -> scan.claim(set, path, repository)
                        .filter(claim -> claim.certain() == certain)
                        .isPresent())
                .filter(this::isOurs)
                .map(ApplicationSet::toString);
    }

    private boolean isOurs(ApplicationSet set) {
        return made(set).findAny().isPresent();
    }

    private Stream<Boolean> made(ApplicationSet set) {
        return set.parts()
                .flatMap(part -> part.elements().fillings().stream()
                        .map(filling -> ClusterName.of(part.document(), DESTINATION, filling)))
                .flatMap(destination -> cluster.made(destination, set).stream());
    }
}
