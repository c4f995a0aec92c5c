/** Helm values: merged as Helm merges them, with the comments, order and quoting of the first file kept. */
@NullMarked
package dev.crossfade.core.values;

import org.jspecify.annotations.NullMarked;
