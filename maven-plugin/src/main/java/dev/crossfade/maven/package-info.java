/** The Maven plugin: parameters in, one verb, result out. */
@NullMarked
package dev.crossfade.maven;

import org.jspecify.annotations.NullMarked;
