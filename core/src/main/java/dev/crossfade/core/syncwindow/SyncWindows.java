package dev.crossfade.core.syncwindow;

import dev.crossfade.core.observation.Content;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The windows that count for an Application. */
public final class SyncWindows {

    /** Windows that turn more often than this before they let a sync through have no end that is worth a search. */
    private static final int TURNS = 500;

    private static final Set<String> KINDS = Set.of("allow", "deny");

    private final List<SyncWindow> windows;
    private final @Nullable String fault;

    private SyncWindows(List<SyncWindow> windows, @Nullable String fault) {
        this.windows = windows;
        this.fault = fault;
    }

    /**
     * Why Argo CD does not sync.
     *
     * @param words the windows that keep it from that
     * @param until when they do not any more, or null where that cannot be told
     * @param manual true where a person may sync by hand all the same
     */
    public record Block(String words, @Nullable Instant until, boolean manual) {}

    /** @param project the AppProject's spec */
    public static SyncWindows of(Content project, WindowTarget target) {
        List<Content> mine = project.items("syncWindows").stream()
                .filter(window -> KINDS.contains(window.text("kind").orElse("")))
                .filter(target::isIn)
                .toList();
        try {
            return new SyncWindows(mine.stream().map(SyncWindow::of).toList(), null);
        } catch (IllegalArgumentException notUnderstood) {
            return new SyncWindows(List.of(), notUnderstood.getMessage());
        }
    }

    /** Nothing where Argo CD may sync by itself; with one window that it does not understand it never does (CanSync). */
    public Optional<Block> block(Instant now) {
        if (fault != null) {
            return Optional.of(new Block("it cannot read " + fault, null, false));
        }
        List<SyncWindow> blocking = blocking(now);
        return blocking.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block(
                        (blocking.get(0).deny() ? "" : "none is active of ")
                                + blocking.stream().map(SyncWindow::words).collect(Collectors.joining(", ")),
                        end(now),
                        blocking.stream().allMatch(SyncWindow::manual)));
    }

    /** The newest time in a span at which a block ended, or nothing where there was none. */
    public Optional<Instant> opened(Instant from, Instant now) {
        Instant at = from;
        Optional<Instant> opened = Optional.empty();
        for (int i = 0; fault == null && i < TURNS; i++) {
            boolean blocked = !blocking(at).isEmpty();
            Instant next = turn(at);
            if (next == null || !next.isBefore(now)) {
                return opened;
            }
            at = next.plusSeconds(1);
            opened = blocked && blocking(at).isEmpty() ? Optional.of(next) : opened;
        }
        return opened;
    }

    /** An active deny window counts before all; else there must be an active allow window where there are any. */
    private List<SyncWindow> blocking(Instant now) {
        List<SyncWindow> active =
                windows.stream().filter(window -> window.isActive(now)).toList();
        List<SyncWindow> denying = active.stream().filter(SyncWindow::deny).toList();
        if (!denying.isEmpty()) {
            return denying;
        }
        return active.isEmpty()
                ? windows.stream().filter(window -> !window.deny()).toList()
                : List.of();
    }

    private @Nullable Instant end(Instant now) {
        Instant at = now;
        for (int i = 0; i < TURNS; i++) {
            Instant next = turn(at);
            if (next == null) {
                return null;
            }
            at = next.plusSeconds(1);
            if (blocking(at).isEmpty()) {
                return next;
            }
        }
        return null;
    }

    /** When the next of them turns. */
    private @Nullable Instant turn(Instant at) {
        return windows.stream()
                .flatMap(window -> window.turns(at).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
