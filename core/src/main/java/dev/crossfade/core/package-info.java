/** The page that a newcomer reads first: the verbs of Crossfade. */
@NullMarked
package dev.crossfade.core;

import org.jspecify.annotations.NullMarked;
