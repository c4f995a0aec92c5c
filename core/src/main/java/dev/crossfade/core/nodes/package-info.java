/** Node templates that the repository keeps, and how they are edited. */
@NullMarked
package dev.crossfade.core.nodes;

import org.jspecify.annotations.NullMarked;
