package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a real Argo CD says of its Applications, by the rule that a gate trusts (state, revision, operation, conditions). */
final class ArgoCd {

    private static final String NAMESPACE = "argocd";
    private static final Duration STAYS = Duration.ofSeconds(6);
    private static final String REFRESH =
            "{\"metadata\":{\"annotations\":{\"argocd.argoproj.io/refresh\":\"normal\"}}}";
    private static final ResourceDefinitionContext APPLICATION = new ResourceDefinitionContext.Builder()
            .withGroup("argoproj.io")
            .withVersion("v1alpha1")
            .withKind("Application")
            .withPlural("applications")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;

    ArgoCd(KubernetesClient client) {
        this.client = client;
    }

    /** Waits until every Application is Synced and Healthy at the revision, with nothing running and no condition. */
    void await(String revision, Duration limit) {
        await(revision, limit, line -> false);
    }

    /** @param borne what an Application may say for good; it must stay so for a while */
    void await(String revision, Duration limit, Predicate<String> borne) {
        Instant end = Instant.now().plus(limit);
        refresh();
        Instant since = Instant.now();
        List<String> said = List.of();
        List<String> unsettled = unsettled(revision);
        while (!unsettled.isEmpty() && Instant.now().isBefore(end)) {
            if (!unsettled.equals(said) || !unsettled.stream().allMatch(borne)) {
                since = Instant.now();
                said = unsettled;
            } else if (Instant.now().isAfter(since.plus(STAYS))) {
                return;
            }
            pause();
            unsettled = unsettled(revision);
        }
        if (!unsettled.isEmpty()) {
            throw new AssertionError("after " + limit.toSeconds() + " s not settled at " + revision + ":\n"
                    + String.join("\n", unsettled));
        }
    }

    /** Makes Argo CD look at Git now. */
    private void refresh() {
        for (GenericKubernetesResource application : applications()) {
            client.genericKubernetesResources(APPLICATION)
                    .inNamespace(NAMESPACE)
                    .withName(application.getMetadata().getName())
                    .patch(PatchContext.of(PatchType.JSON_MERGE), REFRESH);
        }
    }

    List<String> names() {
        return applications().stream().map(each -> each.getMetadata().getName()).toList();
    }

    private List<GenericKubernetesResource> applications() {
        return client.genericKubernetesResources(APPLICATION)
                .inNamespace(NAMESPACE)
                .list()
                .getItems();
    }

    /** One line for each Application that is not there yet, with what it says of itself. */
    private List<String> unsettled(String revision) {
        List<String> lines = new ArrayList<>();
        for (GenericKubernetesResource application : applications()) {
            JsonNode tree = Serialization.jsonMapper().valueToTree(application);
            trouble(tree, revision)
                    .ifPresent(line -> lines.add(application.getMetadata().getName() + ": " + line));
        }
        return lines;
    }

    private static Optional<String> trouble(JsonNode application, String revision) {
        JsonNode status = application.path("status");
        List<String> revisions = StreamSupport.stream(
                        status.at("/sync/revisions").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(ArrayList::new));
        revisions.add(status.at("/sync/revision").asText());
        List<String> words = new ArrayList<>();
        if (application.path("metadata").has("deletionTimestamp")) {
            words.add("is being deleted");
        }
        if (!revisions.contains(revision)) {
            words.add("is at " + revisions);
        }
        expect("Synced", status.at("/sync/status").asText(), words);
        expect("Healthy", status.at("/health/status").asText(), words);
        if (application.has("operation")) {
            words.add("has an operation");
        }
        JsonNode operation = status.path("operationState");
        if (!operation.isMissingNode() && !operation.path("phase").asText().equals("Succeeded")) {
            words.add("operation " + operation.path("phase").asText() + ": "
                    + operation.path("message").asText());
        }
        status.path("conditions")
                .forEach(each -> words.add(
                        each.path("type").asText() + ": " + each.path("message").asText()));
        if (!words.isEmpty()) {
            status.path("resources").forEach(each -> {
                if (!each.path("status").asText().equals("Synced")) {
                    words.add(
                            each.path("kind").asText() + "/" + each.path("name").asText() + " is "
                                    + each.path("status").asText());
                }
            });
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
    }

    private static void expect(String wanted, String found, List<String> words) {
        if (!found.equals(wanted)) {
            words.add(found.isEmpty() ? "says nothing yet" : "is " + found);
        }
    }

    static void pause() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
