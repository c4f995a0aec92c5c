package dev.crossfade.core.phase;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;

/** Refuses an overlay in which a phase has been undone: what it says for a while must not become permanent. */
final class FinalOverlay {

    private FinalOverlay() {}

    /** @throws CrossfadeException OVERLAY_NOT_FINAL, with one problem for each key that is not what it ends as */
    static void require(Migration migration, YamlFile overlay) {
        YamlDocument document = overlay.documents().get(0);
        List<Problem> problems = new ArrayList<>();
        for (EndState.Value end : EndState.of(migration)) {
            YamlPath path = YamlPath.parse(end.key());
            document.get(path)
                    .filter(found -> !found.equals(end.value()))
                    .ifPresent(found -> problems.add(
                            problem(overlay, path, found, "the migration ends with " + end.value(), end.phase())));
        }
        EndState.REMOVED.forEach((key, phase) -> {
            YamlPath path = YamlPath.parse(key);
            document.get(path)
                    .ifPresent(found ->
                            problems.add(problem(overlay, path, found, "the migration ends without the key", phase)));
        });
        if (!problems.isEmpty()) {
            throw new CrossfadeException(problems);
        }
    }

    private static Problem problem(YamlFile overlay, YamlPath path, Object found, String end, String phase) {
        return Problem.blocker(
                ErrorCode.OVERLAY_NOT_FINAL,
                overlay.documents().get(0).where(path),
                path + " is still " + found + ", but " + end + ", and drop-overlay would keep it for good: what "
                        + phase + " did was undone",
                "bring back what " + phase + " did to " + overlay.name() + ": revert the commit that undid it");
    }
}
