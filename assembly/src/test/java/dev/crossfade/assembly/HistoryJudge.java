package dev.crossfade.assembly;

import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.progress.Verdicts;
import dev.crossfade.core.proof.Steadiness;
import java.time.Instant;
import java.util.Map;

/** Who judges the looks of a history: the rules, or ones that were spoilt. */
interface HistoryJudge {
    Verdicts judge(Instant now, Map<Question<?>, Reading<?>> look, Steadiness steadiness);
}
