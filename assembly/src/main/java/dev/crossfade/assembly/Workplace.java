package dev.crossfade.assembly;

import dev.crossfade.argo.api.CallListener;
import dev.crossfade.core.Crossfade;
import dev.crossfade.core.SpecFile;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.progress.Advanced;
import dev.crossfade.core.progress.Clusters;
import dev.crossfade.core.progress.Proposed;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.progress.Terms;
import dev.crossfade.core.progress.Upstream;
import dev.crossfade.core.progress.Watch;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.render.ChartRenderer;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.ProgressListener;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.review.PhaseDifference;
import dev.crossfade.core.spec.SpecReader;
import dev.crossfade.scm.FreshClone;
import dev.crossfade.scm.LocalRepository;
import dev.crossfade.scm.Sandbox;
import dev.crossfade.scm.access.Access;
import dev.crossfade.scm.access.CommitSigner;
import dev.crossfade.scm.access.ForgeSite;
import dev.crossfade.scm.forge.ForgeListener;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a command runs: finds crossfade.yaml and its repository, and hands both to the verbs. */
public final class Workplace {

    private static final String DEFAULT_NAME = "crossfade.yaml";

    private final Path file;
    private final Crossfade crossfade;
    private final Surroundings surroundings;
    private final ProgressListener progress;
    private final ChartRenderer charts;

    private Workplace(Path file, ProgressListener progress, Surroundings surroundings) {
        this.file = file;
        this.surroundings = surroundings;
        this.progress = progress;
        this.crossfade = new Crossfade(new ClasspathTemplates(), progress);
        this.charts = new ChartShelf(
                surroundings.charts(), HelmCache.folders(surroundings.environment()), ChartShelf.engine(), progress);
    }

    /** One that reaches no server that asks who it is. */
    public static Workplace open(Path folder, @Nullable Path named, ProgressListener progress) {
        return open(folder, named, progress, Surroundings.of(Map.of()));
    }

    /**
     * @param folder the folder that the command was started in
     * @param named the file that was asked for, or null for the nearest crossfade.yaml from the folder upwards
     * @throws CrossfadeException SPEC_NOT_FOUND
     */
    public static Workplace open(
            Path folder, @Nullable Path named, ProgressListener progress, Surroundings surroundings) {
        return new Workplace(named == null ? nearest(folder) : existing(folder.resolve(named)), progress, surroundings);
    }

    /** A repository of an example's files, made anew or brought up to date; returns its root. */
    public static Path sandbox(Path example, Path target) {
        return Sandbox.make(example, target);
    }

    /**
     * The id that the file gives to the migration.
     *
     * @throws CrossfadeException all mistakes of the file
     */
    public String migration() {
        SpecFile spec = specFile(root());
        SpecReader.Reading reading = SpecReader.read(spec.path(), spec.text());
        return reading.spec()
                .orElseThrow(() -> new CrossfadeException(reading.problems()))
                .name();
    }

    /** The plan as it would be committed, without writing anything. */
    public Preview plan() {
        try (LocalRepository repository = repository()) {
            return crossfade.plan(specFile(repository.root()), repository);
        }
    }

    /** The plan as commits. */
    public Preview generate() {
        try (LocalRepository repository = repository()) {
            return crossfade.generate(specFile(repository.root()), repository);
        }
    }

    /** What a phase changes in the cluster, or the next one does; nothing where every phase is merged. */
    public Optional<PhaseDifference> diff(Optional<String> phase) {
        try (LocalRepository repository = LocalRepository.open(parent())) {
            return crossfade.diff(specFile(repository.root()), repository, phase, charts);
        }
    }

    /** The next phase before its reviewers. */
    public Optional<Proposed> propose(Terms terms) {
        try (LocalRepository repository = repository()) {
            return crossfade.propose(specFile(repository.root()), upstream(repository), terms);
        }
    }

    /** A phase's way back before its reviewers, where the cluster, if the environment names one, allows it still. */
    public Proposed rollback(String phase, Terms terms) {
        try (LocalRepository repository = repository();
                ClusterAccess cluster = new ClusterAccess(surroundings, progress)) {
            return crossfade.rollback(
                    specFile(repository.root()), phase, upstream(repository), cluster.observatory(), terms);
        }
    }

    /** Where the migration stands, as Git and the forge tell it, and the cluster where the environment names one. */
    public StatusReport status() {
        try (LocalRepository repository = repository();
                ClusterAccess cluster = new ClusterAccess(surroundings, progress)) {
            return crossfade.status(
                    specFile(repository.root()),
                    upstream(repository),
                    cluster.observatory(),
                    surroundings.pace().clock().instant());
        }
    }

