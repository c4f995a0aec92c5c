/** What one look saw of the cluster and of Argo CD: facts with their objects and times. Owns the port that looks. */
@NullMarked
package dev.crossfade.core.observation;

import org.jspecify.annotations.NullMarked;
