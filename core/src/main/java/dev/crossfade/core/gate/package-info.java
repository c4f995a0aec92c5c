/** What must be true in the cluster before a migration goes on. */
@NullMarked
package dev.crossfade.core.gate;

import org.jspecify.annotations.NullMarked;
