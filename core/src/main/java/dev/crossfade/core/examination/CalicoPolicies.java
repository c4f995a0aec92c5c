package dev.crossfade.core.examination;

import dev.crossfade.core.facts.PolicyFacts;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.Appliers;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.PoliciesSpec.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stops the plan where policies of Calico's own are in force, with all of them that Git keeps and what they become. */
public final class CalicoPolicies {

    /** Tiers that Calico makes itself (Calico, Tier resource). */
    private static final Set<String> TIERS_OF_ITS_OWN =
            Set.of("default", "kube-admin", "kube-baseline", "adminnetworkpolicy", "baselineadminnetworkpolicy");

    private static final String LIST = "for kind in $(kubectl api-resources --api-group=crd.projectcalico.org -o name"
            + " | grep -E 'polic|networkset|hostendpoint|tier'); do kubectl get $kind -A; done";

    private CalicoPolicies() {}

    public static List<Problem> check(MigrationSpec spec, List<RepositoryObject> objects) {
        if (spec.policies().calico() != Presence.PRESENT) {
            return List.of();
        }
        List<RepositoryObject> policies = in(objects);
        List<Problem> problems = new ArrayList<>();
        problems.add(Problem.blocker(
                ErrorCode.CALICO_POLICIES,
                Where.object("spec.policies.calico"),
                "Calico's own policies are present, and Cilium ignores them; this repository keeps "
                        + (policies.isEmpty() ? "none of them" : policies.size() + " of them"),
                "translate them, commit their Cilium form, and say 'replaced'; those in the cluster: " + LIST));
        policies.forEach(policy -> problems.add(Problem.blocker(
                ErrorCode.CALICO_POLICIES,
                policy.where(),
                policy.title() + " (" + policy.text("apiVersion") + ") means nothing to Cilium",
                "it becomes " + becomes(policy))));
        return problems;
    }

    /** Policies that are in force in the cluster, whatever crossfade.yaml says of them. */
    static List<Problem> undeclared(
            String file, Migration migration, RepositoryScan scan, List<RepositoryObject> objects) {
        if (migration.spec().policies().calico() != Presence.ABSENT) {
            return List.of();
        }
        Appliers appliers = scan.appliers(file, migration.spec());
        return in(objects).stream()
                .flatMap(policy -> inForce(migration, appliers, policy).stream()
                        .map(how -> Problem.blocker(
                                ErrorCode.CALICO_POLICIES,
                                policy.where(),
                                policy.title() + " (" + policy.text("apiVersion") + ") " + how
                                        + ", means nothing to Cilium, and policies.calico is absent",
                                "it becomes " + becomes(policy)
                                        + ": commit that, and say 'replaced'; or delete it, if nothing relies on it")))
                .toList();
    }

    private static Optional<String> inForce(Migration migration, Appliers appliers, RepositoryObject policy) {
        if (migration.inventory().calico().home() instanceof CalicoHome.Live live
                && live.files().contains(policy.file())) {
            return Optional.of("was exported from the cluster");
        }
        List<String> who = appliers.certain(policy.file());
        return who.isEmpty() ? Optional.empty() : Optional.of("is applied by " + String.join(", ", who));
    }

    static List<RepositoryObject> in(List<RepositoryObject> objects) {
        return objects.stream()
                .filter(object ->
                        PolicyFacts.becomes(object.group(), object.kind()).isPresent())
                .filter(object -> !object.kind().equals("Tier") || !TIERS_OF_ITS_OWN.contains(object.name()))
                .toList();
    }

    private static String becomes(RepositoryObject policy) {
        return PolicyFacts.becomes(policy.group(), policy.kind()).orElseThrow();
    }
}
