/** What the migration starts from, as facts: Calico's objects, the Application that applies them, declared workloads. */
@NullMarked
package dev.crossfade.core.inventory;

import org.jspecify.annotations.NullMarked;
