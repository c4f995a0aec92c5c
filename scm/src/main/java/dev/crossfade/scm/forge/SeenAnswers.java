package dev.crossfade.scm.forge;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a forge whether what was read before is still so, which costs GitHub's rate limit nothing (docs.github.com, "Best
 * practices for using the REST API").
 */
final class SeenAnswers {
    private static final int MOST = 64;
    private static final int NOT_MODIFIED = 304;

    private final Map<URI, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Answer> eldest) {
            return size() > MOST;
        }
    };

    /** Sends a request, with the tag of the answer that was seen where there was one. */
    @FunctionalInterface
    interface Sender {
        Answer send(Optional<String> tag) throws IOException;
    }

    Answer through(Call call, URI address, Sender sender) throws IOException {
        if (!call.reads()) {
            return sender.send(Optional.empty());
        }
        Answer before = answers.get(address);
        Answer now = sender.send(Optional.ofNullable(before).map(answer -> answer.header("ETag")));
        if (now.status() == NOT_MODIFIED && before != null) {
            return before;
        }
        if (now.status() == 200 && !now.header("ETag").isEmpty() && !now.isBroken()) {
            answers.put(address, now);
        }
        return now;
    }
}
