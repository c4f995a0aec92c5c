/** Writes the little that a watcher may: its Lease, Events, and annotations of Argo CD's Applications. */
@NullMarked
package dev.crossfade.argo.write;

import org.jspecify.annotations.NullMarked;
