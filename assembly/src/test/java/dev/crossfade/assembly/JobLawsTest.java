package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of every Job of every plan, counter-Jobs included: names that Kubernetes takes, commands that kubectl knows. */
class JobLawsTest {

    /** Kubernetes, "Object Names and IDs". */
    private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";

    /** The commands that Jobs use, with their second word where there is one. */
    private static final List<String> COMMANDS =
            List.of("annotate", "delete", "rollout restart", "rollout status", "scale", "wait");

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void containersHaveNamesOfTheirOwnThatKubernetesTakes(Variant variant) {
        Map<String, YamlDocument> jobs = jobs(variant);
        jobs.forEach(JobLawsTest::namesAreLabels);
        if (!variant.preview().plan().migration().spec().workloads().isEmpty()) {
            assertThat(jobs).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everyCommandIsOneThatKubectlKnows(Variant variant) {
        jobs(variant).forEach((path, job) -> {
            for (Map<?, ?> container : containers(job)) {
                parses(
                        path,
                        ((List<?>) container.get("command"))
                                .stream().map(String::valueOf).toList());
            }
        });
    }

    @Test
    void namesakesWithDotsAndLongNamesKeepToTheLaw() {
        String longName = "a.b-".repeat(60) + "end";
        StringBuilder workloads = new StringBuilder(Variant.WORKLOADS);
        for (String namespace :
                List.of("one", "two", "three-with-a-name-as-long-as-a-namespace-can-be-in-kubernetes-x")) {
            for (String name : List.of("same", "a.b", "a-b", longName, "n".repeat(63))) {
                workloads
                        .append("    - {kind: StatefulSet, namespace: ")
                        .append(namespace.substring(0, Math.min(63, namespace.length())))
                        .append(", name: ")
                        .append(name)
                        .append(", replicas: 2, nodeSelector: {a: b}}\n");
            }
        }
        Variant variant = new Variant(
                "namesakes", Story.preview(text -> Story.replace(text, Variant.WORKLOADS, workloads.toString())));

        containersHaveNamesOfTheirOwnThatKubernetesTakes(variant);
        everyCommandIsOneThatKubectlKnows(variant);
        assertThat(jobs(variant).values())
                .anySatisfy(job -> assertThat(containers(job)).hasSizeGreaterThan(30));
    }

    /** A registry that asks who pulls: the probe's pods and every Job's say it, and no other pod of the plan. */
    @Test
    void imagesArePulledWithTheSecretsThatAreNamed() {
        Variant variant = new Variant(
                "pull-secrets",
                Story.preview(text -> Story.replace(
                        text, Variant.WORKLOADS, "  images: {pullSecrets: [registry, mirror]}\n" + Variant.WORKLOADS)));
        YamlPath secrets = YamlPath.parse("spec.template.spec.imagePullSecrets");
        Map<String, YamlDocument> jobs = jobs(variant);

        assertThat(jobs).isNotEmpty();
        assertThat(jobs.values())
                .allSatisfy(job -> assertThat(job.get(secrets))
                        .contains(List.of(Map.of("name", "registry"), Map.of("name", "mirror"))));
        String probe = "network/migration/manifests/daemonset-crossfade-prod-probe.yaml";
        String text = variant.states().get(1).read(probe).orElseThrow();
        assertThat(Parsed.documents(probe, text).get(0).get(secrets)).isPresent();
    }

    @Test
    void aWrongCommandWouldBeFound() {
        assertThatThrownBy(() -> parses("x", List.of("kubectl", "roll-out", "status", "daemonset/a")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> parses("x", List.of("kubectl", "rollout", "stat", "daemonset/a")))
                .isInstanceOf(AssertionError.class);
    }

    private static void namesAreLabels(String path, YamlDocument job) {
        assertThat(String.valueOf(job.get(YamlPath.parse("metadata.name")).orElseThrow()))
                .as(path)
                .matches(LABEL);
        assertThat(String.valueOf(job.get(YamlPath.parse("spec.template.spec.serviceAccountName"))
                        .orElseThrow()))
                .as(path)
                .matches(SUBDOMAIN);
        List<String> names = containers(job).stream()
                .map(container -> String.valueOf(container.get("name")))
                .toList();
        assertThat(names).as(path).doesNotHaveDuplicates().allMatch(name -> name.matches(LABEL));
    }

    /** Flags stand before or behind; what is left begins with a command. */
    private static void parses(String path, List<String> words) {
        assertThat(words.get(0)).as(path).isEqualTo("kubectl");
        List<String> plain =
                words.stream().skip(1).filter(word -> !word.startsWith("--")).toList();
        String command = plain.get(0).equals("rollout") ? plain.get(0) + " " + plain.get(1) : plain.get(0);
        assertThat(COMMANDS).as(path + ": " + String.join(" ", words)).contains(command);
        assertThat(plain.subList(command.split(" ", -1).length, plain.size()))
                .as(path + " names an object")
                .isNotEmpty()
                .anyMatch(word -> word.matches("[a-z.0-9]+/" + SUBDOMAIN));
    }

    private static List<Map<?, ?>> containers(YamlDocument job) {
        List<Map<?, ?>> containers = new ArrayList<>();
        for (String list : List.of("initContainers", "containers")) {
            Object found = job.get(YamlPath.parse("spec.template.spec." + list)).orElseThrow();
            ((List<?>) found).forEach(container -> containers.add((Map<?, ?>) container));
        }
        return containers;
    }

    /** Path to Job, of all commits and of the first commit of every rollback. */
    private static Map<String, YamlDocument> jobs(Variant variant) {
        List<MapTree> states = variant.states();
        Map<String, YamlDocument> jobs = new TreeMap<>();
        for (int i = 0; i < variant.preview().commits().size(); i++) {
            PlannedCommit commit = variant.preview().commits().get(i);
            collect(commit.changes(), jobs);
            if (commit.entry().step().undo() == Undo.ROLLBACK) {
                ChangeSet first = commit.entry()
                        .step()
                        .undoWriter()
                        .undo(states.get(i), states.get(i + 1))
                        .get(0);
                collect(first, jobs);
            }
        }
        return jobs;
    }

    private static void collect(ChangeSet changes, Map<String, YamlDocument> jobs) {
        changes.files().forEach((path, text) -> {
            if (path.matches(".*/manifests/job-[^/]*\\.yaml") && text.isPresent()) {
                jobs.put(path, Parsed.documents(path, text.get()).get(0));
            }
        });
    }
}
