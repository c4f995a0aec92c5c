package dev.crossfade.core.render;

import java.util.Optional;

/**
 * Which chart shall be rendered, and as what.
 *
 * @param path its folder in the repository, where it is kept there
 * @param tree the repository with that folder
 */
public record ChartRequest(String name, String version, Optional<String> path, Tree tree, ChartRelease release) {}
