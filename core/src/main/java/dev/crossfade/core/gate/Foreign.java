package dev.crossfade.core.gate;

import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What others than Argo CD have written of an object since a time and still stands.
 *
 * @param application the one that applies the objects
 */
record Foreign(Instant since, ObjectId application) {

    /** By server-side apply and otherwise (argo-cd, common/common.go, ArgoCDSSAManager; kubectl's default is the program's name). */
    private static final Set<String> ARGO = Set.of("argocd-controller", "argocd-application-controller");

    /** Restarts pods and changes nothing (kubectl, pkg/polymorphichelpers/objectrestarter.go). */
    private static final String RESTARTED = "spec.template.metadata.annotations.kubectl.kubernetes.io/restartedAt";

    /**
     * @param time when the manager wrote the last time, which may have been another of its fields: the API server keeps no more
     * @param fields empty where it is not known what was written
     */
    record Change(ObjectId id, String manager, Instant time, List<String> fields) {

        String words() {
            return fields.isEmpty()
                    ? id + " at " + time
                    : id + ": " + manager + " wrote " + Words.list(fields) + ", at the latest at " + time;
        }
    }

    Stream<Change> changes(ObjectFact fact) {
        if (fact.writes().isEmpty()) {
            Instant changed = fact.changed();
            return changed.isAfter(since)
                    ? Stream.of(new Change(fact.id(), "somebody", changed, List.of()))
                    : Stream.empty();
        }
        Set<String> ours = new HashSet<>(Set.of(RESTARTED));
        fact.writes().stream().filter(Foreign::isArgo).forEach(write -> ours.addAll(write.fields()));
        return fact.writes().stream()
                .filter(write -> !isArgo(write) && write.time().isAfter(since))
                .map(write -> new Change(
                        fact.id(),
                        write.manager(),
                        write.time(),
                        write.fields().stream()
                                .filter(field -> !ours.contains(field))
                                .sorted()
                                .toList()))
                .filter(change -> !change.fields().isEmpty());
    }

    private static boolean isArgo(Write write) {
        return ARGO.contains(write.manager());
    }

    Judgement judgement(List<Change> changes) {
        List<Evidence> evidence = changes.stream()
                .map(change -> Evidence.of(
                        change.id(),
                        "metadata.managedFields[" + change.manager() + "]",
                        change.fields().isEmpty() ? "changed" : String.join(", ", change.fields()),
                        change.time()))
                .toList();
        return Judgement.waiting(
                        "this phase changes nothing that the chart renders, but since the merge somebody has: "
                                + Words.list(changes.stream().map(Change::words).toList()),
                        evidence)
                .needing(need(changes));
    }

    private Need need(List<Change> changes) {
        List<List<String>> table = new ArrayList<>(List.of(List.of("OBJECT", "WHO", "LAST WRITE", "FIELD")));
        changes.forEach(change -> change.fields()
                .forEach(field -> table.add(List.of(
                        change.id().toString(), change.manager(), change.time().toString(), field))));
        return new Need(
                "Others than Argo CD have changed what Cilium runs by since the merge. Find out why, and put what has to stay into"
                        + " the values in Git. Take away what was added by hand, then sync "
                        + application
                        + ", which gives changed fields their values back; where that restarts pods, the gate waits for them to be"
                        + " Ready.",
                changes.stream().allMatch(change -> change.fields().isEmpty()) ? List.of() : table,
                Stream.concat(
                                changes.stream()
                                        .map(Change::id)
                                        .distinct()
                                        .map(id -> "kubectl -n " + id.namespace() + " get "
                                                + id.kind().toLowerCase(Locale.ROOT) + " " + id.name()
                                                + " -o yaml --show-managed-fields"),
                                Stream.of(ApplicationNeeds.sync(application)))
                        .toList());
    }
}
