package dev.crossfade.scm.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The credential helpers that a person configured for Git, asked through {@code git credential} (git-scm.com/docs/git-credential):
 * secrets go through pipes, never through arguments, and nobody is prompted.
 */
final class CredentialHelper implements CredentialSource {
    static final String SOURCE = "the password of Git's credential helper";

    private final AccessVariables variables;
    private final Path folder;
    private final Subject subject;
    private final Duration patience;

    CredentialHelper(AccessVariables variables, Path folder, Subject subject, Duration patience) {
        this.variables = variables;
        this.folder = folder;
        this.subject = subject;
        this.patience = patience;
    }

    @Override
    public Optional<Credentials> known() {
        return Optional.empty();
    }

    @Override
    public Optional<Credentials> asked() {
        Optional<String> answer = run("fill", subject.description());
        return answer.flatMap(text -> {
            String password = value(text, "password");
            return password.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Credentials(value(text, "username"), password, SOURCE));
        });
    }

    /** The password, for a forge's API, which takes less than Git does. */
    Optional<Token> token() {
        return asked().map(found -> {
            try {
                return Token.of(found.password());
            } catch (IllegalArgumentException e) {
                throw failed(
                        "knows a password that is no token: one is a single word of printable ASCII characters", null);
            }
        });
    }

    @Override
    public void accepted(Credentials credentials) {
        run("approve", subject.description() + lines(credentials));
    }

    @Override
    public void refused(Credentials credentials) {
        run("reject", subject.description() + lines(credentials));
    }

    private static String lines(Credentials credentials) {
        return "username=" + credentials.user() + "\npassword=" + credentials.password() + "\n";
    }

    private static String value(String answer, String key) {
        return answer.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** Nothing where git is not installed, or where no helper has an answer. */
    private Optional<String> run(String action, String input) {
        ProcessBuilder builder = new ProcessBuilder(List.of("git", "-c", "core.askPass=", "credential", action))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(variables.withoutSecrets());
        builder.environment()
                .putAll(Map.of(
                        "GIT_TERMINAL_PROMPT", "0",
                        "GIT_ASKPASS", "",
                        "SSH_ASKPASS", "",
                        "GCM_INTERACTIVE", "never"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            return answer(process, input);
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private Optional<String> answer(Process process, String input) {
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> exchange(process, input));
        try {
            String answer = output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0
                    ? Optional.of(answer)
                    : Optional.empty();
        } catch (TimeoutException e) {
            throw failed("did not answer within " + patience.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw failed("broke off", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted", e);
        }
    }

    private static String exchange(Process process, String input) {
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write((input + "\n").getBytes(UTF_8));
            }
            return new String(process.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CrossfadeException failed(String reason, @Nullable Exception cause) {
        CrossfadeException failure = new CrossfadeException(
                ErrorCode.TOKEN_UNUSABLE,
                Where.object("git credential for " + subject.host()),
                "Git's credential helper for " + subject.host() + " " + reason,
                "try it by hand (printf 'protocol=" + subject.protocol() + "\\nhost=" + subject.host()
                        + "\\n\\n' | git credential fill), or put a token into " + Tokens.TOKEN);
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    /**
     * Whom the credentials are for.
     *
     * @param host with the port where one is given
     * @param path without a slash before it; empty where it does not matter
     * @param user empty where the helper chooses
     */
    record Subject(String protocol, String host, String path, String user) {

        Subject {
            if ((protocol + host + path + user).chars().anyMatch(c -> c == '\n' || c == 0)) {
                throw new IllegalArgumentException("a line break in an address could ask for another host's password");
            }
        }

        String description() {
            return "protocol=" + protocol + "\nhost=" + host + "\n" + (path.isEmpty() ? "" : "path=" + path + "\n")
                    + (user.isEmpty() ? "" : "username=" + user + "\n");
        }
    }
}
