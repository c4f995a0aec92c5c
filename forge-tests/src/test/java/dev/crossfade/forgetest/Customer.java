package dev.crossfade.forgetest;

import dev.crossfade.assembly.Surroundings;
import dev.crossfade.cli.Main;
import dev.crossfade.scm.forge.Pace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** A platform engineer with a clone of the GitOps repository, a token and the command line. */
final class Customer implements AutoCloseable {
    private static final Path EXAMPLES = Path.of(System.getProperty("crossfade.root", ".."))
            .toAbsolutePath()
            .normalize()
            .resolve("examples");
    private static final PersonIdent JO = new PersonIdent("Jo Ops", "jo@example.com");

    private final Site site;
    private final Git git;
    private final Path folder;
    private final Origin origin;

    private Customer(Site site, Git git) {
        this.site = site;
        this.git = git;
        this.folder = git.getRepository().getWorkTree().toPath();
        git.getRepository().getConfig().setBoolean("commit", null, "gpgsign", false);
        // it would go on beside whoever looks at the files
        git.getRepository().getConfig().setBoolean("gc", null, "autoDetach", false);
        save();
        this.origin = Origin.of(git, site.token());
    }

    /** What a command said. */
    record Said(int code, String out, String err) {
        String all() {
            return out + err;
        }
    }

