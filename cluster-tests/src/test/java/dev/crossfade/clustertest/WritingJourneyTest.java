package dev.crossfade.clustertest;

import dev.crossfade.argo.contract.Ground;
import dev.crossfade.argo.contract.WritingContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Holds what is written to the contract, on a real API server. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class WritingJourneyTest extends WritingContract {

    @TempDir
    Path folder;

    private RealApiServer server;

    @BeforeEach
    void start() {
        server = new RealApiServer(folder.resolve("kit"));
    }

    @Override
    protected Ground ground() {
        return server;
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
