package dev.crossfade.core.review;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;
import java.util.Optional;
import java.util.stream.Collectors;

/** A commit's whole difference, file by file. */
record Difference(Tree base, ChangeSet changes) {

    static Difference of(PlannedCommit commit) {
        return new Difference(commit.base(), commit.changes());
    }

    static Difference of(UndoCommit commit) {
        return new Difference(commit.base(), commit.changes());
    }

    String text() {
        return changes.files().entrySet().stream()
                .map(file -> text(file.getKey(), base.read(file.getKey()), file.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** What is in a Secret is for nobody's mail; the commit has it. */
    private static String text(String path, Optional<String> before, Optional<String> after) {
        return hasSecret(path, before) || hasSecret(path, after)
                ? "--- a/" + path + "\n+++ b/" + path + "\n(not shown: the file holds a Secret)\n"
                : LineDiff.of(path, before, after);
    }

    private static boolean hasSecret(String path, Optional<String> text) {
        return FileRoots.of(path, text).objects().keySet().stream().anyMatch(ObjectKey::isSecret);
    }
}
