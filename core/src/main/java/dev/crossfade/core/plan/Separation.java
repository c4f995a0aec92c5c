package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.ApplicationFile;
import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.inventory.Readers;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The migration's folder is its own, and a file that it edits has no other reader than the one that is meant. */
final class Separation {

    private final Migration migration;
    private final Readers readers;
    private final List<Problem> problems = new ArrayList<>();

    private Separation(Migration migration, Readers readers) {
        this.migration = migration;
        this.readers = readers;
    }

    static List<Problem> check(Migration migration, Readers readers) {
        Separation separation = new Separation(migration, readers);
        separation.folder();
        separation.files();
        return separation.problems;
    }

    private void folder() {
        String path = migration.spec().git().path();
        ApplicationFile calico = migration.inventory().calicoApplication();
        String synced = calico.folder().path();
        if (synced.isEmpty() || path.equals(synced) || path.startsWith(synced + "/")) {
            problems.add(shared(path + " lies in " + (synced.isEmpty() ? "the root" : synced) + ", which Application "
                    + calico.name() + " syncs: it would apply what Crossfade's own roots apply"));
        }
        Layout layout = migration.layout();
        List<String> written = List.of(layout.marker(), layout.applicationsMarker(), layout.overlay());
        written.stream()
                .flatMap(file -> readers.of(file).stream())
                .filter(reader -> !isCalicos(reader) && !isOurs(reader))
                .distinct()
                .forEach(reader -> problems.add(
                        shared(reader + " reads " + path + ": it would apply what Crossfade's own roots apply")));
        InventoryReader.inputs(migration.spec()).stream()
                .filter(input -> input.startsWith(path + "/"))
                .forEach(input -> problems.add(shared(input + " lies in " + path + ", which Crossfade alone writes")));
    }

    /**
     * Calico's files have the reader that they are declared with, the values file that is edited none, and all else one at
     * most. Values files before it are only read, and may be everybody's.
     */
    private void files() {
        for (String file : InventoryReader.edited(migration.spec())) {
            if (migration.inventory().calicoFiles().contains(file)) {
                single(file, others(file, this::isCalicos), 0);
            } else if (file.equals(migration.valuesFile())) {
                single(file, others(file, this::isOurs), 0);
            } else {
                single(file, readers.of(file), 1);
            }
        }
    }

    private List<Readers.Reader> others(String file, Predicate<Readers.Reader> meant) {
        return readers.of(file).stream().filter(meant.negate()).toList();
    }

    private void single(String file, List<Readers.Reader> others, int allowed) {
        if (others.size() > allowed) {
            problems.add(Problem.blocker(
                    ErrorCode.FILE_SHARED,
                    Where.file(file),
                    "the migration edits this file, and "
                            + others.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + (others.size() == 1 ? " reads it, too" : " read it"),
                    "give what the migration edits a file of its own"));
        }
    }

    private boolean isCalicos(Readers.Reader reader) {
        ApplicationFile calico = migration.inventory().calicoApplication();
        return reader.name().equals(calico.name()) && reader.file().equals(calico.path());
    }

    /** The Application and the roots that earlier phases have written. */
    private boolean isOurs(Readers.Reader reader) {
        return reader.file().startsWith(migration.spec().git().path() + "/");
    }

    private static Problem shared(String message) {
        return Problem.blocker(
                ErrorCode.PATH_SHARED,
                Where.object("spec.git.path"),
                message,
                "give the migration a folder of its own with spec.git.path");
    }
}
