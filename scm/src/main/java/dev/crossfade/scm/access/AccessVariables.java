package dev.crossfade.scm.access;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The environment that was handed in; a variable that is empty counts as none. */
final class AccessVariables {
    private final Map<String, String> variables;

    AccessVariables(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    Optional<String> text(String name) {
        String value = variables.getOrDefault(name, "").strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** The file that a variable names; it has to be there. */
    Optional<Path> file(String name) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(value.get());
            if (Files.isReadable(file) && !Files.isDirectory(file)) {
                return Optional.of(file);
            }
        } catch (InvalidPathException e) {
            throw unusable(name, "names no file", e);
        }
        throw unusable(name, "names " + value.get() + ", which is no file that can be read", null);
    }

    /** What stands in the file of a variable, read anew at each call: mounted secrets are rotated. */
    Optional<String> content(String name) {
        Optional<Path> file = file(name);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            String content = Files.readString(file.get());
            if (content.isBlank()) {
                throw unusable(name, "names " + file.get() + ", which is empty", null);
            }
            return Optional.of(content);
        } catch (IOException e) {
            // its message may quote what could not be decoded
            throw unusable(name, "names " + file.get() + ", which cannot be read as text", null);
        }
    }

    /** For a program that is started: all but the secrets of Crossfade's own. */
    Map<String, String> withoutSecrets() {
        Map<String, String> rest = new HashMap<>(variables);
        rest.keySet().removeAll(Access.SECRETS);
        return rest;
    }

    static CrossfadeException unusable(String name, String reason, @Nullable Exception cause) {
        CrossfadeException failure = new CrossfadeException(
                ErrorCode.TOKEN_UNUSABLE,
                Where.object("environment variable " + name),
                "the environment variable " + name + " " + reason,
                "correct " + name + ", or leave it out altogether; docs/access.md says what it is for");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    @Override
    public String toString() {
        return "(environment)";
    }
}
