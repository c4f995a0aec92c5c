package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ClusterName;
import dev.crossfade.core.scan.OtherMigration;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Several migrations in one repository share no name, no folder, and no file that one of them edits. */
public final class Neighbours {

    private final String file;
    private final MigrationSpec spec;
    private final Tree tree;
    private final List<Problem> problems = new ArrayList<>();

    private Neighbours(String file, MigrationSpec spec, Tree tree) {
        this.file = file;
        this.spec = spec;
        this.tree = tree;
    }

    /** @param file the specification's own file */
    public static List<Problem> check(String file, MigrationSpec spec, Tree tree, List<OtherMigration> others) {
        Neighbours neighbours = new Neighbours(file, spec, tree);
        others.forEach(other -> other.spec()
                .ifPresentOrElse(
                        known -> neighbours.compare(other.file(), known),
                        () -> neighbours.problems.add(unreadable(file, other.file()))));
        return neighbours.problems;
    }

    private void compare(String otherFile, MigrationSpec other) {
        if (spec.name().equals(other.name())) {
            add(
                    Severity.BLOCKER,
                    "metadata.name",
                    otherFile,
                    "are both migration " + spec.name() + ", and would write the same branches and names",
                    "give each a name of its own, or delete the one that is a copy");
            return;
        }
        folders(otherFile, other);
        files(otherFile, other);
        argo(otherFile, other);
    }

    private void folders(String otherFile, MigrationSpec other) {
        String mine = spec.git().path() + "/";
        String theirs = other.git().path() + "/";
        if (mine.startsWith(theirs) || theirs.startsWith(mine)) {
            problems.add(Problem.blocker(
                    ErrorCode.PATH_SHARED,
                    Where.object("spec.git.path"),
                    file + " and " + otherFile + " write into each other: "
                            + spec.git().path() + " and " + other.git().path(),
                    "give each migration a folder of its own with spec.git.path"));
            return;
        }
        InventoryReader.inputs(other, tree).stream()
                .filter(input -> input.startsWith(mine))
                .forEach(input -> inside(input, otherFile, spec));
        InventoryReader.inputs(spec, tree).stream()
                .filter(input -> input.startsWith(theirs))
                .forEach(input -> inside(input, file, other));
    }

    private void inside(String input, String reader, MigrationSpec writer) {
        problems.add(Problem.blocker(
                ErrorCode.PATH_SHARED,
                Where.object("spec.git.path"),
                input + ", which " + reader + " names, lies in " + writer.git().path() + ", which migration "
                        + writer.name() + " alone writes",
                "move the file, or give the migration a folder of its own with spec.git.path"));
    }

    /** A file that neither edits, such as values for every cluster, may be shared. */
    private void files(String otherFile, MigrationSpec other) {
        List<String> mine = InventoryReader.inputs(spec, tree);
        List<String> theirs = InventoryReader.inputs(other, tree);
        mine.stream()
                .filter(theirs::contains)
                .filter(input -> edits(spec, input) || edits(other, input))
                .forEach(input -> problems.add(Problem.blocker(
                        ErrorCode.FILE_SHARED,
                        Where.file(input),
                        edits(spec, input) && edits(other, input)
                                ? file + " and " + otherFile + " both edit this file"
                                : (edits(spec, input) ? file : otherFile) + " edits this file, and "
                                        + (edits(spec, input) ? otherFile : file) + " reads it",
                        "give what a migration edits a file of its own")));
    }

    private boolean edits(MigrationSpec spec, String input) {
        return InventoryReader.edited(spec, tree).contains(input);
    }

    private void argo(String otherFile, MigrationSpec other) {
        ClusterName mine = ClusterName.of(spec.cluster());
        ClusterName theirs = ClusterName.of(other.cluster());
        boolean ownArgos = mine.isArgosOwn() && theirs.isArgosOwn();
        if (mine.isSame(theirs) && !ownArgos) {
            add(
                    Severity.BLOCKER,
                    "spec.cluster",
                    otherFile,
                    "migrate the same cluster, " + mine,
                    "one cluster has one migration: correct spec.cluster, or delete one of the files");
        }
        boolean sameNamespace = spec.argo().namespace().equals(other.argo().namespace());
        boolean makesProject = spec.argo().createProject() || other.argo().createProject();
        clash(
                otherFile,
                other,
                ownArgos,
                sameNamespace,
                "cilium.application",
                each -> each.cilium().application());
        clash(
                otherFile,
                other,
                ownArgos,
                sameNamespace && makesProject,
                "argo.project",
                each -> each.argo().project());
    }

    /** Two clusters that are both Argo CD's own have an Argo CD each, and names in one mean nothing in the other. */
    private void clash(
            String otherFile,
            MigrationSpec other,
            boolean ownArgos,
            boolean possible,
            String key,
            Function<MigrationSpec, String> name) {
        if (possible && name.apply(spec).equals(name.apply(other))) {
            add(
                    ownArgos ? Severity.WARNING : Severity.BLOCKER,
                    "spec." + key,
                    otherFile,
                    "name the same " + key + " in namespace " + spec.argo().namespace() + ": " + name.apply(spec),
                    ownArgos
                            ? "answer for it where each cluster has an Argo CD of its own; else give each its own name"
                            : "give each its own name");
        }
    }

    private void add(Severity severity, String key, String otherFile, String message, String cure) {
        problems.add(new Problem(
                ErrorCode.MIGRATIONS_COLLIDE,
                severity,
                Where.object(key),
                file + " and " + otherFile + " " + message,
                cure));
    }

    private static Problem unreadable(String file, String otherFile) {
        return Problem.warning(
                ErrorCode.MIGRATIONS_COLLIDE,
                Where.file(otherFile),
                otherFile + " is a migration with mistakes, so nobody can tell whether it collides with " + file,
                "crossfade plan -f " + otherFile + " names them");
    }
}
