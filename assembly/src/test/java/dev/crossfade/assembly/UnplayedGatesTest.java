package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.AllRule;
import dev.crossfade.core.gate.AnnotatedRule;
import dev.crossfade.core.gate.ApiServicesRule;
import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.gate.DaemonSetRule;
import dev.crossfade.core.gate.FinalizerRule;
import dev.crossfade.core.gate.GoneRule;
import dev.crossfade.core.gate.JobRule;
import dev.crossfade.core.gate.RecycledRule;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.WorkloadRule;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Standpoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Of gates that no history has (SpoiltRulesTest names them): the rule that a plan gives them, written down by hand. What each rule says
 * has its own test.
 */
class UnplayedGatesTest {

    private static final Instant MERGED = Instant.parse("2026-08-01T11:00:00Z");
    private static final String PAUSE = "strimzi.io/pause-reconciliation";
    private static final ObjectId KAFKA = ObjectId.namespaced("kafka.strimzi.io/v1beta2", "Kafka", "kafka", "events");

    private static Rule rule(Journey journey, String phase, String gate) {
        Standpoint at = new Standpoint(
                journey.preview().plan(),
                journey.preview().plan().entry(phase).orElseThrow(),
                journey.after(phase),
                id -> Optional.of(new ApplicationRule.Merge("c".repeat(40), MERGED)),
                (revision, commit) -> new Reading.Read<>(true, MERGED));
        return Rules.of(at).entrySet().stream()
                .filter(each -> each.getKey().id().equals(gate))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static ObjectId application(String name) {
        return ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", name);
    }

    /** By the name that its file has, which ends in a digest of what it does. */
    private static JobRule job(Journey journey, String phase) {
        Pattern name = Pattern.compile("name: (crossfade-prod-" + phase + "-[0-9a-f]{8})\n");
        MapTree tree = journey.after(phase);
        String job = tree.files().values().stream()
                .filter(text -> text.contains("kind: Job\n"))
                .flatMap(text -> name.matcher(text).results().map(found -> found.group(1)))
                .findFirst()
                .orElseThrow();
        return new JobRule(ObjectId.namespaced("batch/v1", "Job", "kube-system", job), application("crossfade-prod"));
    }

    @Test
    void eachDaemonSetThatAJobRestartsIsAsked() {
        Journey journey = Journey.of(Story.plan(NodeFiles.recycling()));

        for (String phase : List.of("first-nodes-recycle", "rotate-nodes-kafka-recycle")) {
            assertThat(rule(journey, phase, "pods-recycled"))
                    .isEqualTo(AllRule.of(
                            job(journey, phase),
                            recycled("kube-system", "crossfade-prod-probe"),
                            recycled("monitoring", "everywhere"),
                            recycled("logging", "shipper.v2")));
        }
    }

    private static RecycledRule recycled(String namespace, String name) {
        return new RecycledRule(DaemonSetRule.of(namespace, name), MERGED);
    }

    @Test
    void whatIsPausedCarriesTheAnnotationAndLaterNot() {
        Journey inGit = WorkloadsTest.journey(Map.of(WorkloadsTest.EVENTS, WorkloadsTest.HEAD), WorkloadsTest.IN_GIT);
        assertThat(rule(inGit, "quiesce-workloads-events", "workloads-paused")).isEqualTo(paused());
        assertThat(rule(inGit, "resume-workloads-events", "workloads-resumed")).isEqualTo(resumed());

        Journey byJob = WorkloadsTest.journey(
                Map.of(), WorkloadsTest.IN_GIT.replaceFirst(", source.*", ""), "kind: Deployment", "d");
        assertThat(rule(byJob, "quiesce-workloads-events", "workloads-paused"))
                .isEqualTo(AllRule.of(job(byJob, "quiesce-workloads-events"), paused()));
        assertThat(rule(byJob, "quiesce-workloads-events", "workloads-stopped"))
                .isEqualTo(AllRule.of(
                        job(byJob, "quiesce-workloads-events"),
                        new WorkloadRule(ObjectId.namespaced("apps/v1", "Deployment", "n", "d"), 0)));
        assertThat(rule(byJob, "resume-workloads-d", "workloads-resumed"))
                .isEqualTo(AllRule.of(job(byJob, "resume-workloads-d"), resumed()));
    }

    private static AnnotatedRule paused() {
        return new AnnotatedRule(
                KAFKA, Map.of(PAUSE, Optional.of("true")), new AnnotatedRule.Wanted("ReconciliationPaused", true));
    }

    private static AnnotatedRule resumed() {
        return new AnnotatedRule(KAFKA, Map.of(PAUSE, Optional.empty()), new AnnotatedRule.Wanted("Ready", true));
    }

    @Test
    void theApplicationOfAChartThatEndsIsArmedBeforeItsFileGoes() {
        assertThat(rule(
                        CalicoSourcesTest.journey("operator", "chart", "3.30"),
                        "remove-calico-leftovers-application",
                        "calico-application-armed"))
                .isEqualTo(new FinalizerRule(
                        application("calico"), "resources-finalizer.argocd.argoproj.io/background", MERGED));
    }

    @Test
    void whatIsKeptThroughCalicosApiIsGoneBeforeThatApi() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("operator", "files", "3.30"));
        String file = CalicoWorld.FOLDER + "/calico.yaml";
        String more =
                "---\napiVersion: projectcalico.org/v3\nkind: FelixConfiguration\nmetadata: {name: office}\nspec: {logSeverityScreen: Info}\n";
        Journey journey = Journey.of(Story.plan(tree.with(file, tree.read(file).orElseThrow() + more)));

        assertThat(rule(journey, "remove-calico-workloads-resources", "calico-resources-gone"))
                .isEqualTo(new GoneRule(
                        Seat.CLUSTER,
                        List.of(ObjectId.global("projectcalico.org/v3", "FelixConfiguration", "office")),
                        MERGED));
    }

    /** Calico's own API is away while Calico goes: before, and after that, it counts like any. */
    @Test
    void calicosApiCountsButWhileCalicoIsRemoved() {
        Journey journey = Journey.of(Story.preview());
        for (String phase : journey.ids()) {
            boolean going = phase.startsWith("remove-calico-");
            assertThat(rule(journey, phase, "api-services"))
                    .as(phase)
                    .isEqualTo(new ApiServicesRule(going ? Set.of("projectcalico.org") : Set.of(), MERGED));
        }
    }
}
