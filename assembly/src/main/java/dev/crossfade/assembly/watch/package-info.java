/** Runs a watch for as long as its process lives, and shows people and machines how it fares. */
@NullMarked
package dev.crossfade.assembly.watch;

import org.jspecify.annotations.NullMarked;
