/** What the files that a migration starts from say against its plan, or people should know of them: a class for each question. */
@NullMarked
package dev.crossfade.core.examination;

import org.jspecify.annotations.NullMarked;
