/** Reads the base commit from, and writes proposals into, the Git repository on this machine. */
@NullMarked
package dev.crossfade.scm;

import org.jspecify.annotations.NullMarked;
