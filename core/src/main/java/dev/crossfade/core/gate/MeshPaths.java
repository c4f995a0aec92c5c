package dev.crossfade.core.gate;

import dev.crossfade.core.observation.MeshFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a Goldpinger says of the paths between some of its instances. One that says nothing of another has not reached it.
 *
 * @param pods the instances that count; a Goldpinger knows those of a while ago, too
 */
record MeshPaths(Collection<String> pods, MeshFact mesh) {

    MeshPaths {
        pods = new TreeSet<>(pods);
    }

    /**
     * @param lost what a broken path means
     * @param more the end of the sentence that says that all is well
     */
    Judgement judge(Verdict lost, String more) {
        boolean knowsAll = Set.copyOf(mesh.pods()).containsAll(pods);
        List<String> broken = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (String pod : pods) {
            List<MeshFact.Broken> faults = faults(pod);
            faults.forEach(each -> {
                broken.add(pod + " to " + each.pod() + (each.error().isEmpty() ? "" : " (" + each.error() + ")"));
                // without a time: when a round was says nothing of since when a path is broken, and it is no progress
                evidence.add(new Evidence("Goldpinger " + pod, "podResults[" + each.pod() + "].OK", "false", null));
            });
            if (faults.isEmpty() && !(knowsAll && saysAll(pod))) {
                silent.add(pod);
            }
        }
        if (!broken.isEmpty()) {
            return Judgement.of(lost, broken.size() + " paths are broken: " + Words.list(broken), evidence);
        }
        if (!silent.isEmpty()) {
            return Judgement.unknown(Words.of(silent.size(), pods.size(), "instances say nothing of some others: ")
                    + Words.list(silent));
        }
        return Judgement.passed(
                Words.of(pods.size(), pods.size(), "instances reach all others") + more,
                List.of(new Evidence(
                        "Goldpinger " + mesh.answered(),
                        "check_all",
                        pods.size() + " instances reach each other",
                        null)));
    }

    private List<MeshFact.Broken> faults(String pod) {
        MeshFact.Row row = mesh.rows().get(pod);
        return row == null
                ? List.of()
                : row.broken().stream()
                        .filter(each -> pods.contains(each.pod()))
                        .toList();
    }

    private boolean saysAll(String pod) {
        return mesh.unreached(pod)
                .filter(missing -> missing.stream().noneMatch(pods::contains))
                .isPresent();
    }
}
