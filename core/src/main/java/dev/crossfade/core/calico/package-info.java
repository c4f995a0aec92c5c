/** Calico where it is kept: how a phase changes and removes its objects in plain files, a chart, a kustomization or an export. */
@NullMarked
package dev.crossfade.core.calico;

import org.jspecify.annotations.NullMarked;
