/** Puts core and its adapters together, once, for both doors. */
@NullMarked
package dev.crossfade.assembly;

import org.jspecify.annotations.NullMarked;
