package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlFile;
import java.util.List;
import java.util.Optional;

/** The base commit's files while the inventory is read; what is missing or unreadable becomes a problem. */
record Input(Tree tree, List<Problem> problems) {

    /**
     * The file as YAML.
     *
     * @param key the key of crossfade.yaml that names it
     */
    Optional<YamlFile> parse(String path, String key) {
        Optional<String> text = tree.read(path);
        if (text.isEmpty()) {
            problems.add(Problem.blocker(
                    ErrorCode.INPUT_NOT_FOUND,
                    Where.file(path),
                    "the commit that the plan starts from has no file " + path + " (" + key + ")",
                    "commit the file, or correct its path in crossfade.yaml; while the migration runs, the path is the one"
                            + " from before its first phase, until hand-over"));
            return Optional.empty();
        }
        try {
            return Optional.of(YamlFile.parse(path, text.get()));
        } catch (CrossfadeException unreadable) {
            problems.addAll(unreadable.problems());
            return Optional.empty();
        }
    }

    void block(ErrorCode code, Where where, String message, String cure) {
        problems.add(Problem.blocker(code, where, message, cure));
    }
}
