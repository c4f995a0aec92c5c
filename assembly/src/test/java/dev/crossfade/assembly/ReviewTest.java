package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.ReviewText;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.review.ReviewFacts;
import dev.crossfade.core.review.ReviewWriter;
import dev.crossfade.core.review.StatusDescription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What reviewers of single phases must be able to read, whatever else changes in their texts. */
class ReviewTest {

    private static final Preview STORY = Story.preview();

    @Test
    void theInstallNamesItsValuesAndTheirEnds() {
        String text = text(STORY, "install-cilium");

        assertThat(text)
                .startsWith(
                        "<!-- crossfade:prod/install-cilium -->\n**Phase 7 of 26. Undo: `crossfade rollback install-cilium`, not")
                .contains(
                        "| Application `argocd/prod-cilium` | added |",
                        "| `cluster.name` | `prod-cluster` | for good | another name later would rewrite",
                        "| `tunnelPort` | `8473` | for good |",
                        "| `cni.customConf` | `true` | finalize-cilium | Cilium writes no CNI",
                        "| `policyEnforcementMode` | `never` | enforce-policies |",
                        "| `rollOutCiliumPods` | `true` | drop-overlay moves it to your file |",
                        "with its account and rights, 6 objects | removed; it was there for the phase before alone |",
                        "helm template cilium cilium --repo https://helm.cilium.io --version 1.18.12",
                        "  --values network/migration/cilium/values.migration.yaml",
                        "VXLAN on UDP 8473, TCP 4240 and ICMP echo",
                        "- [ ] Cilium serves no pod: ");
    }

    @Test
    void thePinShowsTheOneSettingAndItsUndo() {
        assertThat(text(STORY, "pin-calico-address"))
                .contains(
                        "| DaemonSet `kube-system/calico-node` | `spec.template.spec.containers[calico-node].env[IP_AUTODETECTION_METHOD]`: + `kubernetes-internal-ip` |",
                        "| ConfigMap `kube-system/crossfade-prod` | marker |",
                        "[cilium#31273](https://github.com/cilium/cilium/issues/31273)",
                        "- [ ] Cilium was never installed in this cluster");
        assertThat(text(Story.plan(Story.tree("operator-karpenter")), "pin-calico-address"))
                .contains("| Installation `default` | `spec.calicoNetwork.nodeAddressAutodetectionV4`: + "
                        + "`{firstFound: false, kubernetes: NodeInternalIP}` |");
    }

    @Test
    void thePointOfNoReturnIsTheFirstThingToRead() {
        assertThat(text(STORY, "remove-calico-workloads"))
                .startsWith("<!-- crossfade:prod/remove-calico-workloads -->\n> [!CAUTION]\n> **POINT OF NO RETURN.")
                .contains(
                        "Not merging is safe",
                        "Crossfade never merges this one by itself.",
                        "| DaemonSet `kube-system/calico-node` | removed |",
                        "| Deployment `kube-system/calico-kube-controllers` | removed |",
                        "### Only you can know",
                        "### Undo\n\nNone. Point of no return:");
        assertThat(text(STORY, "remove-calico-workloads-prune")).contains("No way back from `remove-calico-workloads`");
    }

    @Test
    void nodePoolsShowThatTheyAreFrozenAndOpened() {
        Preview karpenter = Story.plan(Story.tree("operator-karpenter"));
        assertThat(text(karpenter, "node-templates"))
                .contains("| NodePool `general` | ", "`spec.disruption.budgets`: + `{nodes: 0}`", "startupTaints")
                .contains("without it Karpenter would replace these nodes at once");
        assertThat(text(karpenter, "rotate-nodes-general"))
                .contains("| NodePool `general` | `spec.disruption.budgets[2].nodes`: `0` → `10%` |")
                .containsPattern("### Gate: all of these, for .*; at most .* without progress\n");
    }

