package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.plan.UndoRenderer;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.SpecReader;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What merged phases wrote is looked for on every later base; what people write beside it is theirs. */
class LostChangesTest {

    private static final String SPEC = "crossfade.yaml";

    /** A label on every object of the customer's, between the first phase and the second. */
    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void whatPeopleWriteBesideItIsNotLost(Variant variant) {
        MapTree start = MapTree.copyOf(variant.preview().commits().get(0).base());
        MapTree first = variant.states().get(1);
        List<String> files = InventoryReader.inputs(spec(start), start);
        MapTree labelled = labelled(first, files);
        assertThat(labelled).isNotEqualTo(first);
        Preview rest = Story.planFrom(start, labelled);
        List<MapTree> states = Story.states(rest);
        for (int i = 1; i < states.size(); i++) {
            if (changed(states.get(i - 1), states.get(i)).stream().anyMatch(files::contains)) {
                assertThat(lost(start, states.get(i)))
                        .as("after " + rest.commits().get(i - 1).entry().id())
                        .isEmpty();
            }
        }
    }

    /** Every file that differs from the start, given back as it was then. */
    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void whatIsGivenBackIsLost(Variant variant) {
        MapTree start = MapTree.copyOf(variant.preview().commits().get(0).base());
        List<String> markers =
                List.of(variant.layout().marker(), variant.layout().applicationsMarker());
        List<MapTree> states = variant.states();
        MapTree before = start;
        // every third: what is written meanwhile still stands there
        for (int i = (states.size() - 2) % 3; i < states.size() - 1; i += 3) {
            MapTree state = states.get(i);
            List<String> changed = changed(before, state).stream()
                    .filter(path -> path.endsWith(".yaml") && !markers.contains(path))
                    .filter(path -> !same(start, state, path))
                    .toList();
            MapTree base = new MapTree(state.files());
            changed.forEach(path -> start.read(path)
                    .ifPresentOrElse(
                            text -> base.files().put(path, text),
                            () -> base.files().remove(path)));
            assertThat(lost(start, base))
                    .extracting(problem -> problem.where().file())
                    .as(changed::toString)
                    .hasSameElementsAs(changed);
            before = state;
        }
    }

    /** Every file that a phase changed, as it was just before that phase. */
    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void whatTheNewestPhaseDidIsLostWithoutIt(Variant variant) {
        MapTree start = MapTree.copyOf(variant.preview().commits().get(0).base());
        List<MapTree> states = Story.states(variant.preview());
        for (int i = 1 + variant.name().length() % 4; i < states.size() - 1; i += 4) {
            MapTree state = states.get(i);
            MapTree before = states.get(i - 1);
            MapTree base = new MapTree(state.files());
            List<String> changed = new ArrayList<>();
            for (String path : new TreeSet<>(
                    variant.preview().commits().get(i - 1).changes().files().keySet())) {
                if (path.endsWith(".yaml") && !path.contains("configmap-crossfade") && !same(before, state, path)) {
                    changed.add(path);
                    before.read(path)
                            .ifPresentOrElse(
                                    text -> base.files().put(path, text),
                                    () -> base.files().remove(path));
                }
            }
            assertThat(lost(start, base))
                    .extracting(problem -> problem.where().file())
                    .as(variant.preview().commits().get(i - 1).entry().id())
                    .hasSameElementsAs(changed);
        }
    }

