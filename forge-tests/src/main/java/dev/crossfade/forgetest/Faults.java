package dev.crossfade.forgetest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Decides of each request whether something goes wrong with it. */
public final class Faults {
    private final Deque<Planned> once = new ArrayDeque<>();
    private Function<Seen, Optional<Fault>> always = request -> Optional.empty();

    private record Planned(Predicate<Seen> which, Fault fault) {}

    /** The next such request fails in this way; several for the same requests come one after the other. */
    public synchronized void next(Predicate<Seen> which, Fault fault) {
        once.add(new Planned(which, fault));
    }

    /** Asked of every request that nothing else is planned for. */
    public synchronized void always(Function<Seen, Optional<Fault>> rule) {
        always = rule;
    }

    public synchronized void clear() {
        once.clear();
        always = request -> Optional.empty();
    }

    synchronized Optional<Fault> of(Seen request) {
        for (Iterator<Planned> planned = once.iterator(); planned.hasNext(); ) {
            Planned next = planned.next();
            if (next.which().test(request)) {
                planned.remove();
                return Optional.of(next.fault());
            }
        }
        return always.apply(request);
    }
}
