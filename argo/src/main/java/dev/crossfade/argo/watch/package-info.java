/** Keeps the facts of a cluster in memory by watching it: one list, and from then on what changes. */
@NullMarked
package dev.crossfade.argo.watch;

import org.jspecify.annotations.NullMarked;
