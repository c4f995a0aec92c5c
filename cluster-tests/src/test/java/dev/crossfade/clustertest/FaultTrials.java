package dev.crossfade.clustertest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Breaks one thing after the other while a proposal waits, and one while it is merged: the watcher has to say what it is, to
 * propose nothing meanwhile, and to go on by itself once it is mended.
 */
final class FaultTrials implements Companion {

    /** What cannot be watched is asked every 90 s once all is proved. */
    private static final Duration SEEN = Duration.ofSeconds(120);

    private static final Duration MENDED = Duration.ofSeconds(150);
    /** For longer than any of the story's soak times, and most of the watcher's rounds of questions. */
    private static final Duration STAYS = Duration.ofSeconds(10);

    /**
     * After the watcher has heard of a merge: where nothing is broken its gate has passed by then, or waits for something else. Argo CD goes
     * on by itself in less than 40 s while Redis stands still.
     */
    private static final Duration LASTS = Duration.ofSeconds(20);

    private final Workshop workshop;
    private final Reviewer reviewer;
    private final Hearing hearing;
    private final Plan plan;
    private final List<String> missed = new ArrayList<>();
    private int tried;
    private int unbroken;
    private String last = "";

    /**
     * What is broken when.
     *
     * @param waiting what breaks while a phase's proposal waits for its merge
     * @param merges what is broken when a phase is merged
     * @param wanted of which phase and fault, as {@link #words} has them
     */
    record Plan(Map<String, List<Fault>> waiting, SortedMap<String, Fault> merges, Predicate<String> wanted) {

        List<Fault> waiting(String phase) {
            return waiting.getOrDefault(phase, List.of()).stream()
                    .filter(fault -> wanted.test(words(phase, fault)))
                    .toList();
        }

        Optional<Fault> merging(String phase) {
            return Optional.ofNullable(merges.get(phase)).filter(fault -> wanted.test(words(phase, fault)));
        }

        List<Fault> merging() {
            return merges.keySet().stream()
                    .flatMap(phase -> merging(phase).stream())
                    .toList();
        }
    }

    FaultTrials(Workshop workshop, Watcher watcher, Reviewer reviewer, Plan plan) {
        this.workshop = workshop;
        this.reviewer = reviewer;
        this.hearing = new Hearing(workshop, watcher, reviewer);
        this.plan = plan;
    }

    /** A line for each thing that the watcher did not say, or did although something was broken. */
    List<String> missed() {
        return missed;
    }

    int tried() {
        return tried;
    }

    static String words(String phase, Fault fault) {
        return phase + ", " + fault;
    }

    @Override
    public void green(String phase) {
        plan.waiting(phase).forEach(fault -> {
            if (!trial(phase, fault, this::goesOn)) {
                throw new AssertionError(
                        missed + " " + words(phase, fault) + ": mended, and it does not go on: " + hearing.words());
            }
        });
        plan.merging(phase).ifPresent(fault -> fault.breaks().on(workshop));
    }

    /** One that no further phase comes after: mended, the next one is proposed. */
    void last(String phase, Fault fault) {
        if (!plan.wanted().test(words(phase, fault))) {
            return;
        }
        // what is proposed because of the merge before is none of the fault's doing
        note(within(MENDED, () -> isGreen(phase)), phase, fault, "never proposed: " + hearing.words());
        boolean on = trial(
                phase,
                fault,
                mending -> hearing.lookedAfter(mending)
                        && hearing.isProposed()
                        && !reviewer.open().isEmpty());
        note(on, phase, fault, "mended, and it does not go on: " + hearing.words());
    }

    private boolean isGreen(String phase) {
        return reviewer.green().filter(each -> each.phase().equals(phase)).isPresent();
    }

    /** @return true where it goes on once it is mended */
    private boolean trial(String phase, Fault fault, Predicate<Instant> goesOn) {
        Hearing.Mark mark = hearing.mark(last);
        int proposals = reviewer.all().size();
        Instant began = Instant.now();
        fault.breaks().on(workshop);
        Standstill standstill = new Standstill(phase, fault, proposals);
        if (isSaid(phase, fault, mark, standstill)) {
            watched(STAYS, standstill);
            requireDoubt(phase, fault);
        }
        Instant mending = Instant.now();
        fault.mends().on(workshop);
        if (fault.says() instanceof Fault.Trouble || fault.says() instanceof Fault.Nothing) {
            // what was away could not be asked before
            note(reviewer.all().size() == proposals, phase, fault, "something was proposed meanwhile");
        }
        boolean on = within(MENDED, () -> goesOn.test(mending));
        print(words(phase, fault), began, mending, mark);
        return on;
    }

    private boolean isSaid(String phase, Fault fault, Hearing.Mark mark, Standstill standstill) {
        boolean said = within(SEEN, () -> {
            standstill.look();
            return (!takesGreenAway(fault) || reviewer.green().isEmpty()) && hearing.says(fault.says(), last, mark);
        });
        note(said, phase, fault, "it does not say " + fault.says() + ", or stays green: " + hearing.words());
        return said;
    }

