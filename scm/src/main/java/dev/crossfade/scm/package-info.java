/** Turns a proposal into a branch and its commits, in a local Git repository. */
@NullMarked
package dev.crossfade.scm;

import org.jspecify.annotations.NullMarked;
