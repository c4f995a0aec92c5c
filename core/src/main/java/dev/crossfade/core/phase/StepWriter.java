package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;

/** Writes one commit's files into the workspace; the marker is not its business. */
@FunctionalInterface
public interface StepWriter {

    void write(Workspace workspace);
}