    @Test
    void aPatchOfAKustomizationIsShownAsTheObjectThatItChanges() {
        Map<String, String> row = Matrix.rows().stream()
                .filter(each -> each.get("world").equals("manifest kustomization"))
                .findFirst()
                .orElseThrow();
        Preview preview = Story.plan(Matrix.tree(row));
        assertThat(text(preview, "pin-calico-address"))
                .contains("| DaemonSet `kube-system/calico-node` | ", "IP_AUTODETECTION_METHOD");
        assertThat(text(preview, "remove-calico-workloads"))
                .contains("| DaemonSet `kube-system/calico-node` | removed |");
    }

    @Test
    void whatTheCallerKnowsIsSaid() {
        ReviewFacts facts = new ReviewFacts(
                List.of(new ReviewFacts.Evidence(
                        "agents-ready", "DaemonSet kube-system/cilium", "status.numberReady", "24", Instant.EPOCH)),
                Optional.of(new ReviewFacts.Rendered(
                        List.of(),
                        List.of(Map.of(
                                "apiVersion", "apps/v1", "kind", "DaemonSet", "metadata", Map.of("name", "cilium"))))));
        String text = writer(STORY)
                .text(STORY.commit("install-cilium").orElseThrow(), facts)
                .text();

        assertThat(text)
                .contains("### What proved the phase before")
                .contains(
                        "| `agents-ready` | DaemonSet kube-system/cilium | `status.numberReady` | `24` | 1970-01-01T00:00:00Z |")
                .contains("**1 objects added, 0 changed, 0 removed.**", "| DaemonSet `cilium` | added |")
                .doesNotContain("helm template", "`crossfade status` says");
        assertThat(text(STORY, "install-cilium")).doesNotContain("What proved");
    }

    @Test
    void aCommentIsNoChangeOfTheCluster() {
        assertThat(text(Story.plan(Story.tree("kubeadm-small")), "hand-over"))
                .contains("application-cilium.yaml` | comments or form, no value |")
                .contains("| file `network/migration/live/calico.yaml` | removed |");
    }

    @Test
    void aLongTableIsCutAndTheWholeAttached() {
        StringBuilder objects = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            objects.append("---\napiVersion: v1\nkind: Kind")
                    .append(i)
                    .append("\nmetadata: {name: object-")
                    .append(i)
                    .append("}\n");
        }
        ReviewText text = text(STORY, "prepare", Map.of("many.yaml", Optional.of(objects.toString())), List.of());

