package dev.crossfade.forgetest;

import java.nio.file.Path;
import java.util.List;

/** A command in a situation, and what comes of it where nothing disturbs it. */
enum Plot {
    FIRST("prepare", "propose") {
        @Override
        Scene set(Flavour flavour, Path folder) {
            return Scene.of(flavour, folder);
        }
    },
    AFTER_A_MERGE("pin-calico-address", "propose") {
        @Override
        Scene set(Flavour flavour, Path folder) {
            Scene scene = Scene.of(flavour, folder);
            scene.site().merge(scene.proposed().number(), MergeStyle.SQUASH);
            return scene;
        }
    },
    RENDERED_ANEW("prepare", "propose") {
        @Override
        Scene set(Flavour flavour, Path folder) {
            Scene scene = Scene.of(flavour, folder);
            scene.proposed();
            scene.edit("crossfade.yaml", "  git:\n", "  probe: none\n  git:\n");
            scene.edit("crossfade.yaml", "soak: 3m", "soak: 4m");
            return scene;
        }
    },
    RESUMED("prepare", "propose", "--resume") {
        @Override
        Scene set(Flavour flavour, Path folder) {
            Scene scene = Scene.of(flavour, folder);
            scene.people().close("jo", scene.proposed().number());
            return scene;
        }
    },
    RESUMED_AFTER_A_REVERT("prepare", "propose", "--resume") {
        @Override
        Scene set(Flavour flavour, Path folder) {
            Scene scene = Scene.of(flavour, folder);
            scene.site().merge(scene.proposed().number(), MergeStyle.MERGE);
            scene.proposed();
            scene.customer().revertOf("prepare");
            return scene;
        }
    },
    ROLLED_BACK("undo-install-cilium", "rollback", "install-cilium") {
        @Override
        Scene set(Flavour flavour, Path folder) {
            return Scene.at("install-cilium", flavour, folder);
        }
    };

    private final String proposal;
    private final List<String> line;

    Plot(String proposal, String... line) {
        this.proposal = proposal;
        this.line = List.of(line);
    }

    abstract Scene set(Flavour flavour, Path folder);

    /** The branch that the command is about. */
    String branch() {
        return Scene.PREFIX + proposal;
    }

    String[] line() {
        return line.toArray(String[]::new);
    }
}
