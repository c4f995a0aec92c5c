package dev.crossfade.core.kustomize;

/** A patch does something whose outcome is not known here; the message says what. */
final class UnreadablePatchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadablePatchException(String what) {
        super(what);
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
