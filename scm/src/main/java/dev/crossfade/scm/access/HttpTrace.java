package dev.crossfade.scm.access;

import org.jspecify.annotations.Nullable;

/** What a server answered last: JGit's exceptions do not tell. */
final class HttpTrace {
    private final String host;
    private int status;
    private String contentType = "";

    /** @param host the one host that may see what belongs to this remote */
    HttpTrace(String host) {
        this.host = host;
    }

    String host() {
        return host;
    }

    void answered(int newest, @Nullable String type) {
        status = newest;
        contentType = type == null ? "" : type;
    }

    /** Zero where no answer came. */
    int status() {
        return status;
    }

    boolean isWebPage() {
        return status == 200 && contentType.startsWith("text/html");
    }
}