    /** An example, the newest phase, a file, what it says then, what somebody made of it, and what is said of that. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "db-schenker|install-cilium|network/calico/calico.yaml|value: kubernetes-internal-ip|value: first-found"
                        + "|network/calico/calico.yaml:\\d+:\\d+: phase pin-calico-address wrote DaemonSet kube-system/calico-node"
                        + " spec.template.spec.containers\\[calico-node\\].env\\[IP_AUTODETECTION_METHOD\\].value"
                        + " 'kubernetes-internal-ip', and now it is 'first-found': .*",
                "db-schenker|install-cilium|network/migration/bootstrap.yaml|https://helm.cilium.io]|https://charts.example.com]"
                        + "|network/migration/bootstrap.yaml: phase prepare wrote AppProject argocd/\\S+"
                        + " spec.sourceRepos\\[https://helm.cilium.io\\], and it is gone: .*",
                "db-schenker|drop-overlay|network/cilium/values.yaml|tunnelProtocol: vxlan|tunnelProtocol: geneve"
                        + "|network/cilium/values.yaml:\\d+:\\d+: phase install-cilium wrote tunnelProtocol 'vxlan', and now it is 'geneve': .*",
                "db-schenker|retire-node-config|network/cilium/values.yaml|mode: cluster-pool|# none"
                        + "|network/cilium/values.yaml: phase install-cilium wrote ipam.mode 'cluster-pool', and it is gone: .*",
                "operator-karpenter|rotate-nodes-general|infra/nodepool-data.yaml|- {nodes: \"0\"}|- {nodes: \"5\"}"
                        + "|infra/nodepool-data.yaml: phase node-templates wrote NodePool data spec.disruption.budgets\\[\\{nodes: 0\\}\\], and it is gone: .*",
                "operator-karpenter|node-templates|infra/nodepool-general.yaml|        - {key: node.cilium.io/agent-not-ready, value: \"true\", effect: NoExecute}|        - {key: example.com/warm, effect: NoExecute}"
                        + "|infra/nodepool-general.yaml: phase node-templates wrote NodePool general"
                        + " spec.template.spec.startupTaints\\[node.cilium.io/agent-not-ready\\].effect 'NoExecute', and it is gone,"
                        + " and 2 more in this file: .*",
                "operator-karpenter|node-config|network/migration/manifests/ciliumnodeconfig-cilium-default.yaml|Prune=false,Delete=false|Delete=false"
                        + "|network/migration/manifests/ciliumnodeconfig-cilium-default.yaml:\\d+:\\d+: phase node-config wrote"
                        + " CiliumNodeConfig kube-system/cilium-default metadata.annotations.argocd.argoproj.io/sync-options"
                        + " 'Prune=false,Delete=false', and now it is 'Delete=false': .*"
            })
    void whatIsLostIsNamed(String example, String phase, String file, String says, String instead, String message) {
        MapTree start = Story.tree(example);
        MapTree merged = Journey.of(Story.plan(start)).after(phase);
        String changed = Story.replace(merged.files().get(file), says, instead);
        assertThat(lost(start, merged.with(file, changed)))
                .extracting(problem -> problem.where().text() + ": " + problem.message())
                .singleElement()
                .asString()
                .matches(message);
    }

    @Test
    void anObjectThatIsGoneIsToldOnce() {
        MapTree start = Story.tree();
        MapTree base = Journey.of(Story.plan(start)).after("node-config");
        String file = "network/migration/manifests/ciliumnodeconfig-cilium-default.yaml";
        assertThat(base.files().remove(file)).isNotNull();
        assertThat(lost(start, base)).singleElement().satisfies(problem -> {
            assertThat(problem.where().text()).isEqualTo(file);
            assertThat(problem.message())
                    .isEqualTo("phase node-config wrote CiliumNodeConfig kube-system/cilium-default, and it is gone:"
                            + " the phases to come rest on it");
        });
    }

    /** An example, the newest phase, a file with an object of the customer's, its name, another one, and what is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db-schenker|install-cilium|kafka/broker.yaml|name: kafka-broker|name: kafka-brokers"
                        + "|phase quiesce-workloads-kafka-broker wrote StatefulSet kafka/kafka-broker spec.replicas '0',"
                        + " and StatefulSet kafka/kafka-broker is gone: ",
                "operator-karpenter|rotate-nodes-general|infra/nodepool-data.yaml|name: data|name: database"
                        + "|phase node-templates wrote NodePool data spec.disruption.budgets[{nodes: 0}],"
                        + " and NodePool data is gone: "
            })
    void anObjectOfTheCustomersThatIsGoneIsToldOnce(
            String example, String phase, String file, String name, String other, String message) {
        MapTree start = Story.tree(example);
        MapTree merged = Journey.of(Story.plan(start)).after(phase);
        String renamed = Story.replace(merged.files().get(file), name, other);
        assertThat(lost(start, merged.with(file, renamed))).singleElement().satisfies(problem -> {
            assertThat(problem.where().text()).isEqualTo(file);
            assertThat(problem.message()).startsWith(message);
        });
    }

    @Test
    void filesOfEveryEndingAreLookedAt() {
        String pool = "infra/pool.yml";
        MapTree start = NodeFiles.story("    templates: [" + pool + "]\n").with(pool, NodeFiles.GENERAL_POOL);
        MapTree base = Journey.of(Story.plan(start)).after("node-templates").with(pool, NodeFiles.GENERAL_POOL);
        assertThat(lost(start, base))
                .extracting(problem -> problem.where().file())
                .containsOnly(pool);
    }

    @Test
    void aSourceOfCiliumsApplicationIsNamedByItsChart() {
        MapTree start = Story.tree();
        MapTree merged = Journey.of(Story.plan(start)).after("install-cilium");
        String file = "network/migration/applications/application-cilium.yaml";
        String edited = Story.replace(merged.files().get(file), "targetRevision: 1.18.12", "targetRevision: 1.18.11");
        assertThat(lost(start, merged.with(file, edited)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("phase install-cilium wrote Application argocd/prod-cilium"
                                + " spec.sources[cilium].targetRevision '1.18.12', and now it is '1.18.11'"));
    }

    @Test
    void aNameOfManyLinesEndsAtItsFirst() {
        MapTree plain = Story.tree();
        String file = "network/calico/kustomization.yaml";
        MapTree start = plain.with(file, "resources: [calico.yaml, crds.yaml]\n")
                .with(
                        SPEC,
                        Story.replace(
                                plain.files().get(SPEC),
                                "files: [network/calico/calico.yaml, network/calico/crds.yaml]",
                                "kustomization: network/calico"));
        MapTree merged = Journey.of(Story.plan(start)).after("install-cilium");
        assertThat(lost(start, merged.with(file, start.files().get(file))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("phase pin-calico-address wrote ")
                        .contains("patches[{patch: apiVersion: apps/v1…, and it is gone")
                        .doesNotContain("\n"));
    }

    @Test
    void aValueOfManyLinesEndsAtItsFirst() {
        MapTree start = Story.tree();
        String values = "network/cilium/values.yaml";
        MapTree merged = Journey.of(Story.plan(start)).after("drop-overlay");
        String text = Story.replace(
                merged.files().get(values), "tunnelProtocol: vxlan", "tunnelProtocol: |-\n  geneve\n  or another");
        assertThat(lost(start, merged.with(values, text)))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("and now it is 'geneve…': ");
    }

    @Test
    void whatPhasesLostInOneFileIsToldInTheirOrder() {
        MapTree start = Story.tree();
        String values = "network/cilium/values.yaml";
        MapTree merged = Journey.of(Story.plan(start)).after("drop-overlay");
        String text = merged.files()
                .get(values)
                .replace("hostLegacyRouting: true", "hostLegacyRouting: false")
                .replace("tunnelProtocol: vxlan", "tunnelProtocol: geneve");
        assertThat(lost(start, merged.with(values, text)))
                .extracting(problem -> problem.message().split(",")[0])
                .containsExactly(
                        "phase install-cilium wrote tunnelProtocol 'vxlan'",
                        "phase drop-overlay wrote bpf.hostLegacyRouting 'true'");
    }

    @Test
    void whatWasTakenAwayDoesNotComeBack() {
        MapTree start = Story.tree();
        Journey journey = Journey.of(Story.plan(start));
        String file = "network/calico/crds.yaml";
        MapTree base = journey.after("clean-nodes").with(file, start.files().get(file));
        int documents = Journey.read(start, file).documents().size();
        assertThat(lost(start, base)).singleElement().satisfies(problem -> {
            assertThat(problem.isBlocker()).isTrue();
            assertThat(problem.where().text()).startsWith(file + ":");
            assertThat(problem.message())
                    .startsWith("phase remove-calico-leftovers took CustomResourceDefinition ")
                    .contains(" away, and it is back, and " + (documents - 1) + " more in this file: ");
        });
    }

    @Test
    void aPersonMayAnswerForIt() {
        MapTree start = Story.tree();
        MapTree merged = Journey.of(Story.plan(start)).after("install-cilium");
        String values = "network/cilium/values.yaml";
        MapTree base = merged.with(
                        values, merged.files().get(values).replace("tunnelProtocol: vxlan", "tunnelProtocol: geneve"))
                .with(
                        SPEC,
                        merged.files().get(SPEC)
                                + "  acknowledged: [{code: phase-lost, file: network/cilium/values.yaml, reason: tried, by: Ada Example}]\n");
        assertThat(lost(start, base)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.NOTE);
            assertThat(problem.message()).endsWith("; Ada Example answers for it: tried");
        });
        for (String file : List.of("", "file: network/calico/calico.yaml, ")) {
            MapTree other = base.with(SPEC, base.files().get(SPEC).replace("file: network/cilium/values.yaml, ", file));
            assertThat(lost(start, other)).extracting(Problem::isBlocker).containsExactly(true);
        }
    }

    /** After an undo the phase is to come again, and between its two commits nothing is looked for. */
    @Test
    void whatIsUndoneIsNotLost() {
        MapTree start = Story.tree();
        Preview preview = Story.plan(start);
        Journey journey = Journey.of(preview);
        for (String phase : journey.ids()) {
            PlannedCommit commit = journey.commit(phase);
            MapTree state = journey.after(phase);
            if (commit.entry().step().undo() == Undo.NONE) {
                continue;
            }
            for (ChangeSet undo : new UndoRenderer(preview.plan().migration())
                    .render(commit.entry().step(), commit.base(), state)) {
                state = state.with(undo);
                assertThat(lost(start, state)).as(phase).isEmpty();
            }
        }
    }

