package dev.crossfade.core.spec;

import java.util.List;

/** What stands under spec. */
record SpecBody(
        @Key(value = "The cluster that migrates", required = true)
        ClusterSpec cluster,

        @Key(value = "The Calico that it runs", required = true)
        CalicoSpec calico,

        @Key(value = "Which network policies there are", required = true)
        PoliciesSpec policies,

        @Key(value = "The Cilium that it shall run", required = true)
        CiliumSpec cilium,

        @Key(value = "How the nodes move", required = true) NodesSpec nodes,

        @Key(value = "What measures connectivity", or = "{deploy: {}}")
        ProbeSpec probe,

        @Key(value = "What protects CoreDNS", or = "{}") CoreDnsSpec coreDNS,

        @Key(value = "When declared workloads stop", or = "beforeFirstNodes")
        Quiesce quiesce,

        @Key(value = "Workloads that stand still, stopped in this order and started in the reverse", or = "[]")
        List<WorkloadSpec> workloads,

        @Key(value = "The copy of the cluster's objects", required = true)
        BackupSpec backup,

        @Key(value = "Where the plan is written", or = "{}") GitSpec git,

        @Key(value = "The Argo CD that applies it", required = true)
        ArgoSpec argo,

        @Key(value = "Where pull requests are opened", or = "{}")
        ProposalsSpec proposals,

        @Key(value = "When a phase counts as proved", or = "{}")
        GatesSpec gates,

        @Key(value = "Findings that somebody answers for", or = "[]")
        List<Acknowledgement> acknowledged,

        @Key(value = "Images of Jobs", or = "{}") ImagesSpec images) {}
