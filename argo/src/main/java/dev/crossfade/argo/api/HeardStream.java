package dev.crossfade.argo.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells of every piece that comes in. */
final class HeardStream extends FilterInputStream {

    private final Runnable heard;

    HeardStream(InputStream from, Runnable heard) {
        super(from);
        this.heard = heard;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        heard.run();
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        heard.run();
        return read;
    }
}
