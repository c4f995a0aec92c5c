/** Phase to change set: sorted path to bytes, deterministic; and the ports through which files and templates are read. */
@NullMarked
package dev.crossfade.core.render;

import org.jspecify.annotations.NullMarked;
