package dev.crossfade.scm;

import dev.crossfade.scm.access.Access;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;

/** Starts the programs that JGit starts (a local origin's receive-pack with its hooks, filters) without Crossfade's secrets. */
final class QuietShell extends FS_POSIX {

    private QuietShell() {}

    private QuietShell(QuietShell other) {
        super(other);
    }

    /** JGit's own where it is not the one of POSIX systems: it starts what Git for Windows brings along. */
    static FS detected() {
        return FS.DETECTED instanceof FS_POSIX ? new QuietShell() : FS.DETECTED;
    }

    @Override
    public FS newInstance() {
        return new QuietShell(this);
    }

    @Override
    public ProcessBuilder runInShell(String command, String[] arguments) {
        ProcessBuilder program = super.runInShell(command, arguments);
        program.environment().keySet().removeAll(Access.SECRETS);
        return program;
    }
}
