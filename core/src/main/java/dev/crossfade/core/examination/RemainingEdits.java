package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.spec.CalicoSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of the customer's files phases that are still to come edit: what Argo CD makes of the others is no concern of the
 * migration's any more.
 *
 * @param rows ids of the rows that have a commit to come, and of these commits
 */
public record RemainingEdits(Set<String> rows) {

    /** Takes the last of the migration out of node templates and Calico's Application, and deletes what was exported. */
    private static final String LAST = "hand-over";

    private static final Set<String> NODES =
            Set.of("node-templates", "first-nodes", "rotate-nodes", "clean-nodes", LAST);
    private static final Set<String> WORKLOADS = Set.of("quiesce-workloads", "resume-workloads");
    private static final Set<String> VALUES = Set.of("install-cilium", "drop-overlay");
    private static final String LEFTOVERS = "remove-calico-leftovers";
    private static final Set<String> CALICO =
            Set.of("pin-calico-address", "remove-calico-workloads", LEFTOVERS, LEFTOVERS + "-operator");

    public RemainingEdits {
        rows = Set.copyOf(rows);
    }

    /** Before the first phase. */
    static RemainingEdits all() {
        return new RemainingEdits(
                Stream.of(NODES, WORKLOADS, VALUES, CALICO).flatMap(Set::stream).collect(Collectors.toSet()));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** As long as Calico runs. */
    boolean hasCalico() {
        return rows.contains("remove-calico-workloads");
    }

    /** Until the last stopped workload runs again. */
    boolean hasWorkloads() {
        return left(WORKLOADS);
    }

    boolean hasNodes() {
        return left(NODES);
    }

    /** True while Calico's own Application has something to apply or to take along. */
    boolean needsApplication(CalicoHome home) {
        return rows.contains(home instanceof CalicoHome.Chart ? LEFTOVERS + "-operator" : LEFTOVERS);
    }

    boolean adopts() {
        return rows.contains("adopt-calico");
    }

    boolean pins() {
        return rows.contains("pin-calico-address");
    }

    /** Of these files those that are edited yet. */
    public List<String> among(List<String> files, Migration migration) {
        Set<String> nodes = new HashSet<>(migration.spec().nodes().templates());
        Set<String> workloads = workloads(migration);
        return files.stream()
                .filter(file -> (nodes.contains(file) && left(NODES))
                        || (workloads.contains(file) && left(WORKLOADS))
                        || (file.equals(migration.valuesFile()) && left(VALUES))
                        || ((isExport(file, migration) || isStaying(file, migration)) && rows.contains(LAST))
                        || (!nodes.contains(file)
                                && !workloads.contains(file)
                                && !file.equals(migration.valuesFile())
                                && left(CALICO)))
                .toList();
    }

    private static boolean isExport(String file, Migration migration) {
        return migration.spec().calico().source() instanceof CalicoSource.Live live
                && file.startsWith(live.live() + "/");
    }

    private static boolean isStaying(String file, Migration migration) {
        return migration.staying().filter(owner -> owner.path().equals(file)).isPresent();
    }

    private boolean left(Set<String> wanted) {
        return wanted.stream().anyMatch(rows::contains);
    }

    static Set<String> workloads(Migration migration) {
        Set<String> files = new LinkedHashSet<>();
        migration.spec().workloads().stream()
                .flatMap(workload -> Stream.ofNullable(workload.source()))
                .forEach(source -> files.add(source.file()));
        return files;
    }
}
