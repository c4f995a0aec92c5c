/** Looks at the cluster that migrates and at the one that Argo CD runs in. */
@NullMarked
package dev.crossfade.argo;

import org.jspecify.annotations.NullMarked;
