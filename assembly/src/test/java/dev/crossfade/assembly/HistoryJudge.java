package dev.crossfade.assembly;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.progress.Verdicts;
import dev.crossfade.core.proof.Steadiness;

/** Who judges the looks of a history: the rules, or ones that were spoilt. */
interface HistoryJudge {
    Verdicts judge(Look look, Steadiness steadiness);
}
