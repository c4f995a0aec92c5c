/** Tables of facts that differ by version, one row per change, each with its source. */
@NullMarked
package dev.crossfade.core.facts;

import org.jspecify.annotations.NullMarked;
