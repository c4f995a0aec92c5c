package dev.crossfade.scm;

import dev.crossfade.scm.access.Access;
import java.io.IOException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Keeps what a person or a machine configured for Git away from JGit, so that only the repository decides. */
final class IsolatedSystemReader extends SystemReader.Delegate {
    private final SystemReader original;

    private IsolatedSystemReader(SystemReader original) {
        super(original);
        this.original = original;
    }

    /** Isolates JGit in this process, which has one reader for all; does nothing where that is done already. */
    static synchronized void install() {
        SystemReader current = SystemReader.getInstance();
        if (!(current instanceof IsolatedSystemReader)) {
            // so that what the configuration below does not prevent costs no three seconds either
            FS.FileStoreAttributes.setBackground(true);
            SystemReader.setInstance(new IsolatedSystemReader(current));
        }
    }

    /** What the person and the machine configured, for the one question that depends on it: how files are checked out. */
    static Config personal() throws IOException, ConfigInvalidException {
        SystemReader current = SystemReader.getInstance();
        return current instanceof IsolatedSystemReader isolated
                ? isolated.original.getUserConfig()
                : current.getUserConfig();
    }

    /** JGit would start the program by itself, with the secrets of this process: access.SshProgram does it without them. */
    @Override
    public @Nullable String getenv(String variable) {
        return variable.equals(Access.SSH_PROGRAM) ? null : original.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }
}
