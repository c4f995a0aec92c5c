package dev.crossfade.assembly;

import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.progress.Landing;
import dev.crossfade.core.progress.Proving;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proof.Rules;
import java.util.Optional;

/** The page that tells a person where a migration stands and what to do. */
public final class StatusText {

    /** Digits of a commit's id that people read. */
    private static final int SHOWN = 7;

    private static final int COLUMN = 9;

    private final StatusReport status;
    private final Page page;

    private StatusText(StatusReport status, int width) {
        this.status = status;
        this.page = new Page(width, status.at());
    }

    public static String of(StatusReport status) {
        return of(status, Page.WIDTH);
    }

    /** @param width of the terminal; lines that people copy may be longer */
    public static String of(StatusReport status, int width) {
        return new StatusText(status, Math.min(width, Page.WIDTH)).text();
    }

    private String text() {
        Plan plan = status.plan();
        page.ends(
                plan.migration().spec().name() + ": Calico "
                        + plan.migration().spec().calico().version() + " -> Cilium "
                        + plan.migration().spec().cilium().version(),
                "as of " + page.now());
        page.blank();
        String phase =
                "Phase " + status.entry().number() + " of " + plan.entries().size();
        facts(phase, phase.length() + 2);
        Needs needs = Needs.of(status);
        NeedsText.append(needs, plan.migration().whichCluster(), page);
        GatesText.append(status.proofs(), needs, page);
        page.blank();
        page.labelled("NEXT", COLUMN, page.reason(status.next()) + when());
        page.labelled("STOP", COLUMN, page.reason(status.outlook().stop()));
        page.blank();
        new PhasesText(status, page).append(COLUMN);
        return page.toString();
    }

    private void facts(String phase, int column) {
        Optional<Landing> merged = status.place().landing();
        boolean here =
                merged.filter(landing -> landing.entry().equals(status.entry())).isPresent();
        page.labelled(
                phase,
                column,
                status.entry().id() + "\u00a0\u00a0 " + status.state().id() + (here ? proof() : ""));
        status.request()
                .ifPresent(request ->
                        page.line(Page.pad("Request", column) + "#" + request.number() + "  " + request.address()));
        if (!here) {
            merged.ifPresent(landing -> page.labelled(
                    "Merged",
                    column,
                    landing.entry().number() + "\u00a0" + landing.entry().id() + "\u00a0 " + proof().substring(2)));
        }
        status.headway().ifPresentOrElse(headway -> new HeadwayText(status, headway, page).append(column), () -> {
            if (merged.isPresent()) {
                page.labelled(
                        "Cluster",
                        column,
                        status.proofs().answer().unjudged().isPresent()
                                ? "not asked: nobody can judge what was merged last"
                                : "not asked: none is named (KUBECONFIG, --context)");
            }
        });
    }

    /** What the gates of the merged phase came to, and how it came into the base and the cluster. */
    private String proof() {
        StringBuilder text =
                new StringBuilder(", ").append(status.proofs().verdict().id());
        status.place()
                .landing()
                .flatMap(Landing::commit)
                .ifPresent(commit -> text.append("\u00a0\u00a0 merged\u00a0")
                        .append(page.time(commit.time()))
                        .append(" (")
                        .append(commit.request()
                                .map(number -> "#" + number + ",\u00a0")
                                .orElse(""))
                        .append(commit.id(), 0, SHOWN)
                        .append(')'));
        status.proofs()
                .proven()
                .flatMap(StatusText::synced)
                .ifPresent(gate -> text.append(", synced\u00a0").append(page.time(gate.since())));
        return text.toString();
    }

    private static Optional<GateVerdict> synced(Proving.Proven proven) {
        return proven.gates().stream()
                .filter(gate -> gate.gate().id().equals(Rules.APPLIED) && gate.satisfied())
                .findFirst();
    }

    private String when() {
        String settles = status.outlook()
                .settles()
                .map(time -> ": all of them hold now, and must until " + page.second(time))
                .orElse("");
        String deadline = status.outlook()
                .deadline()
                .filter(time -> settles.isEmpty())
                .map(time -> ". What has not passed by " + page.second(time) + " has failed, and the migration holds")
                .orElse("");
        return settles + deadline;
    }
}
