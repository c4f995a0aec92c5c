package dev.crossfade.cli;

import dev.crossfade.assembly.Json;
import dev.crossfade.assembly.ProposalText;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.progress.Proposed;
import dev.crossfade.core.progress.Terms;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Brings the next phase before its reviewers. */
@Command(
        name = "propose",
        mixinStandardHelpOptions = true,
        description = {
            "Pushes the next phase and opens or updates its pull request.",
            "It is one commit on top of the base branch, on branch"
                    + " crossfade/<migration>/<phase> of origin. Does only what is missing: run it as"
                    + " often as you like. Asks Git and the forge, never the cluster: see that the gates"
                    + " of the phase before hold."
        },
        footer = {
            "",
            "The forge is named in crossfade.yaml (spec.proposals); the token comes from",
            "CROSSFADE_TOKEN or from the file that CROSSFADE_TOKEN_FILE names.",
            "",
            "Example:",
            "  crossfade propose --dry-run     branch, commit and text, and nothing written",
            "  crossfade propose"
        })
final class ProposeCommand implements Callable<Integer> {

    @ParentCommand
    private CrossfadeCommand parent = new CrossfadeCommand(new Console(System.out, System.err, Path.of("")));

    @Option(
            names = "--resume",
            description = "Go on although a person stopped the migration: closed the pull request, undid or reverted a"
                    + " phase, or merged several at once.")
    private boolean resume;

    @Mixin
    private ChartsOption charts = new ChartsOption();

    @Option(names = "--dry-run", description = "Print branch, commit and text; write nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Workplace workplace = parent.workplace(charts);
        Optional<Proposed> proposed = workplace.propose(
                Terms.of(parent.console().clock().instant()).resuming(resume).dry(dryRun));
        parent.print(ProposalText.of(proposed, dryRun), () -> Json.proposed(proposed, dryRun));
        return 0;
    }
}
