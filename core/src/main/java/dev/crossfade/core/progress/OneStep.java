package dev.crossfade.core.progress;

import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.render.Templates;
import java.util.List;
import java.util.Optional;

/** Looks, decides, and does what the decision says: one thing at most. */
public final class OneStep {

    private final Upstream upstream;
    private final Templates templates;
    private final Observatory observatory;
    private final Terms terms;

    public OneStep(Upstream upstream, Templates templates, Observatory observatory, Terms terms) {
        this.upstream = upstream;
        this.templates = templates;
        this.observatory = observatory;
        this.terms = terms;
    }

    /** @param steadiness what earlier looks of the same process saw */
    public Advanced take(Sight sight, Steadiness steadiness) {
        Optional<Proving.Proven> proven =
                new Proving(upstream.repository(), observatory, steadiness).of(sight, terms.now());
        Decision decision = new Advance(sight.preview().plan().migration().spec(), terms.now())
                .decide(
                        StandingReader.read(sight),
                        proven.map(Proving.Proven::entry).orElse(null),
                        proven.map(Proving.Proven::verdicts).orElse(Verdicts.NONE));
        Steadiness after = proven.map(found -> found.after(steadiness)).orElse(steadiness);
        return new Advanced(StatusReporter.of(sight, proven, terms.now()), decision, act(sight, decision), after);
    }

    private List<String> act(Sight sight, Decision decision) {
        if (decision instanceof Decision.Propose) {
            return new NextProposal(upstream, templates, terms)
                    .make(sight)
                    .map(Proposed::done)
                    .orElse(List.of());
        }
        if (decision instanceof Decision.ProposeUndo undo) {
            return new UndoProposal(upstream, templates, terms)
                    .make(sight, undo.phase(), Optional.empty())
                    .done();
        }
        return List.of();
    }
}
