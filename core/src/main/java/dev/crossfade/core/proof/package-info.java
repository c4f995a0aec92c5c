/** Which rules prove a phase of a plan, and what they say together of one look. */
@NullMarked
package dev.crossfade.core.proof;

import org.jspecify.annotations.NullMarked;
