package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import java.util.Set;

/** A gate that nothing can judge: unknown, with the reason. */
public record UntoldRule(String why) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of();
    }

    @Override
    public Judgement judge(Look look) {
        return Judgement.unknown(why);
    }
}
