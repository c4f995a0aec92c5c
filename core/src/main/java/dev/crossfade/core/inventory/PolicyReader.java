package dev.crossfade.core.inventory;

import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.spec.Cidr;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the ipBlocks of Kubernetes NetworkPolicies that would no longer match what they match today. */
public final class PolicyReader {

    private static final SortedMap<String, String> PEERS = new TreeMap<>(Map.of("egress", "to", "ingress", "from"));

    /** What Cilium matches no ipBlock with, by words for people (cilium#9209, cilium#12277). */
    private final Map<String, List<Cidr>> known = new LinkedHashMap<>();

    private PolicyReader(MigrationSpec spec) {
        known.put("pods on Calico", spec.calico().pools());
        known.put("pods on Cilium", spec.cilium().podCIDRs());
        known.put("nodes", spec.cluster().nodeCIDRs());
        known.put(
                "Services and the API server",
                Optional.ofNullable(spec.cluster().serviceCIDR()).stream().toList());
    }

    /** @param objects what the repository keeps for the cluster */
    public static List<PolicyRange> ranges(MigrationSpec spec, List<RepositoryObject> objects) {
        PolicyReader reader = new PolicyReader(spec);
        return objects.stream()
                .filter(PolicyReader::isKubernetes)
                .flatMap(policy -> reader.ranges(policy).stream())
                .toList();
    }

    public static boolean isKubernetes(RepositoryObject object) {
        return object.kind().equals("NetworkPolicy") && object.group().equals("networking.k8s.io");
    }

    private List<PolicyRange> ranges(RepositoryObject policy) {
        List<PolicyRange> ranges = new ArrayList<>();
        for (Map.Entry<String, String> side : PEERS.entrySet()) {
            YamlPath rules = YamlPath.of("spec", side.getKey());
            for (int i = 0; i < policy.list(rules).size(); i++) {
                YamlPath peers = rules.child(i).child(side.getValue());
                for (int j = 0; j < policy.list(peers).size(); j++) {
                    range(policy, side.getKey(), peers.child(j).child("ipBlock"))
                            .ifPresent(ranges::add);
                }
            }
        }
        return ranges;
    }

    private Optional<PolicyRange> range(RepositoryObject policy, String direction, YamlPath path) {
        Optional<Cidr> range = policy.get(path.child("cidr")).flatMap(PolicyReader::cidr);
        if (range.isEmpty()) {
            return Optional.empty();
        }
        List<Cidr> except = policy.list(path.child("except")).stream()
                .flatMap(text -> cidr(text).stream())
                .toList();
        IpBlock block = new IpBlock(range.get(), except);
        List<String> meets = new ArrayList<>();
        known.forEach((words, ranges) ->
                ranges.stream().filter(block::meets).forEach(met -> meets.add(words + " (" + met + ")")));
        String written = range.get() + (except.isEmpty() ? "" : " except " + join(except));
        return meets.isEmpty()
                ? Optional.empty()
                : Optional.of(new PolicyRange(
                        policy.title().substring(policy.kind().length() + 1),
                        policy.where(path),
                        direction,
                        written,
                        meets));
    }

    private static String join(List<Cidr> ranges) {
        return String.join(", ", ranges.stream().map(Cidr::toString).toList());
    }

    /** What the API server would refuse anyway is no range. */
    private static Optional<Cidr> cidr(Object text) {
        try {
            return Optional.of(Cidr.sloppy(String.valueOf(text)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