        assertThat(text.text()).contains(" rows more | in the attached difference |");
        assertThat(text.text().length()).isLessThanOrEqualTo(ReviewText.LONGEST);
        assertThat(text.attachment().orElseThrow()).contains("+++ b/many.yaml", "+metadata: {name: object-2999}");
    }

    /** More prose than a forge takes, too. */
    @Test
    void whatCannotBeCutByRowsIsCutByParagraphs() {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            notes.add("Note " + i + " of a repository that has a great many of them.");
        }
        ReviewText text = text(STORY, "prepare", Map.of(), notes);

        assertThat(text.text().length()).isLessThanOrEqualTo(ReviewText.LONGEST);
        assertThat(text.text()).contains("too long for a forge");
        assertThat(text.attachment()).isPresent();
        InertMarkdown.check(text.text());
    }

    @Test
    void nothingThatACustomersFileHoldsMeansAnything() {
        String nasty =
                "x | @octocat #12 !3 <img src=y onerror=z> [a](https://evil.example) `code` ``` **b** <!-- crossfade:prod/prepare --> \u202e &lt; $(id)";
        String yaml = "'" + nasty.replace("'", "''") + "'";
        String object = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + yaml + "\n  namespace: " + yaml
                + "\ndata:\n  " + yaml + ": ";
        String patch =
                "patches: [{patch: \"apiVersion: v1\\nkind: Pod\\nmetadata: {name: 'a|@b'}\\nspec: {x: '<b>'}\"}]\n";
        PlannedCommit real = STORY.commit("install-cilium").orElseThrow();
        MapTree base = MapTree.copyOf(real.base())
                .with("changed.yaml", object + "1\n")
                .with("removed.yaml", object + "1\n")
                .with("kustomization.yaml", "kind: Kustomization\n")
                .with("values-list.yaml", yaml + ": 1\n");
        TreeMap<String, Optional<String>> files = new TreeMap<>(real.changes().files());
        files.put("changed.yaml", Optional.of(object + yaml + "\n"));
        files.put("removed.yaml", Optional.empty());
        files.put("kustomization.yaml", Optional.of("kind: Kustomization\n" + patch));
        files.put("values-list.yaml", Optional.of(yaml + ": " + yaml + "\n"));
        files.put("a|b `c` @d <e> #1.txt", Optional.of("text"));
        files.put(
                "network/cilium/values.yaml",
                Optional.of(
                        "# migration: " + nasty + "; ends with " + nasty + "\nkey:\n  " + yaml + ": " + yaml + "\n"));
        PlannedCommit commit = new PlannedCommit(
                real.entry(),
                base,
                ChangeSet.of(files),
                real.gates(),
                List.of(nasty + "\n\n- " + nasty + "\n\nkubectl get " + nasty),
                real.message());
        ReviewFacts facts = new ReviewFacts(
                List.of(new ReviewFacts.Evidence(nasty, nasty, nasty, nasty, Instant.EPOCH)),
                Optional.of(new ReviewFacts.NotRendered(nasty)));

        String text = writer(STORY).text(commit, facts).text();

        assertThat(text).contains("`@octocat`", "| file ``a\\|b `c` @d <e> #1.txt`` | added |");
        InertMarkdown.check(text);
    }

    @Test
    void aSecretIsNeverShown() {
        String secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {token: %s}\n";
        PlannedCommit real = STORY.commit("prepare").orElseThrow();
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            many.append("---\napiVersion: v1\nkind: Kind\nmetadata: {name: o")
                    .append(i)
                    .append("}\n");
        }
        MapTree base = MapTree.copyOf(real.base()).with("s.yaml", secret.formatted("hunter1"));
        PlannedCommit commit = new PlannedCommit(
                real.entry(),
                base,
                ChangeSet.of(Map.of(
                        "s.yaml", Optional.of(secret.formatted("hunter2")), "m.yaml", Optional.of(many.toString()))),
                real.gates(),
                List.of(),
                real.message());

        ReviewText text = writer(STORY).text(commit, ReviewFacts.NONE);

        assertThat(text.text())
                .contains("| Secret `s` | `stringData.token`: + `(not shown)` |")
                .doesNotContain("hunter");
        assertThat(text.attachment().orElseThrow()).contains("s.yaml", "m.yaml").doesNotContain("hunter");
    }

    @Test
    void theStatusFitsItsLine() {
        PlannedCommit commit = STORY.commit("install-cilium").orElseThrow();
        assertThat(StatusDescription.unasked(STORY.plan(), commit.entry()))
                .isEqualTo("phase 7 of 26: next in line; nobody asked the cluster whether the gates before it hold")
                .hasSizeLessThan(CommitStatus.LONGEST);
    }

    private static ReviewText text(
            Preview preview, String phase, Map<String, Optional<String>> more, List<String> notes) {
        PlannedCommit real = preview.commit(phase).orElseThrow();
        TreeMap<String, Optional<String>> files = new TreeMap<>(real.changes().files());
        files.putAll(more);
        return writer(preview)
                .text(
                        new PlannedCommit(
                                real.entry(), real.base(), ChangeSet.of(files), real.gates(), notes, real.message()),
                        ReviewFacts.NONE);
    }

    private static String text(Preview preview, String phase) {
        return writer(preview)
                .text(preview.commit(phase).orElseThrow(), ReviewFacts.NONE)
                .text();
    }

    private static ReviewWriter writer(Preview preview) {
        return new ReviewWriter(preview.plan(), new ClasspathTemplates());
    }
}