    /** For as long as all had to hold, and longer. */
    private void watched(Duration time, Standstill standstill) {
        within(time, () -> {
            standstill.look();
            return false;
        });
    }

    private static boolean takesGreenAway(Fault fault) {
        return fault.says() instanceof Fault.Gate
                || fault.says() instanceof Fault.Hold
                || (fault.says() instanceof Fault.Trouble trouble && trouble.doubted());
    }

    /**
     * Asked again and again while something is broken: nothing is proposed, and what was green is not any more once that was taken back. Of a
     * forge that is away nobody can ask, and its green stays: nobody can write another status there.
     */
    private final class Standstill {
        private final String phase;
        private final Fault fault;
        private final int proposals;
        private boolean taken;
        private boolean noted;

        /** @param proposals how many there were before */
        Standstill(String phase, Fault fault, int proposals) {
            this.phase = phase;
            this.fault = fault;
            this.proposals = proposals;
        }

        /** What is wrong is noted once. */
        void look() {
            if (takesGreenAway(fault) && !noted) {
                boolean green = reviewer.green().isPresent();
                taken |= !green;
                noted = reviewer.all().size() != proposals || (taken && green);
                note(!noted, phase, fault, "green again or proposed though it is broken");
            }
        }
    }

    /** Where nobody can tell, the status says so. */
    private void requireDoubt(String phase, Fault fault) {
        if (fault.says() instanceof Fault.Trouble trouble && trouble.doubted()) {
            note(
                    reviewer.open().stream()
                            .allMatch(each -> reviewer.status(each).equals("pending")),
                    phase,
                    fault,
                    "the status is not pending though nobody can tell");
        }
    }

    private void note(boolean holds, String phase, Fault fault, String otherwise) {
        if (!holds) {
            missed.add(words(phase, fault) + ": " + otherwise);
        }
    }

    @Override
    public void merged(String phase) {
        workshop.git("fetch -q origin main");
        workshop.keep("merge", workshop.git("rev-parse FETCH_HEAD").strip().substring(0, 7));
        last = phase;
        Hearing.Mark mark = hearing.mark(phase);
        Optional<Fault> broken = plan.merging(phase);
        if (broken.isEmpty()) {
            mergedUnbroken(phase, mark);
        } else {
            mergedBroken(phase, broken.get(), mark);
        }
    }

    private void mergedBroken(String phase, Fault fault, Hearing.Mark mark) {
        int proposals = reviewer.all().size();
        Instant began = Instant.now();
        note(unbroken > 0, phase, fault, "no merge before it had nothing broken, to compare it with");
        Standstill standstill = new Standstill(phase, fault, proposals);
        if (isSaid(phase, fault, mark, standstill)) {
            note(
                    !lasting(phase, List.of(fault), standstill::look).isEmpty(),
                    phase,
                    fault,
                    "its gate passes though it is broken");
            requireDoubt(phase, fault);
        }
        Instant mending = Instant.now();
        fault.mends().on(workshop);
        print(phase + " merged, " + fault, began, mending, mark);
    }

    /** What counts as a word on something that is broken must not be said where nothing is. */
    private void mergedUnbroken(String phase, Hearing.Mark mark) {
        List<Fault> faults = plan.merging();
        if (faults.isEmpty()) {
            return;
        }
        if (!within(SEEN, () -> hearing.knows(phase))) {
            missed.add(phase + ", nothing broken: it does not know of the merge: " + hearing.words());
            return;
        }
        for (Fault fault : lasting(phase, faults, () -> {})) {
            note(!hearing.says(fault.says(), phase, mark), phase, fault, "said of a merge of which nothing was broken");
        }
        unbroken++;
    }

    /** Those of which the gate does not pass although there was time. */
    private List<Fault> lasting(String phase, List<Fault> faults, Runnable meanwhile) {
        List<Fault> left = new ArrayList<>(faults);
        within(LASTS, () -> {
            meanwhile.run();
            left.removeIf(fault -> fault.says() instanceof Fault.Gate gate && hearing.passes(phase, gate.id()));
            return left.isEmpty();
        });
        return left;
    }

    private boolean goesOn(Instant mending) {
        return hearing.lookedAfter(mending) && reviewer.green().isPresent() && hearing.isProposed() && hearing.waits();
    }

    private boolean within(Duration limit, BooleanSupplier holds) {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            hearing.requireAlive();
            if (holds.getAsBoolean()) {
                return true;
            }
            ArgoCd.pause();
        }
        return false;
    }

    private void print(String what, Instant began, Instant mending, Hearing.Mark mark) {
        tried++;
        System.out.println("   broken: " + what + "; said after "
                + Duration.between(began, mending).toMillis() + " ms, went on after "
                + Duration.between(mending, Instant.now()).toMillis() + " ms; " + hearing.lines(mark) + " lines");
    }
}
