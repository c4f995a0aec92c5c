/** Every example's plan, commit by commit, on a real API server with a real Argo CD. */
package dev.crossfade.clustertest;
