/** What core has to say to a person: problems, their codes, and how far a job has come. Core has no logger. */
@NullMarked
package dev.crossfade.core.report;

import org.jspecify.annotations.NullMarked;
