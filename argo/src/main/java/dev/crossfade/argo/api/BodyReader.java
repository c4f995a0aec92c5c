package dev.crossfade.argo.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** Reads an answer's body as it comes in. */
@FunctionalInterface
public interface BodyReader<T> {

    /**
     * @param at the server's time as it began to answer
     * @throws IOException where it breaks off or is not what it should be
     */
    T read(InputStream body, Instant at) throws IOException;
}
