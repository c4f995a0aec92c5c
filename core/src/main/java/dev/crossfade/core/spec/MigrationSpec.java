package dev.crossfade.core.spec;

import java.util.List;

/** A validated crossfade.yaml with every default filled in; its components are documented where the file is read. */
public record MigrationSpec(
        String name,
        ClusterSpec cluster,
        CalicoSpec calico,
        PoliciesSpec policies,
        CiliumSpec cilium,
        NodesSpec nodes,
        ProbeSpec probe,
        CoreDnsSpec coreDNS,
        Quiesce quiesce,
        List<WorkloadSpec> workloads,
        BackupSpec backup,
        GitSpec git,
        ArgoSpec argo,
        ProposalsSpec proposals,
        GatesSpec gates,
        List<Acknowledgement> acknowledged,
        ImagesSpec images) {

    public MigrationSpec {
        workloads = List.copyOf(workloads);
        acknowledged = List.copyOf(acknowledged);
    }

    /** Fills in the defaults that follow from other values. */
    static MigrationSpec of(Document document) {
        String name = document.metadata().name();
        SpecBody spec = document.spec();
        return new MigrationSpec(
                name,
                spec.cluster(),
                spec.calico(),
                spec.policies(),
                spec.cilium().application().isEmpty() ? spec.cilium().named(name + "-cilium") : spec.cilium(),
                spec.nodes(),
                spec.probe(),
                spec.coreDNS(),
                spec.quiesce(),
                spec.workloads(),
                spec.backup(),
                spec.git(),
                spec.argo().project().isEmpty() ? spec.argo().in("crossfade-" + name) : spec.argo(),
                spec.proposals(),
                spec.gates(),
                spec.acknowledged(),
                spec.images().kubectl().isEmpty()
                        ? new ImagesSpec(
                                "registry.k8s.io/kubectl:v" + spec.cluster().kubernetesVersion() + ".0",
                                spec.images().pullSecrets())
                        : spec.images());
    }
}
