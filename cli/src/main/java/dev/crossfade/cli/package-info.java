/** The command line: the verbs of Crossfade for people and scripts. */
@NullMarked
package dev.crossfade.cli;

import org.jspecify.annotations.NullMarked;
