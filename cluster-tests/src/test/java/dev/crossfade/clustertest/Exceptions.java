package dev.crossfade.clustertest;

import dev.crossfade.core.plan.PlannedCommit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What may differ, or what Argo CD may complain of, each with its reason. */
final class Exceptions {

    /**
     * @param phase its id, as a regular expression
     * @param line what a line must match from its begin
     * @param reason why it may be; for a revert, the words in which the commit's message announces it
     */
    record Row(String phase, String line, String reason) {

        boolean explains(PlannedCommit commit, String found) {
            return commit.entry().id().matches(phase) && found.matches("(?s)(?:" + line + ").*");
        }
    }

    private static final List<Row> MADE_ANEW = List.of(
            new Row(
                    ".*",
                    ".* - .metadata.ownerReferences\\[\\d+].uid: ",
                    "the identity of an owner that was made anew"),
            new Row(".*", " Service \\S+ - .spec.clusterIPs?", "picked by the API server when a Service is made anew"),
            new Row(".*", "networking.k8s.io IPAddress /", "the API server's book of those addresses"),
            new Row(
                    ".*",
                    "batch Job kube-system/hubble-generate-certs - .metadata.uid",
                    "a hook of the chart, which Argo CD makes anew with every sync"),
            new Row(
                    ".*",
                    "batch Job \\S+ - \\S+controller-uid: ",
                    "written by the API server into a Job that is made anew"));

    static final Exceptions NONE = new Exceptions();

    private final List<Row> rows;
    private final Set<Row> used = new LinkedHashSet<>();

    Exceptions(Row... rows) {
        this.rows = List.of(rows);
    }

    List<String> unexplained(PlannedCommit phase, List<String> lines) {
        return lines.stream().filter(line -> !isExplained(phase, line)).toList();
    }

    private boolean isExplained(PlannedCommit phase, String line) {
        List<Row> fitting =
                rows.stream().filter(row -> row.explains(phase, line)).toList();
        used.addAll(fitting);
        return !fitting.isEmpty() || MADE_ANEW.stream().anyMatch(row -> row.explains(phase, line));
    }

    /** Rows of its own that explained something so far. */
    Set<Row> used() {
        return used;
    }
}
