package dev.crossfade.core.progress;

/** Whether the cluster can be asked for a proof of the phase that was merged last. */
sealed interface Provable permits Unproven, Provable.Nothing, Provable.Unjudged {

    /** No phase is merged yet. */
    record Nothing() implements Provable {}

    /**
     * Nobody can judge its gates.
     *
     * @param why in a sentence, with what helps
     * @param lasts true where that is so for as long as Git stays as it is; false where the forge may say more the next time
     */
    record Unjudged(String why, boolean lasts) implements Provable {}
}
