package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationSet;
import dev.crossfade.core.scan.FileUser;
import dev.crossfade.core.scan.FileUsers;
import dev.crossfade.core.scan.RepositoryScan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The migration's folder is its own, and a file that it edits has no other reader than the one that is meant. */
public final class Separation {

    private final Migration migration;
    private final FileUsers users;
    private final GeneratedUsers generated;
    private final Tree tree;

    /** Calico's Application, where it is not found: then nobody is the one that is meant to read Calico's files. */
    private final Optional<Problem> missing;

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> uncertain = new ArrayList<>();
    private final List<String> single = new ArrayList<>();
    private final FoundFolders found;
    private final List<Shared> shared = new ArrayList<>();

    /**
     * A file with more readers than it may have.
     *
     * @param found true where some are sets that could exclude its folder
     * @param given true where some readers would be left
     */
    private record Shared(String file, List<Object> readers, boolean found, boolean given) {}

    private Separation(Migration migration, Tree tree, RepositoryScan scan, Optional<Problem> missing) {
        this.missing = missing;
        this.migration = migration;
        this.users = scan.users();
        this.generated = new GeneratedUsers(scan, migration.spec());
        this.tree = tree;
        this.found = new FoundFolders(migration, scan);
    }

    /** @param file the specification's own file */
    static List<Problem> check(String file, Migration migration, Examination.Later later) {
        Tree tree = later.tree();
        Optional<Problem> missing = MissingApplication.check(migration, tree, later.remaining());
        Separation separation = new Separation(migration, tree, later.scan(), missing);
        missing.ifPresent(separation.problems::add);
        separation.folder();
        separation.obstacle();
        if (tree.read(migration.layout().marker()).isEmpty()
                && separation.problems.stream().noneMatch(Problem::isBlocker)) {
            separation.contents(file);
        }
        separation.files();
        separation.problems.addAll(separation.generated.findings(separation.uncertain));
        separation.problems.addAll(separation.generated.spreading(separation.single));
        return separation.problems;
    }

    private void folder() {
        String path = migration.spec().git().path();
        if (migration.inventory().calico().home() instanceof CalicoHome.Files files) {
            String synced = files.folder().path();
            if (synced.isEmpty() || path.equals(synced) || path.startsWith(synced + "/")) {
                problems.add(shared(path + " lies in " + (synced.isEmpty() ? "the root" : synced)
                        + ", which Application " + files.owner().name()
                        + " syncs: it would apply what Crossfade's own roots apply"));
            }
        }
        Layout layout = migration.layout();
        List<String> written = List.of(layout.marker(), layout.applicationsMarker(), layout.overlay());
        written.stream()
                .flatMap(file -> users.of(file).stream())
                .filter(user -> !isCalicos(user) && !isOurs(user))
                .distinct()
                .forEach(user -> problems.add(
                        shared(user + " reads " + path + ": it would apply what Crossfade's own roots apply")));
        // an app-of-apps may list it, but a set that finds its folder makes an Application that owns the roots
        problems.addAll(generated.ofFolder(
                path,
                Stream.concat(Stream.of(layout.bootstrap()), written.stream()).toList()));
        InventoryReader.inputs(migration.spec(), tree).stream()
                .filter(input -> input.startsWith(path + "/") && !isExported(input))
                .forEach(input -> problems.add(shared(input + " lies in " + path + ", which Crossfade alone writes")));
    }

