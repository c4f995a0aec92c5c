/** Asks one API server: calls with an end, lists page by page, and what kinds it serves. */
@NullMarked
package dev.crossfade.argo.api;

import org.jspecify.annotations.NullMarked;
