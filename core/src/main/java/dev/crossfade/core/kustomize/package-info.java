/** What a kustomization makes of the objects that it is given: its patches and images, as far as they can be read exactly. */
@NullMarked
package dev.crossfade.core.kustomize;

import org.jspecify.annotations.NullMarked;
