/** The repository as it lies there: its objects, and who reads which file: Applications, ApplicationSets, kustomizations, others. */
@NullMarked
package dev.crossfade.core.scan;

import org.jspecify.annotations.NullMarked;
