/** Change set to branch name, commit message with trailers and pull request text; owns the port to Git. */
@NullMarked
package dev.crossfade.core.proposal;

import org.jspecify.annotations.NullMarked;