    /**
     * One look and at most one action.
     *
     * @param steadiness what earlier looks of the same process saw
     */
    public Advanced advance(Terms terms, Steadiness steadiness) {
        try (LocalRepository repository = repository();
                ClusterAccess cluster = new ClusterAccess(surroundings, progress)) {
            return crossfade.advance(
                    specFile(repository.root()),
                    upstream(repository),
                    Clusters.of(cluster.required()),
                    steadiness,
                    terms);
        }
    }

    /** What a watch stands on, open until it is closed. */
    public Post post(CallListener calls, ForgeListener forge) {
        ClusterConfigs.Reached clusters =
                ClusterConfigs.required(surroundings).reach(surroundings.pace().clock(), calls);
        LocalRepository repository = repository();
        return new Post(
                clusters,
                repository,
                reached -> crossfade.watch(specFile(repository.root()), upstream(repository, forge), reached));
    }

    /**
     * A place to watch from.
     *
     * @param watches makes the watch over clusters
     */
    public record Post(
            ClusterConfigs.Reached clusters, LocalRepository repository, Function<Clusters, Watch> watches) {}

    /** Brings a repository into a folder, for a watch that starts with nothing. */
    public static void fetch(String address, String branch, Path folder, Surroundings surroundings) {
        FreshClone.make(
                folder,
                address,
                branch,
                Access.of(
                                surroundings.environment(),
                                folder,
                                ForgeSite.none(),
                                surroundings.pace().clock())
                        .remote());
    }

    private LocalRepository repository() {
        return LocalRepository.open(parent(), CommitSigner.of(surroundings.environment()));
    }

    private Upstream upstream(LocalRepository repository) {
        return upstream(repository, ForgeListener.NONE);
    }

    private Upstream upstream(LocalRepository repository, ForgeListener listener) {
        return new Upstream(repository, new HostingAccess(repository, surroundings, listener)::reach, charts);
    }

    /** The plan of the files as they lie here, without writing anything; the folder that would be written does not count. */
    public Preview plan(Path output) {
        new OutputFolders(output).requireWritable();
        Path root = root();
        SpecFile spec = specFile(root);
        FolderTree folder = new FolderTree(root, output);
        boolean begun = crossfade.hasBegun(spec, folder);
        if (begun && Files.exists(root.resolve(".git"))) {
            // where the migration started from is in the history alone
            try (LocalRepository repository = repository()) {
                return crossfade.planForFolders(spec, repository);
            }
        }
        return crossfade.plan(spec, folder);
    }

    /** The plan as plain folders, for a folder of files that needs no Git. */
    public Preview generate(Path output) {
        Preview preview = plan(output);
        new OutputFolders(output).write(preview);
        return preview;
    }

    /** Paths count from the repository's root; where there is no repository, from the specification's folder. */
    private Path root() {
        for (Path at = parent(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        return parent();
    }

    private Path parent() {
        return Objects.requireNonNull(file.getParent(), "an absolute file lies in a folder");
    }

    private SpecFile specFile(Path root) {
        try {
            String path =
                    root.toRealPath().relativize(file.toRealPath()).toString().replace('\\', '/');
            if (path.startsWith("..")) {
                throw new CrossfadeException(
                        ErrorCode.SPEC_NOT_FOUND,
                        Where.file(file.toString()),
                        file + " is a link that leads out of the repository",
                        "keep the file itself in the repository");
            }
            return new SpecFile(path, Files.readString(file));
        } catch (MalformedInputException e) {
            throw new CrossfadeException(
                    ErrorCode.INPUT_NOT_TEXT,
                    Where.file(file.toString()),
                    file + " is not UTF-8 text",
                    "store it as UTF-8",
                    e);
        } catch (IOException e) {
            throw new CrossfadeException(
                    ErrorCode.SPEC_NOT_FOUND,
                    Where.file(file.toString()),
                    file + " cannot be read: " + e.getMessage(),
                    "look at its permissions",
                    e);
        }
    }

    private static Path nearest(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(DEFAULT_NAME))) {
                return at.resolve(DEFAULT_NAME);
            }
            if (Files.exists(at.resolve(".git"))) {
                break;
            }
        }
        return existing(folder.resolve(DEFAULT_NAME));
    }

    private static Path existing(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.isRegularFile(absolute)) {
            throw new CrossfadeException(
                    ErrorCode.SPEC_NOT_FOUND,
                    Where.file(path.toString()),
                    Files.isDirectory(absolute) ? path + " is a folder" : "there is no " + path,
                    "go to the folder that has crossfade.yaml, or name it with -f FILE (Maven: -Dcrossfade.file=FILE)");
        }
        return absolute;
    }
}
