/** One JSONPath as kubectl writes it, read into steps; what finds them in an object is an adapter's. */
@NullMarked
package dev.crossfade.core.jsonpath;

import org.jspecify.annotations.NullMarked;
