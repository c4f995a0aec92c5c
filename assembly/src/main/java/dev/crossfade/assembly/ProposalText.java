package dev.crossfade.assembly;

import dev.crossfade.core.progress.Proposed;
import dev.crossfade.core.proposal.PullRequest;
import java.util.Optional;

/** What became of a proposal, as people read it in a terminal. */
public final class ProposalText {

    private static final int SHOWN = 10;

    private ProposalText() {}

    /** @param proposed nothing where every phase is merged */
    public static String of(Optional<Proposed> proposed, boolean dryRun) {
        return proposed.map(found -> PlainText.of(dryRun ? dry(found) : done(found)))
                .orElse("Every phase is merged; there is nothing to propose.\n");
    }

    private static String done(Proposed proposed) {
        StringBuilder text = new StringBuilder();
        proposed.done().forEach(step -> text.append("- ").append(step).append('\n'));
        text.append(proposed.proposal().text().title())
                .append('\n')
                .append("  branch ")
                .append(proposed.proposal().branch())
                .append(" at ")
                .append(proposed.commit(), 0, SHOWN)
                .append('\n');
        proposed.request()
                .map(PullRequest::address)
                .ifPresent(address -> text.append("  ").append(address).append('\n'));
        return text.append(proposed.done().isEmpty() ? "All of it was there already.\n" : "")
                .toString();
    }

    /** Branch, commit and text, as they would be. */
    private static String dry(Proposed proposed) {
        StringBuilder text = new StringBuilder("Nothing was written. Without --dry-run:\n");
        proposed.done().forEach(step -> text.append("- ").append(step).append('\n'));
        text.append(proposed.done().isEmpty() ? "- nothing: all of it is there already\n" : "");
        text.append("\nbranch ")
                .append(proposed.proposal().branch())
                .append("\ncommit ")
                .append(proposed.commit())
                .append("\n\n");
        proposed.proposal()
                .commit()
                .message()
                .lines()
                .forEach(line -> text.append(("    " + line).stripTrailing()).append('\n'));
        text.append('\n');
        proposed.proposal()
                .commit()
                .changes()
                .files()
                .forEach((path, content) -> text.append(content.isPresent() ? "    write  " : "    delete ")
                        .append(path)
                        .append('\n'));
        return text.append("\npull request: ")
                .append(proposed.proposal().text().title())
                .append("\n\n")
                .append(proposed.proposal().text().text())
                .toString();
    }
}
