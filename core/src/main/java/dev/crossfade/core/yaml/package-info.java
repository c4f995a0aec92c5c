/** Reads YAML as Helm and Kubernetes type it, and edits it by source position so that all else keeps its bytes. */
@NullMarked
package dev.crossfade.core.yaml;

import org.jspecify.annotations.NullMarked;
