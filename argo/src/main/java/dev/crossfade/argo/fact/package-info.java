/** Reduces objects, as an API server writes them, to the facts that rules ask for. */
@NullMarked
package dev.crossfade.argo.fact;

import org.jspecify.annotations.NullMarked;
