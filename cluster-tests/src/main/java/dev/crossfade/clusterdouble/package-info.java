/** Plays, through the API alone, what a cluster without machines lacks: agents, operators and the addresses of pods. */
@NullMarked
package dev.crossfade.clusterdouble;

import org.jspecify.annotations.NullMarked;
