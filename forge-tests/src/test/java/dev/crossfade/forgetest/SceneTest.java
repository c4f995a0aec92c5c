package dev.crossfade.forgetest;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of one scene each, at the end of which no secret is anywhere. */
@Execution(ExecutionMode.CONCURRENT)
abstract class SceneTest {

    @TempDir
    Path folder;

    Scene scene;

    @AfterEach
    void stop() {
        scene.requireNoSecret();
        scene.close();
    }
}
