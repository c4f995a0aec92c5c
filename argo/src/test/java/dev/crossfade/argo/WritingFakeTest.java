package dev.crossfade.argo;

import dev.crossfade.argo.contract.Ground;
import dev.crossfade.argo.contract.WritingContract;
import dev.crossfade.argo.fake.FakeApiServer;
import org.junit.jupiter.api.AfterEach;

/** Holds what is written to the contract, on an API server in this process. */
class WritingFakeTest extends WritingContract {

    private final FakeApiServer server = new FakeApiServer();

    @Override
    protected Ground ground() {
        return server;
    }

    @AfterEach
    void close() {
        server.close();
    }
}
