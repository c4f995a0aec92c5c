package dev.crossfade.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a person keeps charts, for commands that render one. */
final class ChartsOption {

    @Option(
            names = "--charts",
            paramLabel = "DIR",
            description =
                    "Render the chart in this folder, cilium-<version>.tgz or an unpacked one; without it the one in"
                            + " the repository or in Helm's cache. Never from the network.")
    private @Nullable Path folder;

    @Nullable
    Path folder() {
        return folder;
    }
}
