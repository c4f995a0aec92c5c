package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a watcher says of something that is broken, and of nothing that was before: in its log, in its comment, in its metrics. */
final class Hearing {

    private final Workshop workshop;
    private final Watcher watcher;
    private final Reviewer reviewer;

    Hearing(Workshop workshop, Watcher watcher, Reviewer reviewer) {
        this.workshop = workshop;
        this.watcher = watcher;
        this.reviewer = reviewer;
    }

    /**
     * Up to where it has been heard.
     *
     * @param comments on gates, as they stood
     */
    record Mark(int logged, Set<String> comments) {}

    /** @param phase the one that is being proved */
    Mark mark(String phase) {
        return new Mark(watcher.log().size(), comments(phase).collect(Collectors.toSet()));
    }

    /** True once it has been said since a mark. */
    boolean says(Fault.Says says, String phase, Mark since) {
        if (says instanceof Fault.Gate gate) {
            Blame blame = new Blame(gate.id(), workshop.filled(gate.blame()));
            return stands(since).stream().anyMatch(blame::isIn)
                    || comments(phase)
                            .filter(text -> !since.comments().contains(text))
                            .anyMatch(blame::isIn);
        } else if (says instanceof Fault.Hold hold) {
            return stands(since).stream()
                    .filter(line -> line.path("decision").asText().equals("hold"))
                    .anyMatch(line -> Blame.isIn(line.path("reason").asText(), workshop.filled(hold.blame())));
        } else if (says instanceof Fault.Trouble trouble) {
            return log(since).anyMatch(line -> line.path("code").asText().equals(trouble.code()));
        }
        return true;
    }

    private Stream<JsonNode> log(Mark since) {
        return watcher.log().stream().skip(since.logged());
    }

    private List<JsonNode> stands(Mark since) {
        return log(since)
                .filter(line -> line.path("message").asText().equals("stands"))
                .toList();
    }

    long lines(Mark since) {
        return log(since).count();
    }

    /** In the open request, or else in that of the phase that is being proved. */
    private Stream<String> comments(String phase) {
        List<Reviewer.Request> open = reviewer.open();
        Stream<Reviewer.Request> there = open.isEmpty()
                ? reviewer.all().stream().filter(each -> each.phase().equals(phase))
                : open.stream();
        return there.flatMap(each -> reviewer.evidence(each).stream())
                .map(comment -> comment.path("body").asText());
    }

    /** True while it says that a gate of a merged phase has passed; before it knows of the merge it says nothing of it. */
    boolean passes(String phase, String gate) {
        return watcher.get("/metrics")
                .body()
                .contains("crossfade_gate{gate=\"" + gate + "\",migration=\"prod\",phase=\"" + phase
                        + "\",verdict=\"passed\"} 1");
    }

    /** True once it proves a phase. */
    boolean knows(String phase) {
        return watcher.get("/metrics")
                .body()
                .lines()
                .anyMatch(line -> line.startsWith("crossfade_gate{") && line.contains("phase=\"" + phase + "\""));
    }

    boolean lookedAfter(Instant time) {
        String metrics = watcher.get("/metrics").body();
        return metrics.lines()
                .filter(line -> line.startsWith("crossfade_last_look_timestamp_seconds{"))
                .anyMatch(line -> Double.parseDouble(line.split(" ")[1]) > time.toEpochMilli() / 1e3);
    }

    boolean isProposed() {
        return watcher.stands()
                .filter(line -> line.path("state").asText().equals("proposed"))
                .isPresent();
    }

    boolean waits() {
        return watcher.stands()
                .filter(line -> line.path("decision").asText().equals("wait"))
                .isPresent();
    }

    /** Where it says that it stands, for a person. */
    String words() {
        return String.valueOf(watcher.stands());
    }

    void requireAlive() {
        watcher.requireAlive();
    }
}
