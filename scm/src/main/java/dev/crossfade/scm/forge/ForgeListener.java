package dev.crossfade.scm.forge;

import java.util.OptionalLong;

/** Hears of every answer of a forge, so that somebody may count them. Called by any thread. */
@FunctionalInterface
public interface ForgeListener {

    ForgeListener NONE = (status, remaining) -> {};

    /** @param remaining how many requests the forge still allows, where it says so */
    void called(int status, OptionalLong remaining);
}
