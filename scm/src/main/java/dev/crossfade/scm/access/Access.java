package dev.crossfade.scm.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.transport.URIish;

/** How the environment says that the remote and the forge are reached: docs/access.md lists its variables. */
public final class Access {
    /** The variables that hold secrets themselves, and not the names of files. */
    public static final Set<String> SECRETS = Set.of(Tokens.TOKEN);

    /** Names a program that is started for SSH. */
    public static final String SSH_PROGRAM = "GIT_SSH";

    /** Helpers may ask a keychain or a server of their own, and people are not prompted. */
    private static final Duration HELPERS_PATIENCE = Duration.ofSeconds(20);

    private final AccessVariables variables;
    private final Path folder;
    private final ForgeSite site;
    private final HttpAccess http;
    private final ConfiguredToken configured;

    private Access(AccessVariables variables, Path folder, ForgeSite site, Clock clock) {
        this.variables = variables;
        this.folder = folder;
        this.site = site;
        this.http = new HttpAccess(variables);
        this.configured = new ConfiguredToken(variables, site, http, clock);
    }

    /**
     * @param environment the process's own; nothing else is read from it
     * @param folder the repository's root, for helpers that it configures
     * @throws dev.crossfade.core.report.CrossfadeException TOKEN_UNUSABLE where CROSSFADE_CA_FILE is
     */
    public static Access of(Map<String, String> environment, Path folder, ForgeSite site, Clock clock) {
        return new Access(new AccessVariables(environment), folder, site, clock);
    }

    public HttpAccess http() {
        return http;
    }

    /** The token for the forge's API; where none is configured, what Git's helpers know of the forge's host. */
    public TokenSource token() {
        return () -> {
            URI root = site.root();
            if (configured.isThere()) {
                if (root != null) {
                    PlainHttp.requireSafe(root.getScheme(), root.getHost());
                }
                return configured.token();
            }
            if (root == null || root.getHost() == null || !PlainHttp.isSafe(root.getScheme(), root.getHost())) {
                return Optional.empty();
            }
            String host = root.getPort() < 0 ? root.getHost() : root.getHost() + ":" + root.getPort();
            return helper(new CredentialHelper.Subject(root.getScheme(), host, "", ""))
                    .token();
        };
    }

    public RemoteAccess remote() {
        return this::to;
    }

    private Passage to(URIish address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme();
        if (scheme.equals("http") || scheme.equals("https")) {
            return new HttpPassage(address.setUser(null).setPass(null), http, source(address));
        }
        URIish bare = address.getPass() == null ? address : address.setPass(null);
        boolean ssh = scheme.equals("ssh") || (scheme.isEmpty() && address.getHost() != null);
        if (!ssh) {
            return new OpenPassage(bare);
        }
        // a person who names a program there wants that one
        return variables
                .text(SSH_PROGRAM)
                .<Passage>map(program -> new ProgramPassage(bare, new SshProgram(program, variables.withoutSecrets())))
                .orElseGet(() -> new SshPassage(bare, new SshSettings(variables)));
    }

    /** A password in the address is the person's explicit word; then what is configured for Crossfade; then the helpers. */
    private CredentialSource source(URIish address) {
        if (address.getPass() != null) {
            String user = address.getUser() == null ? "" : address.getUser();
            return CredentialSource.of(() ->
                    Optional.of(new Credentials(user, address.getPass(), "the password in the remote's address")));
        }
        String user = address.getUser() == null ? site.user() : address.getUser();
        if (configured.isThere()) {
            return CredentialSource.of(
                    () -> configured.token().map(token -> new Credentials(user, token.reveal(), configured.name())));
        }
        String host = address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
        String path = address.getRawPath() == null ? "" : address.getRawPath().replaceFirst("^/+", "");
        return helper(new CredentialHelper.Subject(
                address.getScheme(), host, path, address.getUser() == null ? "" : address.getUser()));
    }

    private CredentialHelper helper(CredentialHelper.Subject subject) {
        return new CredentialHelper(variables, folder, subject, HELPERS_PATIENCE);
    }

    @Override
    public String toString() {
        return "(access)";
    }
}