    /** Pushes an example to the site, with the site's forge in its crossfade.yaml. */
    static Customer of(Site site, String example, Path folder) {
        try {
            copy(EXAMPLES.resolve(example), folder);
            Path spec = folder.resolve("crossfade.yaml");
            Files.writeString(
                    spec,
                    Files.readString(spec)
                            + """

                      proposals:
                        forge: %s
                        api: %s
                        repository: %s
                        reviewers: [%s]
                    """.formatted(
                                            site.flavour().name().toLowerCase(Locale.ROOT),
                                            site.root(),
                                            site.repository(),
                                            site.reviewer()));
            Git git = Git.init()
                    .setInitialBranch("main")
                    .setDirectory(folder.toFile())
                    .call();
            git.getRepository().getConfig().setString("remote", "origin", "url", site.remote());
            Customer customer = new Customer(site, git);
            customer.commit("the cluster as it is");
            customer.origin.push("HEAD:refs/heads/main");
            site.awaitFirstPush();
            return customer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody else with a clone of what a site has. */
    static Customer joining(Site site, Path folder) {
        try {
            Git git = Git.cloneRepository()
                    .setURI(site.remote())
                    .setDirectory(folder.toFile())
                    .setCredentialsProvider(Origin.credentials(site.token()))
                    .call();
            return new Customer(site, git);
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(path).toString();
                if (!name.startsWith("target") && !name.equals("pom.xml")) {
                    Files.createDirectories(to.resolve(name).getParent());
                    Files.copy(path, to.resolve(name));
                }
            }
        }
    }

    /** For how long its Git waits for an answer. */
    void patience(int seconds) {
        git.getRepository().getConfig().setInt("remote", "origin", "timeout", seconds);
        save();
    }

    private void save() {
        try {
            git.getRepository().getConfig().save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    Said crossfade(String... line) {
        return crossfade(Map.of("CROSSFADE_TOKEN", site.token()), line);
    }

    Said crossfade(Map<String, String> environment, String... line) {
        return crossfade(environment, Clients.impatient(), line);
    }

    /** @param pace how long it waits, and by which clock */
    Said crossfade(Map<String, String> environment, Pace pace, String... line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Main(stream(out), stream(err), folder, new Surroundings(environment, pace)).run(line);
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** Has the forge's main hold all phases up to this one, as if each had been merged by a fast-forward. */
    void reach(String phase) {
        Said generated = crossfade("generate");
        if (generated.code() != 0) {
            throw new IllegalStateException(generated.all());
        }
        try {
            for (RevCommit commit : git.log()
                    .add(git.getRepository().resolve("crossfade/prod/plan"))
                    .call()) {
                if (commit.getFullMessage().matches("(?s).*\nCrossfade-Phase: [0-9/]+ " + phase + "\n.*")) {
                    origin.push(commit.name() + ":refs/heads/main");
                    back();
                    // the phases' commits have no dates of their own, and no pull request has brought them
                    commit("others work, too");
                    origin.push("HEAD:refs/heads/main");
                    back();
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalArgumentException(phase);
    }

    /** Moves main on to what a branch has, by hand. */
    void forward(String branch) {
        fetch();
        try {
            origin.push(tip(branch) + ":refs/heads/main");
            back();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pulls main, changes a file and pushes it to a branch of the forge. */
    String push(String branch, String path, String text) {
        try {
            fetch();
            git.checkout().setName(tip(branch)).call();
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), text);
            String id = commit("change " + path);
            origin.push("HEAD:refs/heads/" + branch);
            back();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Amends the tip of a branch of the forge as {@code git commit --amend --reset-author} does, and pushes that. */
    String amend(String branch, PersonIdent person, String subject) {
        try {
            fetch();
            git.checkout().setName(tip(branch)).call();
            String message = commits().message(tip(branch)).replaceFirst("^.*", Matcher.quoteReplacement(subject));
            String id = git.commit()
                    .setAmend(true)
                    .setMessage(message)
                    .setAuthor(person)
                    .setCommitter(person)
                    .call()
                    .name();
            origin.push("+HEAD:refs/heads/" + branch);
            back();
            return id;
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pushes all phases up to this one to the forge's main as one commit of a person's. */
    void squash(String phase) {
        try {
            fetch();
            String before = tip("main");
            reach(phase);
            git.reset().setMode(ResetType.SOFT).setRef(before).call();
            commit("several phases up to " + phase);
            origin.push("+HEAD:refs/heads/main");
            back();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reverts the newest commit of main, a merge along its first parent, and pushes that. */
    void revert() {
        fetch();
        revertTo(commits().parents(tip("main")).get(0));
    }

    /** Takes a phase out of main by hand: the marker and all else as before the first commit that brought it. */
    void revertOf(String phase) {
        fetch();
        String marker = "network/migration/manifests/configmap-crossfade.yaml";
        String at = tip("main");
        while (files(at).getOrDefault(marker, "").contains("phase: " + phase + "\n")) {
            at = commits().parents(at).get(0);
        }
        revertTo(at);
    }

    /** Pushes a commit that gives main the files of an earlier one. */
    private void revertTo(String former) {
        try {
            git.checkout().setName(former).call();
            git.reset().setMode(ResetType.SOFT).setRef(tip("main")).call();
            commit("Revert what came after " + former);
            origin.push("HEAD:refs/heads/main");
            back();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    void delete(String branch) {
        origin.push(":refs/heads/" + branch);
    }

    /** Brings the checkout to the forge's main. */
    void pull() {
        fetch();
        try {
            back();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    private void back() throws GitAPIException {
        fetch();
        git.checkout().setName("main").call();
        git.reset().setMode(ResetType.HARD).setRef(tip("main")).call();
    }

    private String commit(String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.add().addFilepattern(".").setUpdate(true).call();
        return git.commit()
                .setMessage(message)
                .setAuthor(JO)
                .setCommitter(JO)
                .call()
                .name();
    }

    void fetch() {
        origin.fetch("refs/seen/");
    }

    /** The tip of a branch of the forge when it was fetched last. */
    String tip(String branch) {
        try {
            ObjectId tip = git.getRepository().resolve("refs/seen/" + branch);
            return tip == null ? "none" : tip.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The branches of the forge, by their names. */
    List<String> branches() {
        fetch();
        try {
            return git.getRepository().getRefDatabase().getRefsByPrefix("refs/seen/").stream()
                    .map(ref -> ref.getName().substring("refs/seen/".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of a commit, or of a branch of this clone. */
    Map<String, String> files(String revision) {
        return commits().files(revision);
    }

    /** What its clone has fetched. */
    Commits commits() {
        return new Commits(git.getRepository());
    }

    /** The same, fetched before. */
    Commits fetched() {
        fetch();
        return commits();
    }

    @Override
    public void close() {
        git.close();
    }
}
