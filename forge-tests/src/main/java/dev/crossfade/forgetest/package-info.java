/** A forge in this process: true Git, true merges, and the REST API of GitHub, GitLab or Gitea over one model. */
@NullMarked
package dev.crossfade.forgetest;

import org.jspecify.annotations.NullMarked;
