package dev.crossfade.scm;

import dev.crossfade.core.proposal.Remote;
import dev.crossfade.scm.access.RemoteAccess;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.URIish;

/** A bare repository that others push to, a colleague's clone of it, and the clone that Crossfade works in. */
final class TestOrigin implements AutoCloseable {
    static final String PREFIX = "crossfade/prod/";
    static final String PREPARE = PREFIX + "prepare";

    final Path folder;
    final Git bare;
    final TestRepository colleague;
    final Path clone;
    final LocalRepository local;

    private TestOrigin(Path folder, Git bare, TestRepository colleague, Path clone) {
        this.folder = folder;
        this.bare = bare;
        this.colleague = colleague;
        this.clone = clone;
        this.local = LocalRepository.open(clone);
    }

    static TestOrigin create(Path folder) throws Exception {
        IsolatedSystemReader.install();
        Path origin = folder.resolve("origin.git");
        Git bare = Git.init()
                .setBare(true)
                .setDirectory(origin.toFile())
                .setInitialBranch("main")
                .call();
        TestRepository colleague = TestRepository.create(folder.resolve("colleague"));
        colleague.git.remoteAdd().setName("origin").setUri(uri(origin)).call();
        push(colleague, "main");
        Path clone = folder.resolve("clone");
        Git.cloneRepository()
                .setURI(origin.toUri().toString())
                .setDirectory(clone.toFile())
                .call()
                .close();
        return new TestOrigin(folder, bare, colleague, clone);
    }

    Remote remote() {
        return local.remote(RemoteAccess.open());
    }

    /** The colleague commits a file on main and pushes it. */
    String moveMain(String text) throws Exception {
        colleague.file("apps/a.yaml", text);
        String commit = colleague.commit("a colleague's work").name();
        push(colleague, "main");
        return commit;
    }

    /** Points a branch of the origin at a commit that it has, whatever it was before. */
    void set(String branch, String commit) throws Exception {
        RefUpdate update = bare.getRepository().updateRef("refs/heads/" + branch);
        update.setNewObjectId(ObjectId.fromString(commit));
        update.forceUpdate();
    }

    void remove(String branch) throws Exception {
        RefUpdate update = bare.getRepository().updateRef("refs/heads/" + branch);
        update.setForceUpdate(true);
        update.delete();
    }

    /** The branches that the origin has, with their tips. */
    Map<String, String> branches() throws Exception {
        return refs(bare, "refs/heads/");
    }

    /** What the clone remembers of them. */
    Map<String, String> tracked() throws Exception {
        try (Git git = Git.open(clone.toFile())) {
            Map<String, String> refs = refs(git, "refs/remotes/origin/");
            refs.remove("HEAD");
            return refs;
        }
    }

    private static Map<String, String> refs(Git git, String prefix) throws Exception {
        Map<String, String> refs = new TreeMap<>();
        for (Ref ref : git.getRepository().getRefDatabase().getRefsByPrefix(prefix)) {
            refs.put(
                    ref.getName().substring(prefix.length()),
                    ref.getLeaf().getObjectId().name());
        }
        return refs;
    }

    void configure(String section, String subsection, String name, String value) throws Exception {
        try (Git git = Git.open(clone.toFile())) {
            var config = git.getRepository().getConfig();
            config.setString(section, subsection, name, value);
            config.save();
        }
    }

    /** A commit of Crossfade's on top of the main branch as the remote has it. */
    String proposal(int number, String text) {
        var base = remote().look("main", PREFIX).base();
        return local.commit(base, TestRepository.CROSSFADE, TestRepository.draft(number, "network/a.yaml", text));
    }

    static void push(TestRepository from, String branch) throws Exception {
        from.git
                .push()
                .setRemote("origin")
                .setRefSpecs(new RefSpec("+refs/heads/" + branch + ":refs/heads/" + branch))
                .call();
    }

    static URIish uri(Path folder) throws Exception {
        return new URIish(folder.toUri().toString());
    }

    @Override
    public void close() {
        local.close();
        colleague.close();
        bare.close();
    }
}
