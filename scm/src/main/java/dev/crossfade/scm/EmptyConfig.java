package dev.crossfade.scm;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** A configuration file that is never read and never written. */
final class EmptyConfig extends FileBasedConfig {

    EmptyConfig(@Nullable Config parent, FS fs) {
        // JGit asks for the file's name in its own messages, so there has to be one
        super(parent, new File("crossfade-has-no-git-configuration"), fs);
    }

    @Override
    public void load() {
        // nothing to read
    }

    @Override
    public void save() {
        // nothing to write
    }

    @Override
    public boolean isOutdated() {
        return false;
    }

    /**
     * Answers how exact the clock of a file system is with the coarsest that JGit knows: measuring would take three
     * seconds, leave probe files beside those of the repository and save the result in the person's home.
     */
    @Override
    public long getTimeUnit(String section, @Nullable String subsection, String name, long otherwise, TimeUnit unit) {
        if (section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                && name.equals(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION)) {
            return unit.convert(FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION);
        }
        return super.getTimeUnit(section, subsection, name, otherwise, unit);
    }
}
