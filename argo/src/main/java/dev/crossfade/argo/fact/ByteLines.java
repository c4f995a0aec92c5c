package dev.crossfade.argo.fact;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Goes through a text line by line, and makes no text of lines that nobody wants. */
final class ByteLines {

    private static final int FIRST_SIZE = 16 * 1024;

    private ByteLines() {}

    /** Hears of one line, without its end. */
    interface Hearer {
        void line(byte[] bytes, int from, int to) throws IOException;
    }

    /** @throws IOException where it breaks off, or the hearer cannot go on */
    static void read(InputStream text, Hearer hearer) throws IOException {
        byte[] bytes = new byte[FIRST_SIZE];
        int held = 0;
        for (int read = text.read(bytes); read >= 0; read = text.read(bytes, held, bytes.length - held)) {
            int line = 0;
            for (int i = held; i < held + read; i++) {
                if (bytes[i] == '\n') {
                    hearer.line(bytes, line, i);
                    line = i + 1;
                }
            }
            held = held + read - line;
            System.arraycopy(bytes, line, bytes, 0, held);
            if (held == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
        }
        if (held > 0) {
            hearer.line(bytes, 0, held);
        }
    }
}
