package dev.crossfade.core.examination;

import dev.crossfade.core.facts.PolicyFacts;
import dev.crossfade.core.inventory.PolicyRange;
import dev.crossfade.core.inventory.PolicyReader;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.spec.PoliciesSpec;
import dev.crossfade.core.spec.PoliciesSpec.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what crossfade.yaml says of policies with those that the repository keeps for the cluster. */
final class PolicyFindings {

    private static final Set<String> CILIUM = Set.of("CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy");

    private PolicyFindings() {}

    static List<Problem> check(Migration migration, Settings settings, List<RepositoryObject> objects) {
        PoliciesSpec policies = migration.spec().policies();
        List<Problem> findings = new ArrayList<>();
        if (policies.calico() == Presence.ABSENT) {
            CalicoPolicies.in(objects).forEach(policy -> findings.add(undeclared(policy, "calico")));
        }
        objects.forEach(object -> clusterWide(settings, object).ifPresent(findings::add));
        boolean replaced = policies.calico() == Presence.REPLACED;
        if (replaced && objects.stream().noneMatch(object -> CILIUM.contains(object.kind()))) {
            findings.add(Problem.warning(
                    ErrorCode.POLICIES_NOT_REPLACED,
                    Where.object("spec.policies.calico"),
                    "Calico's policies are said to be replaced, and the repository keeps no CiliumNetworkPolicy and no"
                            + " CiliumClusterwideNetworkPolicy for this cluster",
                    "commit their Cilium form, or answer for it where another repository keeps it"));
        }
        if (policies.kubernetes() == Presence.ABSENT) {
            objects.stream()
                    .filter(PolicyReader::isKubernetes)
                    .findFirst()
                    .ifPresent(policy -> findings.add(undeclared(policy, "kubernetes")));
            return findings;
        }
        migration.inventory().policyRanges().forEach(range -> findings.add(ipBlock(range)));
        return findings;
    }

    private static Problem undeclared(RepositoryObject policy, String key) {
        return Problem.warning(
                ErrorCode.POLICIES_UNDECLARED,
                policy.where(),
                policy.title() + " is kept here, and policies." + key + " is absent",
                key.equals("calico")
                        ? "say 'present', then 'replaced' once its Cilium form is in Git; or delete it"
                        : "say 'present', or delete it");
    }

    /** Calico enforces them, and most of Cilium's releases do not. */
    private static Optional<Problem> clusterWide(Settings settings, RepositoryObject policy) {
        String cilium = settings.spec().cilium().version().toString();
        Optional<String> value = PolicyFacts.enforcedBy(policy.kind(), cilium);
        if (!PolicyFacts.isClusterWide(policy.group(), policy.kind())
                || value.filter(settings::isTrue).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Problem.warning(
                ErrorCode.POLICIES_UNDECLARED,
                policy.where(),
                policy.title() + " is kept here, and Cilium " + cilium + " does not enforce it"
                        + value.map(name -> " without " + name).orElse(""),
                value.map(name -> "set " + name + ": true in your values file, or write it as ")
                                .orElse("write it as ")
                        + "a CiliumClusterwideNetworkPolicy; then answer for it or delete it"));
    }

    private static Problem ipBlock(PolicyRange range) {
        return Problem.warning(
                ErrorCode.POLICY_IP_BLOCK,
                range.where(),
                "NetworkPolicy " + range.title() + " meets " + String.join(", ", range.meets())
                        + ": Calico matches them with an ipBlock, Cilium does not",
                "choose pods by selectors; nodes and the API server by entities of a CiliumNetworkPolicy");
    }
}
