/** One class per row of the plan: what its commits write, which gates end them, how they are undone. */
@NullMarked
package dev.crossfade.core.phase;

import org.jspecify.annotations.NullMarked;
