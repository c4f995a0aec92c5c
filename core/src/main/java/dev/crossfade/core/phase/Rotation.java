package dev.crossfade.core.phase;

import dev.crossfade.core.spec.NodesSpec;

/**
 * What the phases of the nodes say, by strategy.
 *
 * @param verb what happens to a node, for titles
 * @param where the end of such a title
 * @param files names of their templates
 * @param cleanGate what proves clean-nodes
 */
record Rotation(Titles titles, String verb, String where, Files files, String cleanGate) {

    /** Titles of the commits that are there once. */
    record Titles(String nodeTemplates, String firstNodes) {}

    /** Names of templates. */
    record Files(String message, String runbook) {}

    private static final Rotation REPLACE = new Rotation(
            new Titles("prepare the node templates", "bring up the first nodes on Cilium"),
            "replace ",
            "",
            new Files("message.md", "runbook.md"),
            "nodes-clean");

    private static final Rotation IN_PLACE = new Rotation(
            new Titles("write the runbook for the nodes", "move the first nodes in place"),
            "move ",
            " in place",
            new Files("message-in-place.md", "runbook-in-place.md"),
            "nodes-rebooted");

    static Rotation of(Migration migration) {
        return migration.spec().nodes().strategy() == NodesSpec.Strategy.IN_PLACE ? IN_PLACE : REPLACE;
    }

    String title(String wave) {
        return verb + Waves.text(wave) + where;
    }

    String prose(String row) {
        return row + "/" + files.message();
    }

    boolean inPlace() {
        return equals(IN_PLACE);
    }
}
