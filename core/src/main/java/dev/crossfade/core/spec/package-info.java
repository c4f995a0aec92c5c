/**
 * crossfade.yaml to a validated specification, all problems at once. Records mirror the file, so they may have more
 * components than records elsewhere; annotations on them are the one source for reading, the JSON schema and the docs.
 */
@NullMarked
package dev.crossfade.core.spec;

import org.jspecify.annotations.NullMarked;
