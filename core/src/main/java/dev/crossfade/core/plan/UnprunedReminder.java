package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.scan.SyncRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person must delete after the last merge: the copied node templates, where no Application prunes them. */
final class UnprunedReminder {

    private UnprunedReminder() {}

    /** For the last commit; nothing where Argo CD prunes them, or somebody answers for what nobody here applies. */
    static Optional<String> reminder(Plan plan, Step step, Workspace after) {
        List<NodeObject> copies = plan.migration().nodeTemplates().copies();
        if (!step.id().equals("hand-over") || copies.isEmpty()) {
            return Optional.empty();
        }
        RepositoryScan scan = RepositoryScan.of(after);
        Map<List<SyncRules>, List<NodeObject>> staying = new LinkedHashMap<>();
        for (NodeObject copy : copies) {
            List<SyncRules> rules =
                    scan.syncing(copy.file(), plan.migration().spec().argo().repoURL());
            if (rules.isEmpty() ? isTold(plan, copy.file()) : rules.stream().noneMatch(SyncRules::prunes)) {
                staying.computeIfAbsent(rules, any -> new ArrayList<>()).add(copy);
            }
        }
        return staying.isEmpty()
                ? Optional.empty()
                : Optional.of(staying.entrySet().stream()
                        .map(entry -> why(entry.getKey(), entry.getValue()) + "\n\n" + commands(entry.getValue()))
                        .collect(Collectors.joining("\n\n")));
    }

    private static boolean isTold(Plan plan, String file) {
        return plan.findings().stream()
                .filter(finding -> finding.code() == ErrorCode.FILE_UNAPPLIED)
                .filter(finding -> finding.severity() == Severity.WARNING)
                .map(Problem::where)
                .anyMatch(where -> file.equals(where.file()));
    }

    private static String why(List<SyncRules> rules, List<NodeObject> copies) {
        String files = copies.stream().map(NodeObject::file).distinct().collect(Collectors.joining(", "));
        String begin = "BY HAND, after the merge: ";
        return rules.isEmpty()
                ? begin + "no Application of this repository applies " + files
                        + ", so nothing deletes the copies that leave Git."
                : begin + rules.stream().map(SyncRules::owner).collect(Collectors.joining(", ")) + " applies " + files
                        + " and does not prune by itself. The copies that leave Git stay in the cluster, and the"
                        + " Application OutOfSync, until somebody deletes them, once this commit is synced:";
    }

    private static String commands(List<NodeObject> copies) {
        return copies.stream()
                .map(copy -> "kubectl -n " + (copy.namespace().isEmpty() ? "NAMESPACE" : copy.namespace())
                        + " delete kubeadmconfigtemplates.bootstrap.cluster.x-k8s.io " + copy.name())
                .collect(Collectors.joining("\n"));
    }
}
