/** What a reviewer reads about one commit of the plan: title and text of its pull request; pure. */
@NullMarked
package dev.crossfade.core.review;

import org.jspecify.annotations.NullMarked;
