/** Where a migration stands, and the one thing that is done next. */
@NullMarked
package dev.crossfade.core.progress;

import org.jspecify.annotations.NullMarked;
