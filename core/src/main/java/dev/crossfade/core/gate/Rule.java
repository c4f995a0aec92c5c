package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import java.util.Set;

/** How a gate is judged: a pure function of one look. */
public interface Rule {

    /** What has to be asked before {@link #judge} can say anything but unknown. */
    Set<Question<?>> asks();

    Judgement judge(Look look);
}