    /** A file has no room for others below it. */
    private void obstacle() {
        String path = migration.spec().git().path();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            obstacle(path.substring(0, slash));
        }
        obstacle(path);
    }

    private void obstacle(String path) {
        boolean link = tree.links().containsKey(path);
        if (link || tree.read(path).isPresent()) {
            String what = link ? "symbolic link" : "file";
            problems.add(Problem.blocker(
                    ErrorCode.PATH_NOT_WRITABLE,
                    Where.object("spec.git.path"),
                    path + " is a " + what + ", so no folder can be made there",
                    "rename the " + what + ", or let spec.git.path name another folder"));
        }
    }

    /** Before the first phase nothing is there but the export, and the specification with its schema. */
    private void contents(String file) {
        String path = migration.spec().git().path();
        String schema = file.replaceFirst("[^/]*$", "crossfade.schema.json");
        List<String> there = tree.list(path).stream()
                .filter(each -> !each.equals(file) && !each.equals(schema) && !isExported(each))
                .toList();
        if (!there.isEmpty()) {
            problems.add(shared(there.get(0)
                    + (there.size() == 1 ? " lies" : " and " + (there.size() - 1) + " more files lie") + " in " + path
                    + ", and no phase has been there: Crossfade alone writes into its folder"));
        }
    }

    /** Exported objects, and what lies beside them such as a README, are read, and nothing else happens to them. */
    private boolean isExported(String file) {
        return migration.inventory().calico().home() instanceof CalicoHome.Live live
                && file.startsWith(live.folder() + "/");
    }

    /**
     * Calico's files have the reader that they are declared with, the values file that is edited none, and all else one at
     * most. Values files before it are only read, and may be everybody's.
     */
    private void files() {
        List<String> calicoFiles = migration.keeper().losing(object -> true);
        for (String file : InventoryReader.edited(migration.spec(), tree)) {
            if (calicoFiles.contains(file) || isKustomized(file)) {
                if (missing.isPresent()) {
                    continue;
                }
                single(file, user -> isCalicos(user) || isKustomization(user), 0);
            } else if (file.equals(migration.valuesFile())) {
                single(file, this::isOurs, 0);
            } else {
                single(file, user -> false, 1);
            }
        }
        shared.forEach(each -> problems.add(shared(each)));
    }

    private Problem shared(Shared file) {
        String own = "give what the migration edits a file of its own";
        return Problem.blocker(
                ErrorCode.FILE_SHARED,
                Where.file(file.file()),
                "the migration edits this file, and "
                        + file.readers().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + (file.readers().size() == 1 ? " reads it, too" : " read it"),
                file.found() ? found.cure() + (file.given() ? ". For its other readers " + own : "") : own);
    }

    /** Of those that read it, and of those at the ends of the kustomizations that build it. */
    private void single(String file, Predicate<FileUser> meant, int allowed) {
        List<Object> others = others(users.of(file), meant, generated.direct(file));
        if (others.size() <= allowed) {
            others = ends(file, meant);
        }
        if (others.size() > allowed) {
            long excluded = found.add(
                    file,
                    others.stream()
                            .filter(ApplicationSet.class::isInstance)
                            .map(ApplicationSet.class::cast)
                            .toList());
            shared.add(new Shared(file, others, excluded > 0, others.size() - excluded > allowed));
            return;
        }
        single.add(file);
        if (others.size() >= allowed && generated.perhaps(file)) {
            uncertain.add(file);
        }
    }

    /** A kustomization counts by the sets that build it, where there are any, and each set once for each. */
    private List<Object> ends(String file, Predicate<FileUser> meant) {
        List<ApplicationSet> sets = new ArrayList<>(generated.certain(file));
        List<Object> ends = new ArrayList<>();
        for (FileUser end : users.ends(file)) {
            List<ApplicationSet> building = end.isApplication() ? List.of() : generated.certain(end.file());
            sets.removeAll(building);
            if (!meant.test(end)) {
                ends.addAll(building.isEmpty() ? List.of(end) : building);
            }
        }
        ends.addAll(sets);
        return ends;
    }

    private static List<Object> others(
            Collection<FileUser> known, Predicate<FileUser> meant, List<ApplicationSet> sets) {
        List<Object> others =
                new ArrayList<>(known.stream().filter(user -> !meant.test(user)).toList());
        others.addAll(sets);
        return others;
    }

    private boolean isCalicos(FileUser user) {
        return migration
                .inventory()
                .calico()
                .application()
                .filter(calico ->
                        user.name().equals(calico.name()) && user.file().equals(calico.path()))
                .isPresent();
    }

    /** The kustomization, and what lies beside it: at the end it goes together with the entries that it alone names. */
    private boolean isKustomized(String file) {
        return migration.inventory().calico().home() instanceof CalicoHome.Kustomized kustomized
                && file.startsWith(kustomized.folder() + "/");
    }

    private boolean isKustomization(FileUser user) {
        return migration.inventory().calico().home() instanceof CalicoHome.Kustomized kustomized
                && user.file().equals(kustomized.file());
    }

    /** The Application and the roots that earlier phases have written. */
    private boolean isOurs(FileUser user) {
        return user.file().startsWith(migration.spec().git().path() + "/");
    }

    private static Problem shared(String message) {
        return Problem.blocker(
                ErrorCode.PATH_SHARED,
                Where.object("spec.git.path"),
                message,
                "give the migration a folder of its own with spec.git.path");
    }
}
