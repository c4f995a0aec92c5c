package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.yaml.YamlFile;
import java.util.Optional;

/** Calico's Application, which has left its file while phases to come need it: who reads Calico's files does not show then. */
final class MissingApplication {

    private MissingApplication() {}

    static Optional<Problem> check(Migration migration, Tree tree, RemainingEdits remaining) {
        CalicoHome home = migration.inventory().calico().home();
        return home.application()
                .filter(owner -> remaining.needsApplication(home))
                .filter(owner -> tree.read(owner.path())
                        .filter(text -> owner.isIn(YamlFile.parse(owner.path(), text)))
                        .isEmpty())
                .map(MissingApplication::missing);
    }

    private static Problem missing(ApplicationFile owner) {
        return Problem.blocker(
                ErrorCode.APPLICATION_NOT_FOUND,
                Where.file(owner.path()),
                "Application " + owner.name()
                        + " is not in this file any more: phases to come edit it there, and it is by"
                        + " this Application that Calico changes and goes",
                "put it back until hand-over, under the name and in the file that spec.calico.source.application says");
    }
}
