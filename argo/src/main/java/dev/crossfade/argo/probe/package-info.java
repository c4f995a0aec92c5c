/** Asks what measures: Goldpinger, Cilium's agents, Prometheus and addresses of the customer's. */
@NullMarked
package dev.crossfade.argo.probe;

import org.jspecify.annotations.NullMarked;
