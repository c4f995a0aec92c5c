package dev.crossfade.assembly;

import dev.crossfade.core.progress.Advanced;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.report.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** What one step came to, for people. */
public final class AdvanceText {

    private AdvanceText() {}

    public static String of(Advanced advanced, boolean dryRun) {
        StringBuilder text = new StringBuilder(
                Page.wrap(word(advanced.decision()) + ": " + reason(advanced.decision()), "  ", Page.WIDTH));
        text.append('\n');
        advanced.done()
                .forEach(step ->
                        text.append(dryRun ? "  would " : "  ").append(step).append('\n'));
        return PlainText.of(text.toString());
    }

    /** The decision in one word, as scripts know it. */
    public static String word(Decision decision) {
        if (decision instanceof Decision.Wait) {
            return "wait";
        }
        if (decision instanceof Decision.Propose) {
            return "propose";
        }
        if (decision instanceof Decision.Merge) {
            return "merge";
        }
        if (decision instanceof Decision.Refresh) {
            return "refresh";
        }
        if (decision instanceof Decision.Hold) {
            return "hold";
        }
        if (decision instanceof Decision.ProposeUndo) {
            return "undo";
        }
        if (decision instanceof Decision.Done) {
            return "done";
        }
        throw new IllegalArgumentException("no word for " + decision);
    }

    public static String reason(Decision decision) {
        if (decision instanceof Decision.Wait wait) {
            return wait.why() + wait.until().map(time -> ", until " + time).orElse("");
        }
        if (decision instanceof Decision.Propose propose) {
            return propose.next().entry().id();
        }
        if (decision instanceof Decision.Merge merge) {
            return merge.request().named() + " with " + merge.next().entry().id();
        }
        if (decision instanceof Decision.Refresh refresh) {
            return refresh.application().toString();
        }
        if (decision instanceof Decision.Hold hold) {
            return messages(hold.reasons());
        }
        if (decision instanceof Decision.ProposeUndo undo) {
            return undo.phase() + ": " + messages(undo.reasons());
        }
        if (decision instanceof Decision.Done) {
            return "every phase is merged and proved";
        }
        throw new IllegalArgumentException("no reason for " + decision);
    }

    private static String messages(List<Problem> reasons) {
        return reasons.stream()
                .map(reason -> reason.where().text() + ": " + reason.message() + " (" + reason.cure() + ")")
                .collect(Collectors.joining("; "));
    }
}
