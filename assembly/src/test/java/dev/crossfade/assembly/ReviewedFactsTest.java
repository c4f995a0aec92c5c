package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.review.ReviewFacts;
import dev.crossfade.core.review.ReviewWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text says of pods and objects is read from what the phase changes. */
class ReviewedFactsTest {

    private static final String CALICO = "network/calico/calico.yaml";

    @Test
    void aDaemonSetThatWaitsForDeletionsRestartsNothing() {
        Preview preview = strategy("type: OnDelete");
        assertThat(words(preview.commit("pin-calico-address").orElseThrow().message()))
                .contains("calico-node does not restart by itself (updateStrategy OnDelete)")
                .doesNotContain("node by node");
        assertThat(text(preview, "pin-calico-address"))
                .contains(
                        "- **Pods that restart:** none by itself: calico-node has updateStrategy OnDelete.",
                        "kubectl -n kube-system delete pod -l k8s-app=calico-node --field-selector spec.nodeName=NODE;"
                                + " gate `calico-method` waits for the last one.")
                .doesNotContain("node by node");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "3"})
    void howManyRestartAtOnceIsNamed(String unavailable) {
        Preview preview = strategy("type: RollingUpdate\n    rollingUpdate:\n      maxUnavailable: " + unavailable);
        assertThat(words(preview.commit("pin-calico-address").orElseThrow().message()))
                .contains("calico-node restarts with " + unavailable
                        + " of its pods at once (maxUnavailable); no address");
        assertThat(text(preview, "pin-calico-address"))
                .contains("calico-node, **" + unavailable + " of its pods at once** (maxUnavailable")
                .doesNotContain("node by node", "the rollout stops there");
    }

    @Test
    void theOperatorRestartsOneByOneUnlessItsInstallationSaysMore() {
        MapTree tree = Story.tree("operator-karpenter");
        assertThat(text(Story.plan(tree), "pin-calico-address")).contains("calico-node, node by node,");
        String file = tree.files().entrySet().stream()
                .filter(each -> each.getValue().contains("kind: Installation\n"))
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        MapTree fast = tree.with(
                file,
                Story.replace(
                        tree.files().get(file),
                        "  calicoNetwork:",
                        "  nodeUpdateStrategy: {rollingUpdate: {maxUnavailable: 2}}\n  calicoNetwork:"));
        assertThat(text(Story.plan(fast), "pin-calico-address")).contains("calico-node, **2 of its pods at once**");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db-schenker", "kubeadm-small", "operator-karpenter"})
    void everyNameThatAJobDeletesIsShown(String example) {
        Preview preview = Story.plan(Story.tree(example));
        PlannedCommit commit = preview.commit("remove-calico-leftovers").orElseThrow();
        String text = text(preview, "remove-calico-leftovers");
        Set<String> names = new TreeSet<>();
        commit.changes()
                .files()
                .values()
                .forEach(file -> file.ifPresent(yaml -> {
                    Matcher found = Pattern.compile("[a-z]+\\.crd\\.projectcalico\\.org")
                            .matcher(yaml);
                    while (found.find()) {
                        names.add(found.group());
                    }
                }));

        assertThat(names).hasSizeGreaterThan(12);
        assertThat(text)
                .contains(
                        "; runs its commands, listed below the table |",
                        " runs, in this order:\n\n1. `kubectl ",
                        " may:\n\n- ")
                .doesNotContain("…", " more |");
        String jobs = text.substring(text.indexOf(" may:\n"), text.indexOf("- **Pods that restart:**"));
        for (String name : names) {
            assertThat(jobs.split(Pattern.quote(name), -1)).as(name).hasSizeGreaterThan(2);
        }
    }

    /** The answers are those of kubectl: a missing field is {@code <none>}. */
    @Test
    void theCommandBeforeThePointOfNoReturnFindsWhatCiliumDoesNotServe() throws Exception {
        String text = text(Story.preview(), "remove-calico-workloads");
        Matcher block = Pattern.compile("\n   ```sh\n(.*?)\n   ```\n2\\. ", Pattern.DOTALL)
                .matcher(text);
        assertThat(block.find()).isTrue();
        String script = """
                kubectl() {
                  case "$*" in
                    *ciliumendpoints*) printf '%s\\n' 'a  good  ready  10.1.0.1' 'a  late  not-ready  10.1.0.2' 'a  gone  ready  10.1.0.9' 'a  bare  <none>  <none>';;
                    *pods*Running*) printf '%s\\n' 'a  good  <none>  10.1.0.1' 'a  late  <none>  10.1.0.2' 'a  host  true  192.0.2.1' 'b  good  <none>  192.168.0.7' 'a  bare  false  10.1.0.3';;
                  esac
                }
                """;
        Process process = new ProcessBuilder("sh", "-c", script + block.group(1))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output.lines()).containsExactly("a/late 10.1.0.2", "b/good 192.168.0.7", "a/bare 10.1.0.3");
    }

    private static Preview strategy(String words) {
        MapTree tree = Story.tree();
        String calico = tree.files().get(CALICO);
        String changed = Pattern.compile("  updateStrategy:\n(    .*\n)+")
                .matcher(calico)
                .replaceFirst("  updateStrategy:\n    " + words + "\n");
        assertThat(changed).isNotEqualTo(calico);
        return Story.plan(tree.with(CALICO, changed));
    }

    private static String text(Preview preview, String phase) {
        return new ReviewWriter(preview.plan(), new ClasspathTemplates())
                .text(preview.commit(phase).orElseThrow(), ReviewFacts.NONE)
                .text();
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
