package dev.crossfade.scm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.CoreConfig.EolStreamType;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk.OperationType;
import org.eclipse.jgit.treewalk.WorkingTreeOptions;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.util.io.EolStreamTypeUtil;

/** Gives a file of the working tree the line ends that Git would commit, by .gitattributes and core.autocrlf. */
final class LineEnds {
    private final Repository git;
    private final DirCache index;

    LineEnds(Repository git, DirCache index) {
        this.git = git;
        this.index = index;
    }

    byte[] asCommitted(String path, byte[] content) throws IOException {
        EolStreamType type = type(path);
        return EolStreamTypeUtil.wrapInputStream(new ByteArrayInputStream(content), type)
                .readAllBytes();
    }

    private EolStreamType type(String path) throws IOException {
        try (TreeWalk walk = new TreeWalk(git)) {
            walk.setOperationType(OperationType.CHECKIN_OP);
            walk.addTree(new FileTreeIterator(git));
            walk.addTree(new DirCacheIterator(index));
            walk.setFilter(PathFilter.create(path));
            walk.setRecursive(true);
            return walk.next()
                    ? EolStreamTypeUtil.detectStreamType(OperationType.CHECKIN_OP, options(), walk.getAttributes())
                    : EolStreamType.DIRECT;
        }
    }

    // the one place where the person's own configuration counts: it decided how these files were checked out
    private WorkingTreeOptions options() throws IOException {
        try {
            Config config = new Config(IsolatedSystemReader.personal());
            config.fromText(git.getConfig().toText());
            return config.get(WorkingTreeOptions.KEY);
        } catch (ConfigInvalidException e) {
            throw new IOException("the user's Git configuration is not valid: " + e.getMessage(), e);
        }
    }
}
