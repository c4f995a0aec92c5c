package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Breaks one thing after the other while a proposal waits, and one while it is merged: the watcher has to say what it is, to
 * propose nothing meanwhile, and to go on by itself once it is mended.
 */
final class FaultTrials implements Companion {

    private static final Duration SEEN = Duration.ofSeconds(90);
    private static final Duration MENDED = Duration.ofSeconds(150);
    private static final Duration STAYS = Duration.ofSeconds(3);

    private final Workshop workshop;
    private final Watcher watcher;
    private final Reviewer reviewer;
    private final Map<String, List<Fault>> waiting;
    private final Map<String, Fault> merging;
    private final Predicate<String> wanted;
    private final List<String> missed = new ArrayList<>();
    private int tried;

    /**
     * @param waiting what breaks while a phase's proposal waits for its merge
     * @param merging what is broken when a phase is merged
     * @param wanted of which phase and fault, as {@link #words} has them
     */
    FaultTrials(
            Workshop workshop,
            Watcher watcher,
            Reviewer reviewer,
            Map<String, List<Fault>> waiting,
            Map<String, Fault> merging,
            Predicate<String> wanted) {
        this.workshop = workshop;
        this.watcher = watcher;
        this.reviewer = reviewer;
        this.waiting = waiting;
        this.merging = merging;
        this.wanted = wanted;
    }

    /** A line for each thing that the watcher did not say, or did although something was broken. */
    List<String> missed() {
        return missed;
    }

    int tried() {
        return tried;
    }

    @Override
    public void green(String phase) {
        waiting.getOrDefault(phase, List.of()).stream()
                .filter(fault -> wanted.test(words(phase, fault)))
                .forEach(fault -> trial(phase, fault, reviewer.all().size()));
        merging(phase).ifPresent(fault -> fault.breaks().on(workshop));
    }

    private Optional<Fault> merging(String phase) {
        return Optional.ofNullable(merging.get(phase)).filter(fault -> wanted.test(words(phase, fault)));
    }

    static String words(String phase, Fault fault) {
        return phase + ", " + fault;
    }

    /** One that no further phase comes after: mended, the next one is proposed. */
    void last(String phase, Fault fault) {
        if (!wanted.test(words(phase, fault))) {
            return;
        }
        int logged = watcher.log().size();
        Instant began = Instant.now();
        fault.breaks().on(workshop);
        look(phase, fault, logged, reviewer.all().size());
        Instant mending = Instant.now();
        fault.mends().on(workshop);
        if (!within(
                MENDED,
                () -> lookedAfter(mending) && isProposed() && !reviewer.open().isEmpty())) {
            missed.add(words(phase, fault) + ": mended, and it does not go on: " + watcher.stands());
        }
        tried++;
        print(words(phase, fault), began, mending, logged);
    }

    private boolean isProposed() {
        return watcher.stands()
                .filter(line -> line.path("state").asText().equals("proposed"))
                .isPresent();
    }

    private void trial(String phase, Fault fault, int proposals) {
        int logged = watcher.log().size();
        Instant began = Instant.now();
        fault.breaks().on(workshop);
        look(phase, fault, logged, proposals);
        Instant mending = Instant.now();
        fault.mends().on(workshop);
        String head = phase + ", " + fault;
        if (!within(MENDED, () -> goesOn(mending))) {
            throw new AssertionError(missed + " " + head + ": mended, and it does not go on: " + watcher.stands());
        }
        tried++;
        print(head, began, mending, logged);
    }

    @Override
    public void merged(String phase) {
        merging(phase).ifPresent(fault -> {
            int logged = watcher.log().size();
            Instant began = Instant.now();
            look(phase, fault, logged, reviewer.all().size());
            Instant mending = Instant.now();
            fault.mends().on(workshop);
            tried++;
            print(phase + " merged, " + fault, began, mending, logged);
        });
    }

    private void look(String phase, Fault fault, int logged, int proposals) {
        boolean seen = within(SEEN, () -> isSaid(fault.says(), logged));
        if (!seen) {
            missed.add(phase + ", " + fault + ": it does not say " + fault.says() + ": " + watcher.stands());
            return;
        }
        if (fault.says() instanceof Fault.Gate || fault.says() instanceof Fault.Hold) {
            within(STAYS, () -> false);
            if (reviewer.green().isPresent() || reviewer.all().size() != proposals) {
                missed.add(phase + ", " + fault + ": green or proposed though it is broken");
            }
        }
    }

    private boolean isSaid(Fault.Says says, int logged) {
        if (says instanceof Fault.Gate gate) {
            return reviewer.green().isEmpty()
                    && stands().contains(gate.id())
                    && (stands().contains(gate.blame()) || evidence().contains(gate.blame()));
        } else if (says instanceof Fault.Hold hold) {
            return reviewer.green().isEmpty()
                    && watcher.stands()
                            .filter(line -> line.path("decision").asText().equals("hold"))
                            .isPresent()
                    && stands().contains(hold.blame());
        } else if (says instanceof Fault.Trouble trouble) {
            return watcher.log().stream()
                    .skip(logged)
                    .anyMatch(line -> line.path("code").asText().equals(trouble.code()));
        }
        return true;
    }

    private String stands() {
        return watcher.stands().map(line -> line.path("reason").asText()).orElse("");
    }

    private String evidence() {
        StringBuilder all = new StringBuilder();
        for (Reviewer.Request request : reviewer.all()) {
            for (JsonNode comment : reviewer.evidence(request)) {
                all.append(comment.path("body").asText());
            }
        }
        return all.toString();
    }

    private boolean goesOn(Instant mending) {
        return lookedAfter(mending)
                && reviewer.green().isPresent()
                && isProposed()
                && watcher.stands()
                        .filter(line -> line.path("decision").asText().equals("wait"))
                        .isPresent();
    }

    private boolean lookedAfter(Instant time) {
        String metrics = watcher.get("/metrics").body();
        return metrics.lines()
                .filter(line -> line.startsWith("crossfade_last_look_timestamp_seconds "))
                .anyMatch(line -> Double.parseDouble(line.split(" ")[1]) > time.toEpochMilli() / 1e3);
    }

    private boolean within(Duration limit, BooleanSupplier holds) {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            watcher.requireAlive();
            if (holds.getAsBoolean()) {
                return true;
            }
            ArgoCd.pause();
        }
        return false;
    }

    private void print(String what, Instant began, Instant mending, int logged) {
        System.out.println("   broken: " + what + "; said after "
                + Duration.between(began, mending).toMillis() + " ms, went on after "
                + Duration.between(mending, Instant.now()).toMillis() + " ms; "
                + watcher.log().stream().skip(logged).count() + " lines");
    }
}
