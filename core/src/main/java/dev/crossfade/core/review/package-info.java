/** What reviewers read about a phase in its pull request. */
@NullMarked
package dev.crossfade.core.review;

import org.jspecify.annotations.NullMarked;
