package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is to be seen in the cluster, on Gitea and at the watcher when a migration has come to its end. */
final class StoryEnd {

    private final Surroundings surroundings;
    private final Reviewer reviewer;

    StoryEnd(Surroundings surroundings, Reviewer reviewer) {
        this.surroundings = surroundings;
        this.reviewer = reviewer;
    }

    private String migration() {
        return surroundings.platform().preview().plan().migration().spec().name();
    }

    /**
     * Of Calico nothing, and of Crossfade what is to remain.
     *
     * @param ours what the test itself has made that is called like Crossfade's
     */
    void requireRemains(Set<String> ours) {
        Snapshot last = surroundings.clusters().settled();
        Set<String> left = new TreeSet<>(Remains.ofCrossfade(last));
        left.removeAll(ours);
        assertThat(Remains.ofCalico(last)).isEmpty();
        assertThat(left).isEqualTo(Remains.byDesign(migration()));
    }

    /** @param automatic phases that Crossfade merged by itself */
    void requireReviews(Set<String> automatic) {
        requireReviews(phases(), automatic, List.of());
    }

    private List<String> phases() {
        return surroundings.platform().preview().commits().stream()
                .map(each -> each.entry().id())
                .toList();
    }

    /**
     * One pull request a phase, all merged, each green, and one comment in each that waited for a person; the next one may be open already.
     *
     * @param phases that were merged
     * @param automatic those of them that Crossfade merged by itself
     * @param deaths when watchers were killed that led: one may have been about to comment as a person merged what was green
     */
    void requireReviews(List<String> phases, Set<String> automatic, List<Instant> deaths) {
        List<Reviewer.Request> all = reviewer.all();
        assertThat(all).extracting(Reviewer.Request::phase).startsWith(phases.toArray(String[]::new));
        int next = phases.equals(phases()) ? 0 : 1;
        assertThat(all).hasSizeBetween(phases.size(), phases.size() + next);
        assertThat(all).extracting(Reviewer.Request::phase).doesNotHaveDuplicates();
        List<String> silent = new ArrayList<>();
        for (Reviewer.Request each : all.subList(0, phases.size())) {
            assertThat(reviewer.isMerged(each)).as(each.toString()).isTrue();
            assertThat(reviewer.status(each)).as(each.toString()).isEqualTo("success");
            List<JsonNode> comments = reviewer.evidence(each);
            assertThat(comments).as(each.toString()).hasSizeLessThan(2);
            // nothing is proved before the first one is merged, and then the next one may be open at once
            if (comments.isEmpty()
                    && phases.indexOf(each.phase()) > 0
                    && !automatic.contains(each.phase())
                    && !reviewer.review(each).wasBrokenOff(deaths)) {
                silent.add(each.phase());
            }
            requireEvidence(
                    each,
                    comments,
                    phases.indexOf(each.phase()) == 0 ? "" : phases.get(phases.indexOf(each.phase()) - 1));
        }
        assertThat(silent)
                .as("without a word on the gates, and no leader died meanwhile")
                .isEmpty();
    }

    /** It speaks of what was merged last: the phase before, until this one is merged; what merges at once is spoken of by nobody. */
    private static void requireEvidence(Reviewer.Request request, List<JsonNode> comments, String before) {
        for (JsonNode comment : comments) {
            assertThat(comment.path("body").asText())
                    .as(request.toString())
                    .containsPattern("### Phase [0-9]+ of [0-9]+, `(" + request.phase() + "|" + before + ")`");
        }
    }

    void requireEdits() {
        List<JsonNode> comments = reviewer.all().stream()
                .flatMap(each -> reviewer.evidence(each).stream())
                .toList();
        assertThat(comments).hasSizeGreaterThan(reviewer.all().size() - 4);
        assertThat(comments)
                .as("edited in place")
                .filteredOn(each -> !each.path("updated_at").equals(each.path("created_at")))
                .hasSizeGreaterThan(comments.size() / 2);
    }

    /** Events on the root Application, and the Lease. */
    void requireNews() {
        JsonNode events = Desired.parse(surroundings
                        .kit()
                        .shell(
                                "kubectl",
                                "-n",
                                "argocd",
                                "get",
                                "events",
                                "--field-selector=involvedObject.name=crossfade-" + migration(),
                                "-o",
                                "json"))
                .get(0);
        assertThat(events.findValuesAsText("reason")).contains("PhaseProposed", "PhaseMerged", "MigrationDone");
        assertThat(lease("holderIdentity")).startsWith("watcher-");
    }

    /** What it serves and logs. */
    void requireWatcher(Watcher watcher) {
        assertThat(watcher.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(watcher.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(watcher.get("/metrics").body())
                .contains(
                        "crossfade_leader{migration=\"" + migration() + "\"} 1.0",
                        "state=\"done\"",
                        "crossfade_actions_total{action=\"propose\"");
        assertThat(watcher.log()).allSatisfy(line -> {
            assertThat(line.path("time").asText()).isNotEmpty();
            assertThat(line.path("level").asText()).isIn("info", "warn");
            assertThat(line.path("message").asText()).isNotEmpty();
        });
        assertThat(watcher.errors()).isEmpty();
    }

    private String lease(String field) {
        return surroundings
                .kit()
                .shell(
                        "kubectl",
                        "-n",
                        "crossfade",
                        "get",
                        "lease",
                        migration(),
                        "-o",
                        "jsonpath={.spec." + field + "}");
    }

    /** Stopped as a kubelet stops a pod it ends at once, says so, and leaves the Lease to others. */
    void requireFarewell(Watcher watcher) {
        // a JVM that a signal ends says so: 128 and SIGTERM
        assertThat(watcher.stop()).as(watcher.errors()).isEqualTo(143);
        assertThat(watcher.said("stopped")).hasSize(1);
        // fabric8's elector leaves its name, and has the Lease end at once
        assertThat(lease("leaseDurationSeconds")).isEqualTo("1");
    }
}
