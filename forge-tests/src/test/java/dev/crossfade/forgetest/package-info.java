/** One contract for every forge client, on the forges of this process and on a real Gitea. */
@NullMarked
package dev.crossfade.forgetest;

import org.jspecify.annotations.NullMarked;
