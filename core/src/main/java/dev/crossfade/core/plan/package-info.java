/** Specification and inventory to an ordered, numbered plan; pure. */
@NullMarked
package dev.crossfade.core.plan;

import org.jspecify.annotations.NullMarked;