    private static List<String> changed(MapTree before, MapTree after) {
        return after.files().keySet().stream()
                .filter(path -> !after.read(path).equals(before.read(path)))
                .toList();
    }

    /** Equal but for comments. */
    private static boolean same(MapTree one, MapTree other, String path) {
        return roots(one, path).equals(roots(other, path));
    }

    private static List<Object> roots(MapTree tree, String path) {
        return tree.read(path).stream()
                .flatMap(text -> YamlFile.parse(path, text).documents().stream())
                .map(YamlDocument::root)
                .toList();
    }

    private static MapTree labelled(MapTree tree, List<String> files) {
        MapTree labelled = tree;
        for (String path : files) {
            Optional<String> text = tree.read(path);
            if (text.isPresent() && !path.equals(SPEC)) {
                YamlFile file = YamlFile.parse(path, text.get());
                for (YamlDocument document : file.documents()) {
                    if (document.get(YamlPath.of("metadata")).isPresent()) {
                        file = file.set(
                                document.index(), YamlPath.of("metadata", "labels", "example.com/team"), "net", null);
                    }
                }
                labelled = labelled.with(path, file.text());
            }
        }
        return labelled;
    }

    private static MigrationSpec spec(MapTree tree) {
        return SpecReader.read(SPEC, tree.files().get(SPEC)).spec().orElseThrow();
    }

    private static List<Problem> lost(MapTree start, MapTree base) {
        return Story.said(start, base).stream()
                .filter(problem -> problem.code() == ErrorCode.PHASE_LOST)
                .toList();
    }
}
