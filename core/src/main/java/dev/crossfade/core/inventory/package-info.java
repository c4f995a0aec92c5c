/** What the migration starts from, as facts: Calico in every home that it may have, node templates, declared workloads, policies. */
@NullMarked
package dev.crossfade.core.inventory;

import org.jspecify.annotations.NullMarked;
