package dev.crossfade.assembly.watch;

import dev.crossfade.argo.write.ClusterDesk;
import dev.crossfade.assembly.AdvanceText;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.progress.Advanced;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Records an Event with the root Application each time that the migration comes to stand elsewhere, and keeps the banner. */
final class Herald {

    /** Problems whose messages are what a gate says. */
    private static final Set<ErrorCode> FIGURES =
            Set.of(ErrorCode.GATE_FAILED, ErrorCode.GATE_UNKNOWN, ErrorCode.UNDO_REFUSED);

    private final Consumer<ClusterDesk.Happening> events;
    private final Banners banners;
    private final WatchSettings settings;
    private final WatchLog log;
    private String told = "";
    private String shown = "";
    private String refusal = "";

    /** Shows a banner; {@link ClusterDesk#banner} does. */
    interface Banners {
        void show(ObjectId application, boolean warning, String text, String page);
    }

    /** @param events records them; {@link ClusterDesk#record} does */
    Herald(Consumer<ClusterDesk.Happening> events, Banners banners, WatchSettings settings, WatchLog log) {
        this.events = events;
        this.banners = banners;
        this.settings = settings;
        this.log = log;
    }

    void tell(Advanced advanced, Instant now) {
        StatusReport status = advanced.status();
        String reason = reason(advanced);
        String news = status.entry().id() + " " + reason + held(advanced.decision());
        ObjectId root = root(status);
        String refused = "";
        if (!news.equals(told) && settings.lease().isPresent()) {
            refused += write(
                    () -> events.accept(
                            new ClusterDesk.Happening(root, isWarning(advanced), reason, note(advanced), now)),
                    () -> told = news);
        }
        String banner = banner(status);
        if (settings.banner() && !banner.equals(shown)) {
            refused += write(
                    () -> banners.show(
                            root,
                            status.state() == StatusReport.State.HELD,
                            banner,
                            status.request().map(PullRequest::address).orElse("")),
                    () -> shown = banner);
        }
        refusal = refused;
    }

    /** Another one writes the banner while this one does not lead. */
    void forget() {
        shown = "";
    }

    /**
     * What keeps a reader from knowing keeps nothing from being decided; it is tried again with the next look.
     *
     * @return why it was refused, or nothing
     */
    private String write(Runnable writing, Runnable written) {
        try {
            writing.run();
            written.run();
            return "";
        } catch (CrossfadeException refused) {
            String why = String.valueOf(refused.getMessage());
            if (!refusal.contains(why)) {
                log.problems("nobody was told", refused.problems());
            }
            return why;
        }
    }

    private static ObjectId root(StatusReport status) {
        return ObjectId.namespaced(
                "argoproj.io/v1alpha1",
                "Application",
                status.plan().migration().spec().argo().namespace(),
                "crossfade-" + status.plan().migration().spec().name());
    }

    private static boolean isWarning(Advanced advanced) {
        return advanced.decision() instanceof Decision.Hold || advanced.decision() instanceof Decision.ProposeUndo;
    }

    /**
     * What is new of a hold beside that it is one. What gates say has figures that change with every look: of these it is news which
     * gate it is.
     */
    private static String held(Decision decision) {
        return decision instanceof Decision.Hold hold
                ? hold.reasons().stream()
                        .map(each -> " " + each.code().id() + " " + each.where().text()
                                + (FIGURES.contains(each.code()) ? "" : " " + each.message()))
                        .sorted()
                        .collect(Collectors.joining())
                : "";
    }

    /** One word a kind of news, as kubectl's column REASON has room for. */
    private static String reason(Advanced advanced) {
        Decision decision = advanced.decision();
        if (decision instanceof Decision.Propose) {
            return "PhaseProposed";
        } else if (decision instanceof Decision.Merge) {
            return "PhaseMerged";
        } else if (decision instanceof Decision.Hold) {
            return "MigrationHeld";
        } else if (decision instanceof Decision.ProposeUndo) {
            return "UndoProposed";
        } else if (decision instanceof Decision.Done) {
            return "MigrationDone";
        }
        return switch (advanced.status().state()) {
            case VERIFIED -> "PhaseVerified";
            case APPLIED -> "PhaseApplied";
            case MERGED -> "PhaseMerged";
            default -> "PhaseWaits";
        };
    }

    private static String note(Advanced advanced) {
        StatusReport status = advanced.status();
        return "phase " + status.entry().number() + " of "
                + status.plan().entries().size() + ", " + status.entry().id() + ", "
                + status.state().id() + ": " + AdvanceText.reason(advanced.decision());
    }

    private static String banner(StatusReport status) {
        Optional<PullRequest> request = status.request();
        return "CNI migration " + status.plan().migration().spec().name() + ": phase "
                + status.entry().number() + " of " + status.plan().entries().size() + ", "
                + status.entry().id() + ", " + status.state().id()
                + request.map(open -> "; pull request " + open.number()).orElse("");
    }
}
