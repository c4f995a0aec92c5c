/** How Git remotes and forges are reached: tokens, keys, certificates and proxies. */
@NullMarked
package dev.crossfade.scm.access;

import org.jspecify.annotations.NullMarked;
