package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workloads that stop or pause, in Git and by Jobs, in any order. */
class WorkloadsTest {

    static final String EVENTS = "kafka/events.yaml";
    private static final String PAUSE = "strimzi.io/pause-reconciliation";
    static final String IN_GIT = "kind: Kafka, apiVersion: kafka.strimzi.io/v1beta2, namespace: kafka, name: events,"
            + " annotate: {strimzi.io/pause-reconciliation: \"true\"}, source: {file: kafka/events.yaml}";
    static final String HEAD =
            "apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nmetadata:\n  name: events\n  namespace: kafka\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  annotations: {}\n",
                "  annotations:\n    # ours\n    team: streams # them\n",
                "  annotations:\n    strimzi.io/pause-reconciliation: \"false\" # not now\n    team: streams\n",
                "  annotations: {team: streams, strimzi.io/pause-reconciliation: 'false'}\n",
                "  labels: {a: b}\n  # the end of it\n"
            })
    void anAnnotationInGitComesAndGoesAndTheBytesAreAsBefore(String annotations) {
        String text = HEAD + annotations + "spec: {}\n";
        Journey journey = journey(Map.of(EVENTS, text), IN_GIT);

        String paused = journey.text("quiesce-workloads-events", EVENTS);
        assertThat(annotation(paused)).isEqualTo("true");
        assertThat(paused).contains("# migration: paused; ends with resume-workloads-events\n");
        assertThat(journey.text("resume-workloads-events", EVENTS)).isEqualTo(text);
    }

    @Test
    void aMapOfAnnotationsInAValuesFileTakesThem() {
        String values = "kafka:\n  annotations:\n    a: b\n  replicas: 3\n";
        Journey journey = journey(
                Map.of("kafka/values.yaml", values),
                IN_GIT.replace("kafka/events.yaml", "kafka/values.yaml, path: kafka.annotations"));

        assertThat(YamlFile.parse("v", journey.text("quiesce-workloads-events", "kafka/values.yaml"))
                        .documents()
                        .get(0)
                        .get(YamlPath.of("kafka", "annotations", PAUSE)))
                .contains("true");
        assertThat(journey.text("resume-workloads-events", "kafka/values.yaml")).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "annotations: {strimzi.io/pause-reconciliation: \"true\"}|is \"true\" already: it is paused",
                "annotations: [a]|no map of annotations",
                "name: others|no Kafka kafka/events with metadata.annotations"
            })
    void whatCannotBePausedInGitIsTold(String line, String message) {
        String text = line.contains("name:") ? HEAD.replace("name: events", line) : HEAD + "  " + line + "\n";
        assertThat(refused(Map.of(EVENTS, text), IN_GIT)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.WORKLOAD_NOT_FOUND);
            assertThat(problem.where().file()).isEqualTo(EVENTS);
            assertThat(problem.message()).contains(message);
        });
        assertThat(refused(
                        Map.of("kafka/values.yaml", "kafka: {replicas: 3}\n"),
                        IN_GIT.replace("kafka/events.yaml", "kafka/values.yaml, path: kafka.annotations")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("with kafka.annotations"));
    }

    @Test
    void aNumberInQuotesIsToldAsOne() {
        MapTree tree = Story.tree();
        String broker = Story.replace(tree.files().get("kafka/broker.yaml"), "replicas: 5", "replicas: \"5\"");
        assertThatThrownBy(() -> Story.plan(tree.with("kafka/broker.yaml", broker)))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.WORKLOAD_NOT_FOUND);
                                    assertThat(problem.where().text()).startsWith("kafka/broker.yaml:15:");
                                    assertThat(problem.message()).startsWith("spec.replicas is the text \"5\"");
                                    assertThat(problem.cure()).startsWith("take the quotes off");
                                }));
    }

    /** The manifest, what to look for, and where. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 5|replicas: {{ .Values.replicas }}|{{ .Values.replicas }}|15",
                "replicas: 5|replicas: \"{{ .Values.replicas }}\"|{{ .Values.replicas }}|15",
                "name: kafka-broker|name: {{ .Release.Name }}-broker|{{ .Release.Name }}|6",
                "name: kafka-broker|name: {{ .Values.name }}|{{ .Values.name }}|6"
            })
    void aTemplateOfHelmsIsToldAsOne(String old, String with, String text, int line) {
        MapTree tree = Story.tree();
        String broker = Story.replace(tree.files().get("kafka/broker.yaml"), old, with);
        assertThatThrownBy(() -> Story.plan(tree.with("kafka/broker.yaml", broker)))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.where().file()).isEqualTo("kafka/broker.yaml");
                                    assertThat(problem.where().line()).isEqualTo(line);
                                    assertThat(problem.message())
                                            .contains("a template of Helm's", text + " stands here");
                                    assertThat(problem.cure())
                                            .doesNotContain("quotes")
                                            .contains("rendered");
                                }));
    }

    @Test
    void aPauseInGitIsToldToTheReviewerAsAPause() {
        Journey journey = journey(Map.of(EVENTS, HEAD), IN_GIT);
        PlannedCommit quiesce = journey.commit("quiesce-workloads-events");
        assertThat(words(quiesce))
                .startsWith("prod: pause kafka/events")
                .contains(
                        "Puts annotation strimzi.io/pause-reconciliation: \"true\" on kafka/events where it is kept in Git",
                        "Its pods run on, and Strimzi changes nothing of it",
                        "install-cilium, node-config, node-templates, first-nodes, resume-workloads,",
                        "until resume-workloads-events. Self-heal keeps the annotation",
                        "workloads-paused: the object carries")
                .doesNotContain("zero", "stop", "scale", "workloads-stopped");
        PlannedCommit resume = journey.commit("resume-workloads-events");
        assertThat(words(resume))
                .startsWith("prod: resume kafka/events")
                .contains("Gives kafka/events the annotations back", "workloads-resumed:")
                .doesNotContain("workloads-ready");
    }

    @Test
    void aJobAnnotatesAndWaitsForTheCondition() {
        Journey journey = journey(Map.of(), IN_GIT.replaceFirst(", source.*", ""), "kind: Deployment", "d");

        assertThat(WorkloadJobs.commands(journey, "quiesce-workloads-events"))
                .containsExactly(
                        "kubectl --namespace=kube-system wait --for=jsonpath={.data.phase}=quiesce-workloads-events"
                                + " --timeout=2m configmap/crossfade-prod",
                        "kubectl --namespace=kafka annotate kafka.kafka.strimzi.io/events"
                                + " strimzi.io/pause-reconciliation=true --overwrite",
                        "kubectl --namespace=kafka wait --for=condition=ReconciliationPaused --timeout=45m"
                                + " kafka.kafka.strimzi.io/events",
                        "kubectl --namespace=n scale deployment/d --replicas=0",
                        "kubectl --namespace=n rollout status deployment/d --timeout=45m");
        assertThat(WorkloadJobs.commands(journey, "resume-workloads-d").subList(1, 5))
                .containsExactly(
                        "kubectl --namespace=n scale deployment/d --replicas=2",
                        "kubectl --namespace=n rollout status deployment/d --timeout=45m",
                        "kubectl --namespace=kafka annotate kafka.kafka.strimzi.io/events"
                                + " strimzi.io/pause-reconciliation-",
                        "kubectl --namespace=kafka wait --for=condition=Ready --timeout=45m"
                                + " kafka.kafka.strimzi.io/events");
        assertThat(WorkloadJobs.rules(journey, "quiesce-workloads-events", "kafka"))
                .containsExactly(Map.of(
                        "apiGroups", List.of("kafka.strimzi.io"),
                        "resources", List.of("kafkas"),
                        "resourceNames", List.of("events"),
                        "verbs", List.of("get", "list", "watch", "patch")));
        assertThat(words(journey.commit("quiesce-workloads-events")))
                .contains(
                        "which pauses kafka/events (annotation strimzi.io/pause-reconciliation: \"true\"), stops n/d,"
                                + " each after the one before it is done",
                        "what it scales or annotates",
                        "n/d: down through",
                        "kafka/events: paused through",
                        "- workloads-stopped:",
                        "- workloads-paused:");
        assertThat(words(journey.commit("resume-workloads-d")))
                .contains("which starts n/d again, resumes kafka/events");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Elasticsearch|elasticsearch.k8s.elastic.co/v1|elasticsearch.elasticsearch.k8s.elastic.co/e|elasticsearches",
                "MongoDBCommunity|mongodbcommunity.mongodb.com/v1|mongodbcommunity.mongodbcommunity.mongodb.com/e|mongodbcommunity",
                "Proxy|example.com/v1|proxy.example.com/e|proxies",
                "Redis|example.com/v1|redis.example.com/e|redises",
                "Endpoints|v1|endpoints/e|endpoints",
                "ConfigMap|v1|configmap/e|configmaps"
            })
    void rightsNameThePluralAndWithoutAKnownOutcomeNothingIsWaitedFor(
            String kind, String apiVersion, String object, String plural) {
        Journey journey = journey(
                Map.of(),
                "kind: " + kind + ", apiVersion: " + apiVersion
                        + ", namespace: kafka, name: e, annotate: {example.com/pause: \"yes\", example.com/by: us}");

        assertThat(WorkloadJobs.commands(journey, "quiesce-workloads-e").subList(1, 2))
                .containsExactly("kubectl --namespace=kafka annotate " + object
                        + " example.com/by=us example.com/pause=yes --overwrite");
        assertThat(WorkloadJobs.commands(journey, "quiesce-workloads-e")).hasSize(2);
        assertThat(WorkloadJobs.rules(journey, "quiesce-workloads-e", "kafka"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.get("resources")).isEqualTo(List.of(plural));
                    assertThat(rule.get("verbs")).isEqualTo(List.of("get", "patch"));
                });
    }

    @Test
    void theOrderHoldsWhateverKindsAreMixed() {
        Journey journey = Journey.of(Variant.all()
                .filter(variant -> variant.name().equals("stopped and paused, in Git and by Jobs"))
                .findFirst()
                .orElseThrow()
                .preview());

        assertThat(journey.ids().stream()
                        .filter(id -> id.contains("-workloads-"))
                        .toList())
                .filteredOn(id -> !id.startsWith("remove"))
                .containsExactly(
                        "quiesce-workloads-clicks",
                        "quiesce-workloads-events",
                        "quiesce-workloads-kafka-broker",
                        "quiesce-workloads-kafka-zookeeper",
                        "resume-workloads-kafka-zookeeper",
                        "resume-workloads-kafka-broker",
                        "resume-workloads-events",
                        "resume-workloads-clicks");
        assertThat(words(journey.commit("quiesce-workloads-events")))
                .contains("It is paused after streams/clicks, as the list in crossfade.yaml has it.");
    }

    @Test
    void namesakesInOneJobGetContainersOfTheirOwn() {
        Journey journey = journey(
                Map.of(),
                "kind: StatefulSet, namespace: a, name: b.c, replicas: 1",
                "kind: Deployment, namespace: a, name: b.c, replicas: 1",
                "kind: ReplicaSet, namespace: a, name: b-c, replicas: 1");

        List<String> names = WorkloadJobs.containers(journey, "quiesce-workloads-b.c").stream()
                .map(container -> String.valueOf(container.get("name")))
                .toList();
        assertThat(names)
                .containsExactly(
                        "wait-for-phase",
                        "scale-b-c",
                        "wait-b-c",
                        "scale-b-c-2",
                        "wait-b-c-2",
                        "scale-b-c-3",
                        "wait-b-c-3");
        assertThat(WorkloadJobs.rules(journey, "quiesce-workloads-b.c", "a").stream()
                        .map(rule -> String.valueOf(rule.get("resources")))
                        .distinct())
                .contains("[statefulsets]", "[deployments]", "[replicasets]");
    }

    @Test
    void idsStayDistinctAndLabelsFitHoweverAlikeOrLongNamesAre() {
        String name = "a-workload-with-a-name-that-is-nearly-as-long-as-kubernetes-ok";
        String pool = "kind: Pool, namespace: a, name: " + name + ", annotate: {a: b}, apiVersion: ";
        Journey journey =
                journey(Map.of(EVENTS, HEAD), pool + "one.example.com/v1", IN_GIT, pool + "two.example.com/v1");

        assertThat(journey.ids().stream().filter(id -> id.startsWith("quiesce-workloads-a-pool-")))
                .containsExactly("quiesce-workloads-a-pool-" + name, "quiesce-workloads-a-pool-" + name + "-2");
        int labels = 0;
        for (MapTree state : journey.states()) {
            for (String path : state.list("network/migration/manifests")) {
                Object found = Journey.read(state, path)
                        .documents()
                        .get(0)
                        .get(YamlPath.parse("metadata.labels"))
                        .orElse(Map.of());
                for (Object value : ((Map<?, ?>) found).values()) {
                    labels++;
                    assertThat(String.valueOf(value)).matches("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
                }
            }
        }
        assertThat(labels).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StrimziPodSet|core.strimzi.io/v1beta2|Strimzi would make its pods again",
                "KafkaNodePool|kafka.strimzi.io/v1beta2|no pool without brokers",
                "DaemonSet|apps/v1|one pod on every node",
                "Anything|example.com/v1|no scale subresource of it is known here"
            })
    void kindsThatNoJobCanScaleAreRefusedWithTheReason(String kind, String apiVersion, String reason) {
        assertThat(refused(
                        Map.of(),
                        "kind: " + kind + ", apiVersion: " + apiVersion + ", namespace: a, name: b, replicas: 3"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.WORKLOAD_NOT_SCALABLE);
                    assertThat(problem.message()).contains(kind + " a/b", reason);
                    assertThat(problem.where().line()).isGreaterThan(40);
                });
    }

    @Test
    void inGitAnyKindWithANumberIsScaled() {
        String pool = "apiVersion: example.com/v1\nkind: Pool\nmetadata: {name: p}\nspec: {shape: {size: 7}} # seven\n";
        Journey journey = journey(
                Map.of("kafka/pool.yaml", pool),
                "kind: Pool, apiVersion: example.com/v1, namespace: a, name: p, replicas: 7,"
                        + " source: {file: kafka/pool.yaml, path: spec.shape.size}");
        assertThat(journey.text("quiesce-workloads-p", "kafka/pool.yaml")).contains("size: 0");
        assertThat(journey.text("resume-workloads-p", "kafka/pool.yaml")).isEqualTo(pool);
    }

    @Test
    void theCounterJobTakesAMixedJobBackInTheOtherOrder() {
        Journey journey = journey(Map.of(), IN_GIT.replaceFirst(", source.*", ""), "kind: Deployment", "d");
        String id = "quiesce-workloads-events";
        Step step = Objects.requireNonNull(journey.commit(id).entry().step());
        MapTree after = journey.after(id);
        MapTree undone = after.with(step.undoWriter()
                .undo(journey.states().get(journey.index(id)), after)
                .get(0));

        List<String> commands = WorkloadJobs.commands(undone);
        assertThat(commands.get(0)).contains("{.data.undone}=" + id);
        assertThat(commands.get(1)).endsWith("scale deployment/d --replicas=2");
        assertThat(commands.get(3)).endsWith(PAUSE + "-");
    }

    static Journey journey(Map<String, String> files, String... workloads) {
        return Journey.of(Story.plan(tree(files, workloads)));
    }

    private static List<Problem> refused(Map<String, String> files, String... workloads) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> Story.plan(tree(files, workloads)))
                .isInstanceOfSatisfying(CrossfadeException.class, e -> problems.addAll(e.problems()));
        return problems;
    }

    /** The example with further workloads in front; "kind: Deployment" alone is short for Deployment n/d. */
    private static MapTree tree(Map<String, String> files, String... workloads) {
        MapTree tree = Story.tree();
        StringBuilder list = new StringBuilder(Variant.WORKLOADS);
        for (String workload : workloads) {
            if (workload.equals("kind: Deployment")) {
                list.append("    - {kind: Deployment, namespace: n, name: d, replicas: 2, nodeSelector: {a: b}}\n");
            } else if (workload.contains(":")) {
                list.append("    - {nodeSelector: {a: b}, ").append(workload).append("}\n");
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            tree = tree.with(file.getKey(), file.getValue());
        }
        return tree.with(
                "crossfade.yaml",
                Story.replace(tree.files().get("crossfade.yaml"), Variant.WORKLOADS, list.toString()));
    }

    private static Object annotation(String text) {
        return YamlFile.parse("text", text)
                .documents()
                .get(0)
                .get(YamlPath.of("metadata", "annotations", PAUSE))
                .orElseThrow();
    }

    private static String words(PlannedCommit commit) {
        return commit.message().replaceAll("\\s+", " ");
    }
}
