/** Renders a chart through Helm's own engine, which is native code in this process. */
@NullMarked
package dev.crossfade.helm;

import org.jspecify.annotations.NullMarked;
