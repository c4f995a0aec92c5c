/** The forges on which phases are reviewed: GitHub, GitLab, and Gitea with Forgejo, each by its REST API. */
@NullMarked
package dev.crossfade.scm.forge;

import org.jspecify.annotations.NullMarked;
