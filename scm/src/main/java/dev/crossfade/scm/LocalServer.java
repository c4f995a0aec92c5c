package dev.crossfade.scm;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Chooses who receives a push into a folder of this machine: Git itself, where it is installed. */
final class LocalServer {

    /** Under the plain name JGit would receive the push by itself, and leave out the hooks of the other repository. */
    private static final String REAL_GIT = "exec git receive-pack";

    private LocalServer() {}

    static void choose(Transport transport) {
        URIish address = transport.getURI();
        boolean local = address.getHost() == null
                && (address.getScheme() == null || address.getScheme().equals("file"));
        if (local && RemoteConfig.DEFAULT_RECEIVE_PACK.equals(transport.getOptionReceivePack()) && isGitInstalled()) {
            transport.setOptionReceivePack(REAL_GIT);
        }
    }

    private static boolean isGitInstalled() {
        @Nullable String path = SystemReader.getInstance().getenv("PATH");
        return path != null
                && Arrays.stream(path.split(File.pathSeparator, -1))
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of)
                        .anyMatch(folder -> Files.isExecutable(folder.resolve("git"))
                                || Files.isExecutable(folder.resolve("git.exe")));
    }
}
