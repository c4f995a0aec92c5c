package dev.crossfade.argo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.core.observation.CiliumNodeFact;
import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What every observatory says of the same cluster. Its own clock is far from the server's. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class ObservatoryContract {

    protected static final Duration SECOND = Duration.ofSeconds(1);
    private static final Question.Nodes NODES = new Question.Nodes();
    private static final Question.Pods PODS = new Question.Pods();

    protected abstract Ground ground();

    /** The same one for a reader and a test, made when it is first asked for, with Argo CD in the same cluster. */
    protected abstract Looking looking(Reader reader);

    private Looking looking() {
        return looking(Reader.ADMIN);
    }

    private static Question.Named named(JsonNode object) {
        return new Question.Named(Seat.CLUSTER, id(object));
    }

    protected static ObjectId id(JsonNode object) {
        return new ObjectId(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                object.at("/metadata/namespace").asText(""),
                object.at("/metadata/name").asText());
    }

    private static Instant time(JsonNode object, String pointer) {
        return Instant.parse(object.at(pointer).asText());
    }

    @Test
    void saysEverythingOfANode() {
        JsonNode kept = ground().create(Objects.node("worker-1"));
        NodeFact node = one(NODES, "worker-1");
        assertThat(node.version().uid()).isEqualTo(kept.at("/metadata/uid").asText());
        assertThat(node.version().created()).isEqualTo(time(kept, "/metadata/creationTimestamp"));
        assertThat(node.version().deleted()).isNull();
        assertThat(node.labels())
                .containsEntry("kubernetes.io/os", "linux")
                .containsEntry("topology.kubernetes.io/zone", "eu-1a");
        assertThat(node.taints()).contains("node.cilium.io/agent-not-ready=true:NoSchedule", "dedicated:NoExecute");
        assertThat(node.addresses()).containsExactly("10.0.0.1", "fd00::1");
        assertThat(node.annotations()).containsOnlyKeys("projectcalico.org/IPv4Address");
        assertThat(node.annotations()).containsValue("10.0.0.1/24");
        assertThat(node.condition("NetworkUnavailable"))
                .contains(new Condition(
                        "NetworkUnavailable", "False", "CiliumIsUp", "up", Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(node.bootId()).isEqualTo("boot-7");
    }

    private NodeFact one(Question.Nodes question, String name) {
        return looking()
                .read(
                        question,
                        found -> found.stream().anyMatch(each -> each.name().equals(name)))
                .stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private PodFact pod(String name) {
        return looking()
                .read(PODS, found -> found.stream().anyMatch(each -> each.name().equals(name)))
                .stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysEverythingOfAPod() {
        JsonNode kept = ground().create(Objects.served("shop-1"));
        assertThat(pod("shop-1"))
                .isEqualTo(new PodFact(
                        "default",
                        "shop-1",
                        "shop",
                        new PodFact.Owner("Deployment", "shop"),
                        new PodFact.Placement("worker-1", false, List.of("10.245.0.9", "fd01::9")),
                        new PodFact.Life(
                                "Running",
                                time(kept, "/metadata/creationTimestamp"),
                                3,
                                Instant.parse("2026-01-02T03:04:06Z"),
                                Instant.parse("2026-01-02T03:04:09Z"),
                                null)));
    }

    @Test
    void saysOfAPodWhatItHasNotYet() {
        JsonNode kept = ground().create(Objects.lonely("lone-1"));
        assertThat(pod("lone-1"))
                .isEqualTo(new PodFact(
                        "default",
                        "lone-1",
                        "lone",
                        new PodFact.Owner("", ""),
                        new PodFact.Placement("", true, List.of()),
                        new PodFact.Life(
                                "Pending",
                                time(kept, "/metadata/creationTimestamp"),
                                0,
                                null,
                                null,
                                null,
                                null,
                                Instant.parse("2026-01-02T03:04:09Z"),
                                null)));
    }

    @Test
    void saysWhenAPodsDeletionWasAskedForAndNotWhenItEnds() {
        JsonNode kept = ground().create(Objects.served("going-1"));
        Instant asked = Instant.now();
        ground().delete(id(kept));
        PodFact pod = looking()
                .read(
                        PODS,
                        found -> found.stream()
                                .anyMatch(each -> each.name().equals("going-1")
                                        && each.life().deleted() != null))
                .stream()
                .filter(each -> each.name().equals("going-1"))
                .findFirst()
                .orElseThrow();
        assertThat(pod.life().deleted()).isBetween(asked.minus(SECOND), asked.plusSeconds(5));
        assertThat(pod.isReady()).isFalse();
    }

    @Test
    void saysNoneOfAKindThatIsNotServed() {
        assertThat(looking().read(new Question.CiliumNodes())).isEmpty();
        assertThat(looking().read(new Question.Endpoints())).isEmpty();
        assertThat(looking().read(new Question.Served("cilium.io/v2"))).isFalse();
        assertThat(looking().read(new Question.Named(Seat.ARGO, ObjectId.global("absent.example/v1", "Thing", "one"))))
                .isEmpty();
        assertThat(looking().read(new Question.Listed(Seat.ARGO, "absent.example/v1", "Thing", "")))
                .isEmpty();
        assertThat(looking().read(new Question.Field(ObjectId.global("absent.example/v1", "Thing", "one"), "{.a}")))
                .isEmpty();
    }

    @Test
    @Order(Order.DEFAULT + 1)
    void seesAKindComeAndGo() {
        Question.CiliumNodes nodes = new Question.CiliumNodes();
        assertThat(looking().read(nodes)).isEmpty();
        ground().serve(Objects.CILIUM_NODE);
        ground().serve(Objects.CILIUM_ENDPOINT);
        JsonNode kept = ground().create(Objects.ciliumNode("worker-1"));
        CiliumNodeFact fact = looking().read(nodes, found -> !found.isEmpty()).get(0);
        assertThat(fact.name()).isEqualTo("worker-1");
        assertThat(fact.version().created()).isEqualTo(time(kept, "/metadata/creationTimestamp"));
        assertThat(fact.blocks()).containsExactly("10.245.0.0/24", "10.246.0.0/24");
        assertThat(fact.addresses()).containsExactly("10.0.0.1");
        assertThat(fact.error()).isEqualTo("no more blocks");
        JsonNode endpoint = ground().create(Objects.endpoint("shop-1"));
        assertThat(looking().read(new Question.Endpoints(), found -> !found.isEmpty()))
                .containsExactly(new EndpointFact(
                        "default",
                        "shop-1",
                        "ready",
                        List.of("10.245.0.9", "fd01::9"),
                        time(endpoint, "/metadata/creationTimestamp")));
        assertThat(looking().read(new Question.Served("cilium.io/v2"), served -> served))
                .isTrue();
        ground().withdraw(Objects.CILIUM_NODE);
        ground().withdraw(Objects.CILIUM_ENDPOINT);
        assertThat(looking().read(nodes, List::isEmpty)).isEmpty();
        assertThat(looking().read(new Question.Endpoints(), List::isEmpty)).isEmpty();
        assertThat(looking().read(new Question.Served("cilium.io/v2"), served -> !served))
                .isFalse();
    }

    @Test
    void saysAnObjectWholeButForManagedFields() {
        JsonNode kept = ground().create(Objects.settings("whole", "value"));
        ObjectFact fact = looking().found(named(kept));
        assertThat(fact.id()).isEqualTo(id(kept));
        assertThat(fact.text("data", "key")).contains("value");
        assertThat(fact.at("metadata", "managedFields")).isEmpty();
        assertThat(fact.version().uid()).isEqualTo(kept.at("/metadata/uid").asText());
        assertThat(fact.version().resourceVersion())
                .isEqualTo(kept.at("/metadata/resourceVersion").asText());
        ground().delete(id(kept));
        assertThat(looking().read(named(kept), Optional::isEmpty)).isEmpty();
    }

    @Test
    void saysThatAnObjectIsNotThere() {
        assertThat(looking()
                        .read(new Question.Named(
                                Seat.CLUSTER, ObjectId.namespaced("v1", "ConfigMap", "default", "never"))))
                .isEmpty();
    }

    @Test
    void findsNothingWithoutItsNamespaceAndAGlobalObjectInAny() {
        ObjectId nowhere = ObjectId.global("v1", "ConfigMap", "whole");
        assertThat(looking().unread(new Question.Named(Seat.CLUSTER, nowhere), "namespace"))
                .contains("without its namespace");
        ground().create(Objects.node("worker-3"));
        ObjectId node = ObjectId.namespaced("v1", "Node", "default", "worker-3");
        assertThat(looking().found(new Question.Named(Seat.CLUSTER, node)).text("status", "nodeInfo", "bootID"))
                .contains("boot-7");
    }

    @Test
    void countsWhatWasWantedAndNotWhatWasReported() throws InterruptedException {
        ground().serve(Objects.WIDGET);
        ObjectNode object = (ObjectNode) ground().create(Objects.widget("default", "counted", "Healthy"));
        Instant created = time(object, "/metadata/creationTimestamp");
        Thread.sleep(1100);
        ((ObjectNode) object.path("status")).withObject("/health").put("status", "Degraded");
        JsonNode reported = ground().updateStatus(object);
        ObjectFact fact = looking()
                .read(
                        named(object),
                        found -> found.flatMap(each -> each.text("status", "health", "status"))
                                .equals(Optional.of("Degraded")))
                .orElseThrow();
        assertThat(fact.version().changed()).isEqualTo(created);
        assertThat(fact.version().resourceVersion())
                .isEqualTo(reported.at("/metadata/resourceVersion").asText());
        ObjectNode wanted = reported.deepCopy();
        wanted.withObject("/spec").put("generated", 4);
        JsonNode changed = ground().update(wanted);
        ObjectFact then = looking()
                .read(
                        named(object),
                        found -> found.map(
                                        each -> each.number("spec", "generated").orElse(0))
                                .equals(Optional.of(4L)))
                .orElseThrow();
        assertThat(then.version().changed()).isAfter(created);
        assertThat(then.version().generation()).isEqualTo(2);
        assertThat(changed.at("/metadata/generation").asLong()).isEqualTo(2);
        asksForFields(id(object));
        lists();
    }

    private void asksForFields(ObjectId id) {
        assertThat(looking().found(new Question.Field(id, "{.spec.generated}"))).containsExactly("4");
        assertThat(looking()
                        .found(new Question.Field(id, "{.status.conditions[?(@.type==\"ComparisonError\")].message}")))
                .containsExactly("away");
        assertThat(looking().found(new Question.Field(id, ".status.conditions[*].type")))
                .containsExactly("SyncError", "ComparisonError");
        assertThat(looking().found(new Question.Field(id, "{.status.nothing}"))).isEmpty();
        assertThat(looking().unread(new Question.Field(id, "{..message}"), ".. is not understood"))
                .contains("{..message}");
    }

    private void lists() {
        ground().create(Objects.widget("kube-public", "other", "Healthy"));
        Question.Listed all = new Question.Listed(Seat.ARGO, "example.com/v1", "Widget", "");
        assertThat(looking().read(all, found -> found.size() == 2))
                .extracting(ObjectFact::id)
                .extracting(ObjectId::toString)
                .containsExactlyInAnyOrder("Widget default/counted", "Widget kube-public/other");
        Question.Listed some = new Question.Listed(Seat.ARGO, "example.com/v1", "Widget", "kube-public");
        assertThat(looking().read(some, found -> !found.isEmpty()))
                .extracting(each -> each.id().name())
                .containsExactly("other");
    }

    @Test
    void saysWhatKeepsAnObjectThatIsToGo() {
        JsonNode kept = ground().create(Objects.settings("staying", "a", "example.com/guard"));
        Instant asked = Instant.now();
        ground().delete(id(kept));
        ObjectFact fact = looking()
                .read(
                        named(kept),
                        found -> found.isPresent() && found.get().version().isDeleting())
                .orElseThrow();
        assertThat(fact.version().deleted()).isBetween(asked.minus(SECOND), asked.plusSeconds(5));
        assertThat(fact.version().finalizers()).containsExactly("example.com/guard");
    }

    @Test
    void doesNotTakeAnApiThatIsDownForOneThatIsNotServed() {
        ground().serveBroken("down.example/v1");
        ObjectId id = ObjectId.namespaced("down.example/v1", "Thing", "default", "one");
        assertThat(looking().unread(new Question.Named(Seat.CLUSTER, id), "503"))
                .contains("down.example/v1");
        assertThat(looking().unread(new Question.Listed(Seat.CLUSTER, "down.example/v1", "Thing", ""), "503"))
                .contains("down.example/v1");
        assertThat(looking().unread(new Question.Served("down.example/v1"), "503"))
                .contains("down.example/v1");
        assertThat(looking().read(NODES)).isNotNull();
    }

    @Test
    void saysWhichRightIsMissing() {
        ground().create(Objects.node("worker-2"));
        Looking bounded = looking(Reader.NODES_ONLY);
        assertThat(bounded.read(NODES, found -> !found.isEmpty())).isNotEmpty();
        assertThat(bounded.unread(PODS, "403"))
                .contains("403", "pods is forbidden", "the verb list on the resource pods");
        Question.Named one =
                new Question.Named(Seat.CLUSTER, ObjectId.namespaced("v1", "ConfigMap", "default", "whole"));
        assertThat(bounded.unread(one, "403")).contains("403", "on the resource configmaps");
    }

    @Test
    void readsByNameWhatMayBeReadByNameAlone() {
        ground().create(Objects.settings("by-name-1", "one"));
        ground().create(Objects.settings("by-name-2", "two"));
        Question.Named one =
                new Question.Named(Seat.CLUSTER, ObjectId.namespaced("v1", "ConfigMap", "default", "by-name-1"));
        Question.Named two =
                new Question.Named(Seat.CLUSTER, ObjectId.namespaced("v1", "ConfigMap", "default", "by-name-2"));
        Looking bounded = looking(Reader.BY_NAME);
        bounded.look(one, two);
        assertThat(bounded.found(one).text("data", "key")).contains("one");
        assertThat(bounded.found(two).text("data", "key")).contains("two");
    }

    @Test
    void saysThatItsCredentialsAreRefused() {
        Looking stranger = looking(Reader.STRANGER);
        assertThat(stranger.unread(NODES, "401")).contains("401", "renew", "/api/v1");
        assertThat(stranger.unread(new Question.Served("apps/v1"), "401")).doesNotContain("stranger");
    }

    @Test
    void takesTheServersTime() {
        Instant before = Instant.now();
        Look look = looking().look(NODES);
        assertThat(look.at())
                .isBetween(before.minus(SECOND.multipliedBy(2)), Instant.now().plus(SECOND));
        looking().read(NODES);
        assertThat(looking().look(NODES).answer(NODES).at())
                .isBetween(before.minus(SECOND.multipliedBy(2)), Instant.now().plus(SECOND));
    }

    @Test
    @Order(Order.DEFAULT + 2)
    void countsEveryPodOfMoreThanOnePage() {
        IntStream.range(0, 1200).parallel().forEach(i -> ground().create(Objects.lonely("many-" + i)));
        assertThat(looking().read(PODS, found -> many(found) == 1200))
                .filteredOn(pod -> pod.name().startsWith("many-"))
                .hasSize(1200)
                .doesNotHaveDuplicates();
    }

    private static long many(List<PodFact> found) {
        return found.stream().filter(pod -> pod.name().startsWith("many-")).count();
    }

    @Test
    @Order(Order.DEFAULT + 3)
    void saysThatNobodyAnswersAndGoesOnOnceSomebodyDoes() {
        looking().read(NODES);
        ground().stop();
        try {
            Question.Named one =
                    new Question.Named(Seat.CLUSTER, ObjectId.namespaced("v1", "ConfigMap", "default", "never"));
            assertThat(looking().unread(NODES, "connection")).contains("127.0.0.1");
            assertThat(looking().unread(one, "connection")).contains("127.0.0.1");
        } finally {
            ground().start();
        }
        assertThat(looking().read(NODES)).isNotNull();
    }
}
