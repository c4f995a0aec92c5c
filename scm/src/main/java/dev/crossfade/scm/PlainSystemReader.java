package dev.crossfade.scm;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * The machine as JGit sees it, without anybody's Git configuration: the same input must give the same ids everywhere.
 * JGit's own file, in which it remembers how precise a file system's clock is, stays: it has no say in contents.
 */
final class PlainSystemReader extends SystemReader.Delegate {

    PlainSystemReader(SystemReader machine) {
        super(machine);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return empty(parent, fs);
    }

    private static FileBasedConfig empty(Config parent, FS fs) {
        return new FileBasedConfig(parent, null, fs) {
            @Override
            public void load() {
                // there is nothing to read
            }

            @Override
            public boolean isOutdated() {
                return false;
            }
        };
    }
}
