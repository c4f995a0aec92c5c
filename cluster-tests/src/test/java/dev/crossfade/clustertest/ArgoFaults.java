package dev.crossfade.clustertest;

import static dev.crossfade.clustertest.Fault.borne;
import static dev.crossfade.clustertest.Fault.gate;
import static dev.crossfade.clustertest.Fault.kubectl;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What goes wrong with Argo CD and what it keeps. */
final class ArgoFaults {

    private static final String ROOT = "-n argocd %s application crossfade-prod ";
    private static final String WINDOW =
            "-n argocd patch appproject crossfade-prod --type=merge -p '{\"spec\":{\"syncWindows\":%s}}'";

    /** Of every Application that Argo CD has not looked at since the merge. */
    private static final String UNSEEN = "which is from before this merge ({merge})";

    private static final String REFUSAL = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: refusal}
            spec:
              failurePolicy: Fail
              matchConstraints:
                resourceRules:
                  - {apiGroups: [cilium.io], apiVersions: ["*"], operations: [CREATE, UPDATE], resources: [ciliumnodeconfigs]}
              validations: [{expression: "false", message: not today}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: refusal}
            spec: {policyName: refusal, validationActions: [Deny]}
            """;

    private ArgoFaults() {}

    /** While a proposal waits; of the root Application, which is there from the first phase on. */
    static List<Fault> ofTheRoot() {
        return List.of(
                gate(
                        "Application paused",
                        "argo-synced",
                        "crossfade-prod is paused",
                        kubectl(ROOT.formatted("annotate") + "argocd.argoproj.io/skip-reconcile=true"),
                        kubectl(ROOT.formatted("annotate") + "argocd.argoproj.io/skip-reconcile-")),
                gate(
                        "Application pointed at another branch",
                        "argo-synced",
                        "crossfade-prod is not the one of Git: spec.source differ",
                        kubectl(ROOT.formatted("patch")
                                + "--type=merge -p '{\"spec\":{\"source\":{\"targetRevision\":\"HEAD\"}}}'"),
                        kubectl(ROOT.formatted("patch")
                                + "--type=merge -p '{\"spec\":{\"source\":{\"targetRevision\":\"main\"}}}'")),
                gate(
                        "Application moved to another project",
                        "argo-synced",
                        "crossfade-prod is not the one of Git: spec.project differ",
                        kubectl(ROOT.formatted("patch") + "--type=merge -p '{\"spec\":{\"project\":\"default\"}}'"),
                        kubectl(ROOT.formatted("patch")
                                + "--type=merge -p '{\"spec\":{\"project\":\"crossfade-prod\"}}'")),
                gate(
                        "marker changed by hand",
                        "argo-synced",
                        "phase=hand-over",
                        kubectl("-n kube-system patch configmap crossfade-prod --type=merge -p"
                                + " '{\"data\":{\"phase\":\"hand-over\"}}'"),
                        kubectl("-n kube-system patch configmap crossfade-prod --type=merge -p"
                                + " '{\"data\":{\"phase\":\"prepare\"}}'")),
                gate(
                        "root Application deleted",
                        "argo-synced",
                        "crossfade-prod answers 404",
                        kubectl(ROOT.formatted("delete")),
                        workshop -> workshop.kubectl(
                                "apply -f " + workshop.root().resolve("network/migration/bootstrap.yaml"))));
    }

    /** While a proposal waits; of its processes. */
    static List<Fault> ofTheProcesses() {
        return List.of(borne(
                "Redis begins anew", workshop -> workshop.part("redis").stop().start()));
    }

    /** While a proposal waits; of the child. */
    static List<Fault> ofTheChild() {
        return List.of(gate(
                "child Application missing",
                "argo-synced",
                "prod-cilium answers 404",
                kubectl("-n argocd delete application prod-cilium"),
                workshop -> workshop.sync("crossfade-prod-applications")));
    }

    /** Broken when a phase is merged. */
    static Map<String, Fault> whenMerged() {
        Map<String, Fault> all = new TreeMap<>(processes());
        all.putAll(policies());
        return all;
    }

    private static Map<String, Fault> processes() {
        return Map.of(
                "pin-calico-address",
                gate(
                        "repo-server is away",
                        "argo-synced",
                        "rpc error: code = Unavailable",
                        workshop -> workshop.part("argocd-repo-server").stop(),
                        workshop -> workshop.part("argocd-repo-server").start()),
                "relax-policies",
                gate(
                        "application controller is away",
                        "argo-synced",
                        UNSEEN,
                        workshop ->
                                workshop.part("argocd-application-controller").stop(),
                        workshop ->
                                workshop.part("argocd-application-controller").start()),
                "quiesce-workloads-kafka-broker",
                gate(
                        "Redis stands still",
                        "argo-synced",
                        UNSEEN,
                        workshop -> workshop.part("redis").freeze(),
                        workshop -> workshop.part("redis").thaw()));
    }

    private static Map<String, Fault> policies() {
        return Map.of(
                "node-config",
                gate(
                        "the cluster refuses what is merged",
                        "argo-synced",
                        "not today",
                        kubectl("apply -f - <<'END'\n" + REFUSAL + "END"),
                        workshop -> {
                            workshop.kubectl(
                                    "delete validatingadmissionpolicy,validatingadmissionpolicybinding refusal");
                            workshop.sync("crossfade-prod");
                        }),
                "quiesce-workloads",
                gate(
                        "sync is manual: green for the commit before",
                        "argo-synced",
                        "crossfade-prod is OutOfSync, and Argo CD does not sync it by itself",
                        kubectl(ROOT.formatted("patch")
                                + "--type=json -p '[{\"op\":\"remove\",\"path\":\"/spec/syncPolicy/automated\"}]'"),
                        kubectl(ROOT.formatted("patch")
                                + "--type=merge -p '{\"spec\":{\"syncPolicy\":{\"automated\":{\"prune\":true}}}}'")),
                "install-cilium",
                gate(
                        "a sync window denies",
                        "argo-synced",
                        "blocked by a sync window of project crossfade-prod",
                        kubectl(
                                WINDOW.formatted(
                                        "[{\"kind\":\"deny\",\"schedule\":\"* * * * *\",\"duration\":\"1h\",\"applications\":[\"*\"]}]")),
                        kubectl(WINDOW.formatted("null"))));
    }
}
